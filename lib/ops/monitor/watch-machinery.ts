import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Wanted } from "@/lib/alerts/wanted";
import type { CheckKey } from "@/lib/checks/catalogue";
import { checks } from "@/lib/checks/catalogue";
import { isShown } from "@/lib/clients/shown-clients";
import type { SchedulerCall } from "@/lib/collect/run/scheduler-call";
import type { SystemTx } from "@/lib/db/database";
import { isUndelivered } from "@/lib/deliver/undelivered";
import { wereGiven } from "@/lib/facts/checks-coverage";
import type { Backlog } from "@/lib/ops/backlog/read-backlog";
import { instantOf } from "@/lib/values/instant";

/** The route that makes the drafts; as the subject of an alert it chooses the words (lib/alerts/words.ts). */
const reportsJob = "monthly-reports";
/** The scheduler calls hourly; with a quarter of an hour on top somebody knows within the hour that a pass was due. */
const callMinutes = 75;
/** Yesterday's figures that were free to be read for so long have nobody to read them. */
const queueSeconds = 3600;
/** Checks run after collecting and hourly by the monitor. */
const checkHours = 3;

/** Whether the scheduler calls, and when it last called the collection (null: never). */
export interface CallsWatch {
  readonly last: string | null;
  /** Whether somebody calls the collection. */
  readonly isCalled: boolean;
  readonly wanted: readonly Wanted[];
}

/**
 * Incident 2: an empty cron list makes no error. Each route that is called hourly is looked for by itself; a call by hand proves nothing about
 * the schedule. Where nobody calls the collection either, that is the one thing to mend.
 */
export async function watchCalls(tx: SystemTx, now: Temporal.Instant): Promise<CallsWatch> {
  const collection = await lastCall(tx, "daily-kpi-collection", now);
  if (collection.isLate) {
    const message = `The scheduler has not called the collection since ${collection.last ?? "ever"}.`;
    const wanted = [ofAgency("not_called", "collection", "scheduler", message, { since: collection.last })];
    return { last: collection.last, isCalled: false, wanted };
  }
  const reports = await lastCall(tx, reportsJob, now);
  const message = `The scheduler has not called ${reportsJob} since ${reports.last ?? "ever"}.`;
  const uncalled = ofAgency("not_called", reportsJob, `scheduler:${reportsJob}`, message, {
    since: reports.last,
  });
  // Whatever else is called makes the drafts too: grave, but no client is without figures.
  const wanted = reports.isLate ? [{ ...uncalled, severity: "high" as const }] : [];
  return { last: collection.last, isCalled: true, wanted };
}

/** When this job's schedule called last, and whether that is too long ago; without any account nothing is to be called. */
async function lastCall(
  tx: SystemTx,
  job: SchedulerCall["job"],
  now: Temporal.Instant,
): Promise<{ readonly last: string | null; readonly isLate: boolean }> {
  const at = now.toString();
  const [row] = await tx.execute<{ last: string | null; first: string | null; minutes: number | null }>(sql`
    select max(s.at)::text as last, (select min(created_at) from ad_accounts)::text as first,
      extract(epoch from ${at}::timestamptz - coalesce(max(s.at), (select min(created_at) from ad_accounts)))::int / 60 as minutes
    from scheduler_calls s
    where s.job = ${job} and (s.verb = 'GET' or s.caller = 'worker') and s.at <= ${at}::timestamptz`);
  const isLate = row !== undefined && row.first !== null && (row.minutes ?? 0) > callMinutes;
  return { last: instantText(row?.last ?? null), isLate };
}

/** Whether anybody works off the queue. */
export function watchQueue(backlog: Backlog): Wanted[] {
  const oldest = backlog.oldest_seconds.newest_days ?? 0;
  if (oldest <= queueSeconds) return [];
  const waiting = backlog.ready.newest_days ?? 0;
  const message = `${waiting} jobs with yesterday's figures wait, the oldest for ${Math.round(oldest / 60)} minutes.`;
  return [ofAgency("queue_stuck", "queue", "queue", message, { waiting, minutes: Math.round(oldest / 60) })];
}

export interface ChecksWatch {
  readonly wanted: readonly Wanted[];
  readonly counts: { readonly expected: number; readonly evaluated: number; readonly at: string | null };
}

/** "Evaluated n of n": clients whose checks were evaluated lately, and did not break off. */
export async function watchChecks(tx: SystemTx, now: Temporal.Instant): Promise<ChecksWatch> {
  const [row] = await tx.execute<{
    expected: number;
    evaluated: number;
    at: string | null;
    missing: string[];
  }>(sql`
    select count(*)::int as expected, count(*) filter (where is_fresh)::int as evaluated,
      (select max(evaluated_at) from check_outcomes)::text as at,
      coalesce(array_agg(name order by name) filter (where not is_fresh), '{}') as missing
    from (select c.name, coalesce(o.evaluated_at > ${now.toString()}::timestamptz - make_interval(hours => ${checkHours})
        and ${wereGiven(sql`o.outcomes`)}, false) as is_fresh
      from clients c join ad_accounts a on a.client_id = c.id left join check_outcomes o on o.client_id = c.id
      where c.status = 'active' and ${isShown(sql`c.is_demo`)}) f`);
  const { expected = 0, evaluated = 0, missing = [] } = row ?? {};
  const counts = { expected, evaluated, at: instantText(row?.at ?? null) };
  if (evaluated >= expected) return { counts, wanted: [] };
  const message = `Checks evaluated ${evaluated} of ${expected} clients in the last ${checkHours} hours.`;
  const evidence = { evaluated, expected, clients: missing };
  return { counts, wanted: [ofAgency("checks_incomplete", "checks", "checks", message, evidence)] };
}

/** Whoever waits for a message that could not be delivered. */
export async function watchOutbox(tx: SystemTx, now: Temporal.Instant): Promise<Wanted[]> {
  const rows = await tx.execute<{
    channel: string;
    recipient: string;
    failed: number;
    error: string | null;
    since: string;
  }>(sql`
    select channel, recipient, count(*)::int as failed, max(last_error) as error, min(created_at)::text as since from deliveries d
    where ${isUndelivered(now.toString())}
    group by channel, recipient order by channel, recipient`);
  return rows.map(({ channel, recipient, failed, error, since }) => {
    const message = `${failed} messages to ${recipient} by ${channel} could not be delivered: ${error ?? ""}`;
    const evidence = { channel, recipient, failed, error, since: instantText(since) };
    return ofAgency(
      "not_delivered",
      `${channel} ${recipient}`,
      `channel:${channel} ${recipient}`,
      message,
      evidence,
    );
  });
}

function ofAgency(
  check: CheckKey,
  subject: string,
  cause: string,
  message: string,
  evidence: Wanted["evidence"],
): Wanted {
  const { severity } = checks[check];
  return {
    clientId: null,
    check,
    subject,
    cause,
    severity,
    message,
    evidence,
    months: [],
    amount: null,
    currency: null,
  };
}

function instantText(text: string | null): string | null {
  return instantOf(text)?.toString() ?? null;
}
