import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { StaffTx } from "@/lib/db/database";

/** The newest call of each scheduled job by its scheduler; null where it never called. A call by hand proves nothing about the schedule; a worker is one. */
export interface LastCalls {
  readonly collection: Temporal.Instant | null;
  readonly queue: Temporal.Instant | null;
  readonly monitor: Temporal.Instant | null;
  /** What the monitor counted at that call: accounts read, of those that should be; null where it said nothing. */
  readonly monitorSaw: { readonly done: number; readonly expected: number } | null;
}

/** The scheduler calls hourly: after this long nobody does (architecture.md §5, R13). */
const callPatienceHours = 3;

/** Whether nobody calls the collection any more, so that no pass is to be expected: never called, or not for three hours. */
export function isUncalled(collection: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return collection === null || now.since(collection).total("hours") > callPatienceHours;
}

const counts = z.object({ done: z.number().int(), expected: z.number().int() });

/** When the scheduler called a job last, as text; null where it never did. By index. */
export function newestCall(job: "daily-kpi-collection" | "drain-queue" | "monitor"): SQL {
  return sql`(select at::text from scheduler_calls where job = ${job} and (verb = 'GET' or caller = 'worker') order by at desc limit 1)`;
}

/** Who calls, and who still calls; one statement, the newest row of each job by its index. */
export async function readCalls(tx: StaffTx): Promise<LastCalls> {
  const [row] = await tx.execute<{
    collection: string | null;
    queue: string | null;
    monitor: string | null;
    saw: unknown;
  }>(sql`
    select ${newestCall("daily-kpi-collection")} as collection, ${newestCall("drain-queue")} as queue, ${newestCall("monitor")} as monitor,
      (select answer from scheduler_calls where job = 'monitor' and (verb = 'GET' or caller = 'worker') order by at desc limit 1) as saw`);
  const saw = counts.safeParse(row?.saw);
  const at = (text: string | null | undefined) => (text ? Temporal.Instant.from(text) : null);
  return {
    collection: at(row?.collection),
    queue: at(row?.queue),
    monitor: at(row?.monitor),
    monitorSaw: saw.data ?? null,
  };
}
