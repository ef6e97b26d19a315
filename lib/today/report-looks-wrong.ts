import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database, StaffTx } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { buildReport } from "@/lib/report/build-report";
import type { Report, ReportMetric } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { typedWords } from "@/lib/values/typed-words";

export type LooksWrongOutcome =
  | { readonly kind: "reported" }
  /** The same figure of the same month is reported and open. */
  | ({ readonly kind: "already" } & OpenLooksWrong)
  | { readonly kind: "refused"; readonly why: "unknown_client" | "not_allowed" };

interface Reported {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly metric: ReportMetric;
  /** As it stood on the page of whoever reports it. */
  readonly shown: string;
  /** In the person's own words; empty for none. */
  readonly reason: string;
  readonly now: Temporal.Instant;
}

/**
 * "This number looks wrong": opens a finding of a person about one figure of one month, with everything attached that it was made from, as
 * the facts stand now. One is open at a time per account, month and metric. Managers for their clients, admins for all.
 */
export async function reportLooksWrong(asked: Reported): Promise<LooksWrongOutcome> {
  const { db, actor, slug, month, metric, now } = asked;
  return db.asStaff(actor, async (tx): Promise<LooksWrongOutcome> => {
    const read = await readReportInput(tx, { slug, month, now });
    if (!read) return { kind: "refused", why: "unknown_client" };
    const { who, input } = read;
    if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
    const report = buildReport(input);
    const subject = subjectOf(month, metric);
    const message = `${actor.name} says that ${metric} of ${month} looks wrong: shown ${asked.shown}, stored ${report.figures[metric].value ?? "nothing"}.`;
    const rows = await tx.execute<{ id: number }>(sql`
      insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, months, opened_at)
      values (${who.clientId}, ${who.accountId}, 'looks_wrong', ${subject}, 'normal', ${message},
        ${JSON.stringify(evidenceOf(report, asked))}::jsonb, array[${month}], ${now.toString()}::timestamptz)
      on conflict (ad_account_id, check_key, subject) where resolved_at is null do nothing
      returning id`);
    if (rows.length === 0) {
      const open = await readOpenLooksWrong(tx, who.accountId, month, metric);
      return open ? { kind: "already", ...open } : { kind: "refused", why: "unknown_client" };
    }
    await recordAudit(tx, actor, { action: "finding.looks_wrong", subject: `${slug} ${subject}` });
    return { kind: "reported" };
  });
}

interface OpenLooksWrong {
  readonly at: Temporal.Instant;
  readonly by: string;
  /** Where it is closed; null until the next look at the data opens it. */
  readonly alert: number | null;
}

/** The open report of this figure, if somebody made one. One statement. */
export async function readOpenLooksWrong(
  tx: StaffTx,
  accountId: string,
  month: CalendarMonth,
  metric: ReportMetric,
): Promise<OpenLooksWrong | null> {
  const [row] = await tx.execute<{ at: string; by: string; alert: number | null }>(sql`
    select to_char(f.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, coalesce(f.evidence ->> 'by', '') as by, a.id as alert
    from findings f
    left join alerts a on a.client_id = f.client_id and a.check_key = f.check_key and a.subject = f.subject and a.resolved_at is null
    where f.ad_account_id = ${accountId} and f.check_key = 'looks_wrong' and f.subject = ${subjectOf(month, metric)} and f.resolved_at is null`);
  return row ? { at: Temporal.Instant.from(row.at), by: row.by, alert: row.alert } : null;
}

function subjectOf(month: CalendarMonth, metric: ReportMetric): string {
  return `${month} ${metric}`;
}

/** Everything the figure was made from. `value` and `metric` are also what the alert's words are made from. */
function evidenceOf(report: Report, { actor, metric, month, shown, reason, now }: Reported) {
  const figure = report.figures[metric];
  const trimmed = typedWords(reason).slice(0, 1000);
  return {
    metric,
    month,
    ...(figure.value === null ? {} : { value: figure.value }),
    shown,
    state: figure.state,
    unavailable: figure.unavailable ?? null,
    inputs: figure.inputs ?? null,
    days_covered: figure.days,
    days_expected: report.coverage.expected,
    window: report.window,
    time_zone_of_account: report.time_zone,
    currency_of_account: report.currency,
    attribution: report.attribution,
    mapping_version: report.mapping.version,
    mapping: report.mapping.kpis,
    observed_at: report.observed_at,
    run_id: report.run_id,
    last_change: figure.last_change ?? null,
    reconciled: report.reconciled,
    ...(trimmed ? { reason: trimmed } : {}),
    by: actor.name,
    at: now.toString(),
  };
}
