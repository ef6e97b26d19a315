import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { StaffTx } from "@/lib/db/database";
import {
  type ChecksCoverage,
  type CoverageRow,
  checksCoverage,
  takeCoverage,
} from "@/lib/facts/checks-coverage";

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

export interface CheckAnswers {
  readonly clients: readonly ClientAnswers[];
  readonly coverage: ChecksCoverage;
}

/** The checks' last answers (grain: client), and of how many clients they are; two statements. */
export async function readCheckAnswers(tx: StaffTx, now: Temporal.Instant): Promise<CheckAnswers> {
  const rows = await tx.execute<{ client_id: string; evaluated_at: string; outcomes: unknown }>(sql`
    select o.client_id, o.evaluated_at::text, o.outcomes from check_outcomes o join clients c on c.id = o.client_id where c.status = 'active'`);
  const [coverage] = await tx.execute<CoverageRow>(checksCoverage(now));
  if (!coverage) throw new Error("unreachable: a count without groups is a row");
  return {
    clients: rows.map((row) => ({
      clientId: row.client_id,
      evaluatedAt: Temporal.Instant.from(row.evaluated_at),
      outcomes: outcomes.parse(row.outcomes),
    })),
    coverage: takeCoverage(coverage),
  };
}
