import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { UnknownReason } from "@/lib/checks/outcome";
import { passAt } from "@/lib/collect/plan/passes";
import type { StaffTx } from "@/lib/db/database";
import {
  type ChecksCoverage,
  type CoverageRow,
  checksCoverage,
  checksPatienceHours,
  takeCoverage,
} from "@/lib/facts/checks-coverage";
import { isUncalled, newestCall } from "@/lib/facts/grid/read-calls";
import { instantOf } from "@/lib/values/instant";

/** What stands behind every figure of Today: the last run of a pass, of how many clients the checks gave an answer, and whether anybody watches. */
export interface Operation {
  readonly lastRun: {
    readonly id: string;
    readonly startedAt: Temporal.Instant;
    /** null while it goes on. */
    readonly finishedAt: Temporal.Instant | null;
    readonly expected: number;
    readonly done: number;
  } | null;
  /** When the next pass begins on the clocks of any account; null without accounts, and where nobody calls the collection. */
  readonly nextRun: Temporal.Instant | null;
  /** The newest call of the collection by its scheduler; null when it never called. */
  readonly collectionAt: Temporal.Instant | null;
  readonly checks: ChecksCoverage;
  /** The monitor's own last call; null when it never called. */
  readonly monitorAt: Temporal.Instant | null;
}

interface Row extends Record<string, unknown> {
  run: { id: string; started: string; finished: string | null; expected: number; done: number } | null;
  checked: CoverageRow;
  collection: string | null;
  monitor: string | null;
  zones: string[];
}

/**
 * Reasons that are no doubt about today's figures: there is nothing to compare, and mending nothing would give an answer. Today says them of
 * each client all the same; every other reason keeps it from saying that all is well.
 */
export const nothingToJudge: readonly UnknownReason[] = [
  "nothing_due",
  "too_little_history",
  "too_few_conversions",
  "not_measured",
  "no_delivery",
  "no_month_total",
];

/** The monitor is called every quarter of an hour; after this long nobody watches. */
const monitorPatienceMinutes = 60;

/** Last run, the checks' last answers, last calls of collection and monitor; one statement. */
export async function readOperation(tx: StaffTx, now: Temporal.Instant): Promise<Operation> {
  const [row] = await tx.execute<Row>(sql`
    select
      (select jsonb_build_object('id', id, 'started', ${iso(sql`started_at`)}, 'finished', ${iso(sql`finished_at`)}, 'expected', expected, 'done', done)
        from collection_runs where pass <> 'range' order by started_at desc limit 1) as run,
      (select to_jsonb(c) from (${checksCoverage(now)}) c) as checked,
      (select ${iso(sql`max(at)`)} from scheduler_calls where job = 'monitor') as monitor,
      ${newestCall("daily-kpi-collection")} as collection,
      (select coalesce(array_agg(distinct a.time_zone), '{}') from ad_accounts a join clients c on c.id = a.client_id where c.status = 'active') as zones`);
  if (!row) throw new Error("A statement without a table gave no row.");
  const collectionAt = instantOf(row.collection);
  return {
    lastRun: row.run && {
      id: row.run.id,
      startedAt: Temporal.Instant.from(row.run.started),
      finishedAt: instantOf(row.run.finished),
      expected: row.run.expected,
      done: row.run.done,
    },
    nextRun: isUncalled(collectionAt, now) ? null : nextPass(row.zones, now),
    collectionAt,
    checks: takeCoverage(row.checked),
    monitorAt: instantOf(row.monitor),
  };
}

/** Whether nobody watches from outside: the monitor never called, or not within the hour. */
export function isUnwatched({ monitorAt }: Pick<Operation, "monitorAt">, now: Temporal.Instant): boolean {
  if (monitorAt === null) return true;
  return now.since(monitorAt).total("minutes") > monitorPatienceMinutes;
}

/** Whether the checks' answers say nothing of today at all: they never ran, or not lately (R13). Single clients: readUnjudged. */
export function isUnchecked({ checks }: Pick<Operation, "checks">, now: Temporal.Instant): boolean {
  const { evaluatedAt } = checks;
  return evaluatedAt === null || now.since(evaluatedAt).total("hours") > checksPatienceHours;
}

/** The earliest beginning of a pass after `now`, over the accounts' zones: 04:00 and 12:00 on each one's clocks. */
function nextPass(zones: readonly string[], now: Temporal.Instant): Temporal.Instant | null {
  const starts = zones.map((zone) => {
    const current = passAt(zone, now).startedAt;
    let hours = 1;
    while (passAt(zone, now.add({ hours })).startedAt.equals(current)) hours += 1;
    return passAt(zone, now.add({ hours })).startedAt;
  });
  return starts.sort(Temporal.Instant.compare)[0] ?? null;
}

function iso(expression: ReturnType<typeof sql>) {
  return sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
