import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { StaffTx } from "@/lib/db/database";

const outcome = z.object({
  outcome: z.enum(["fine", "finding", "unknown"]),
  reason: z.string().optional(),
});
const outcomes = z.record(z.string(), outcome);

/** What every check last said of one client. */
export interface ClientAnswers {
  readonly clientId: string;
  readonly evaluatedAt: Temporal.Instant;
  readonly outcomes: z.infer<typeof outcomes>;
}

/** The newest pass of all checks that ended; null before the first. */
export interface LastCheckRun {
  readonly finishedAt: Temporal.Instant;
  readonly expected: number;
  readonly evaluated: number;
}

export interface CheckAnswers {
  readonly clients: readonly ClientAnswers[];
  readonly lastRun: LastCheckRun | null;
}

/** The checks' last answers (grain: client), and when they were given; two statements. */
export async function readCheckAnswers(tx: StaffTx): Promise<CheckAnswers> {
  const rows = await tx.execute<{ client_id: string; evaluated_at: string; outcomes: unknown }>(sql`
    select o.client_id, o.evaluated_at::text, o.outcomes from check_outcomes o join clients c on c.id = o.client_id where c.status = 'active'`);
  const [run] = await tx.execute<{ finished_at: string; expected: number; evaluated: number }>(sql`
    select finished_at::text, expected, evaluated from check_runs where finished_at is not null order by started_at desc limit 1`);
  return {
    clients: rows.map((row) => ({
      clientId: row.client_id,
      evaluatedAt: Temporal.Instant.from(row.evaluated_at),
      outcomes: outcomes.parse(row.outcomes),
    })),
    lastRun: run
      ? {
          finishedAt: Temporal.Instant.from(run.finished_at),
          expected: run.expected,
          evaluated: run.evaluated,
        }
      : null,
  };
}
