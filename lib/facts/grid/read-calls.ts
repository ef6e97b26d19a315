import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";

/** The newest call of each scheduled job by its scheduler; null where it never called. A call by hand proves nothing about the schedule; a worker is one. */
export interface LastCalls {
  readonly collection: Temporal.Instant | null;
  readonly queue: Temporal.Instant | null;
  readonly monitor: Temporal.Instant | null;
}

/** Who calls, and who still calls; one statement, the newest row of each job by its index. */
export async function readCalls(tx: StaffTx): Promise<LastCalls> {
  const newest = (job: string) =>
    sql`(select at::text from scheduler_calls where job = ${job} and (verb = 'GET' or caller = 'worker') order by at desc limit 1)`;
  const [row] = await tx.execute<{
    collection: string | null;
    queue: string | null;
    monitor: string | null;
  }>(sql`
    select ${newest("daily-kpi-collection")} as collection, ${newest("drain-queue")} as queue, ${newest("monitor")} as monitor`);
  const at = (text: string | null | undefined) => (text ? Temporal.Instant.from(text) : null);
  return { collection: at(row?.collection), queue: at(row?.queue), monitor: at(row?.monitor) };
}
