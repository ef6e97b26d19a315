import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { CheckKey } from "@/lib/checks/catalogue";
import type { UnknownReason } from "@/lib/checks/outcome";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx } from "@/lib/db/database";
import { checksPatienceHours } from "@/lib/facts/checks-coverage";
import { nothingToJudge } from "@/lib/today/read-operation";

/** Why checks of a client have no answer: their own reason, or that they never ran for it, or not lately. */
export type UnjudgedReason = UnknownReason | "not_run" | "stale" | "other";

/** A client of which not every check could be answered, and why (grain: client). */
export interface Unjudged {
  readonly clientId: string;
  readonly name: string;
  readonly slug: string;
  readonly isDemo: boolean;
  /** Reasons that are a doubt about today's figures first, then by how many checks they leave without an answer. Never empty. */
  readonly reasons: readonly {
    readonly reason: UnjudgedReason;
    /** Whether somebody could mend it; the six others only say that there is nothing to compare (`nothingToJudge`). */
    readonly doubt: boolean;
    /** Empty where no check ran at all. */
    readonly checks: readonly CheckKey[];
  }[];
}

type Row = {
  id: string;
  name: string;
  slug: string;
  isDemo: boolean;
  has_account: boolean;
  at: string | null;
  unknown: Partial<Record<UnjudgedReason, CheckKey[]>> | null;
};

/**
 * Every active client whose state cannot be judged in full, with every reason there is, also of one without an ad account, of which nothing is
 * collected (incident 33). Demo ones only where nothing else is there. One statement.
 */
export async function readUnjudged(tx: StaffTx, now: Temporal.Instant): Promise<Unjudged[]> {
  const rows = await tx.execute<Row>(sql`
    select c.id, c.name, c.slug, c.is_demo as "isDemo", exists (select from ad_accounts a where a.client_id = c.id) as has_account,
      to_char(o.evaluated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      (select jsonb_object_agg(u.reason, u.checks) from (
        select coalesce(e.value ->> 'reason', 'other') as reason, jsonb_agg(e.key order by e.key) as checks
        from jsonb_each(o.outcomes) e where e.value ->> 'outcome' = 'unknown' group by 1) u) as unknown
    from clients c left join check_outcomes o on o.client_id = c.id
    where c.status = 'active' order by c.name, c.slug`);
  return withoutDemo(rows).clients.flatMap((row) => unjudgedOf(row, now) ?? []);
}

function unjudgedOf(row: Row, now: Temporal.Instant): Unjudged | null {
  const { id: clientId, name, slug, isDemo } = row;
  const found = reasonsOf(row, now);
  if (found.length === 0) return null;
  const reasons = found
    .map(([reason, checks]) => ({ reason, checks, doubt: !isNothingToJudge(reason) }))
    .sort(
      (a, b) =>
        Number(b.doubt) - Number(a.doubt) ||
        b.checks.length - a.checks.length ||
        (a.reason < b.reason ? -1 : 1),
    );
  return { clientId, name, slug, isDemo, reasons };
}

function reasonsOf({ has_account, at, unknown }: Row, now: Temporal.Instant): [UnjudgedReason, CheckKey[]][] {
  if (!has_account) return [["no_account", []]];
  if (at === null) return [["not_run", []]];
  if (now.since(Temporal.Instant.from(at)).total("hours") > checksPatienceHours) return [["stale", []]];
  return Object.entries(unknown ?? {}) as [UnjudgedReason, CheckKey[]][];
}

function isNothingToJudge(reason: UnjudgedReason): boolean {
  return (nothingToJudge as readonly UnjudgedReason[]).includes(reason);
}

/** Clients about whose figures there is a doubt that somebody could mend. */
export function countDoubted(unjudged: readonly Unjudged[]): number {
  return unjudged.filter(({ reasons }) => reasons.some(({ doubt }) => doubt)).length;
}
