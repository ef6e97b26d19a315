import { type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { AnsweredCheck, UnknownReason } from "@/lib/checks/outcome";
import { isShown } from "@/lib/clients/shown-clients";
import { instantOf } from "@/lib/values/instant";

/** Checks run after each of the two daily passes, and hourly by the monitor; an older answer says nothing of today. Hours. */
export const checksPatienceHours = 26;

/** How many clients the checks' answers are about: a count of clients, not of a run, which may have been over one of them. */
export interface ChecksCoverage {
  /** Active clients with an ad account, demo ones only where there are no others. */
  readonly expected: number;
  /** Those of them whose last evaluation is recent and came to an answer, be it that a check cannot be evaluated. */
  readonly evaluated: number;
  /** Since when they all were: the oldest of their answers; where none counts, the newest there is. null where nobody ever was evaluated. */
  readonly evaluatedAt: Temporal.Instant | null;
}

/** The reason that an evaluation leaves which broke off. */
export const evaluationFailed = "evaluation_failed" satisfies UnknownReason;

const anyCheck: AnsweredCheck = "days_missing";

/** Whether stored outcomes are answers. An evaluation that broke off leaves its reason at every check (run-checks.ts), so one is looked at. */
export function wereGiven(outcomes: SQL): SQL {
  return sql`(${outcomes} -> ${anyCheck} ->> 'reason') is distinct from ${evaluationFailed}`;
}

/** The coverage as one row, which `takeCoverage` reads. */
export function checksCoverage(now: Temporal.Instant): SQL {
  return sql`
    select count(*)::integer as expected, count(*) filter (where counts)::integer as evaluated,
      coalesce(min(evaluated_at) filter (where counts), max(evaluated_at))::text as at
    from (
      select o.evaluated_at, coalesce(o.evaluated_at >= ${now.toString()}::timestamptz - make_interval(hours => ${checksPatienceHours})
        and ${wereGiven(sql`o.outcomes`)}, false) as counts
      from clients c join ad_accounts a on a.client_id = c.id left join check_outcomes o on o.client_id = c.id
      where c.status = 'active' and ${isShown(sql`c.is_demo`)}
    ) last_answers`;
}

export type CoverageRow = { expected: number; evaluated: number; at: string | null };

export function takeCoverage({ expected, evaluated, at }: CoverageRow): ChecksCoverage {
  return { expected, evaluated, evaluatedAt: instantOf(at) };
}
