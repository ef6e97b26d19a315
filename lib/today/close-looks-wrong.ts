import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { oneLookAtATime } from "@/lib/alerts/one-look";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database, StaffTx, SystemTx } from "@/lib/db/database";
import { alertEvents } from "@/lib/db/schema/alerts";
import { shortestWhy } from "@/lib/report/corrections";
import { typedWords } from "@/lib/values/typed-words";

export type CloseOutcome =
  | { readonly kind: "closed" }
  /** Somebody was quicker; `by` is null where the data ended it. */
  | { readonly kind: "already"; readonly at: Temporal.Instant; readonly by: string | null }
  | { readonly kind: "refused"; readonly why: "unknown_alert" | "not_allowed" | "words_too_short" };

interface Closing {
  readonly db: Database;
  readonly actor: Actor;
  /** The number of the alert that the report of the figure opened. */
  readonly alert: number;
  /** What was found; at least `shortestWhy` characters. Staff read it in the alert's history. */
  readonly words: string;
  readonly now: Temporal.Instant;
}

/**
 * Ends "this number looks wrong": the figure needs nobody any more and can be reported again. Finding, history and audit in one transaction;
 * the alert follows at once, and where that is cut off, with the next look at the data. Managers for their clients, admins for all.
 */
export async function closeLooksWrong({ db, actor, alert, words, now }: Closing): Promise<CloseOutcome> {
  const found = typedWords(words).slice(0, 1000);
  const outcome = await db.asStaff(actor, async (tx): Promise<CloseOutcome> => {
    const of = await readReported(tx, alert);
    if (!of) return { kind: "refused", why: "unknown_alert" };
    if (!of.may) return { kind: "refused", why: "not_allowed" };
    if ([...found].length < shortestWhy) return { kind: "refused", why: "words_too_short" };
    const closed = of.over
      ? []
      : await tx.execute(sql`
          update findings set resolved_at = ${now.toString()}::timestamptz
          where client_id = ${of.client_id} and check_key = 'looks_wrong' and subject = ${of.subject} and resolved_at is null returning id`);
    if (closed.length === 0) return { kind: "already", ...(await readEnd(tx, alert, now)) };
    await tx.insert(alertEvents).values({
      ...{ alertId: alert, kind: "resolved", at: new Date(now.epochMilliseconds) },
      ...{ staffId: actor.staffId, actor: actor.name, detail: { why: "closed", found } },
    });
    const subject = `${of.slug} ${of.subject}`;
    await recordAudit(tx, actor, { action: "finding.close", subject, detail: { found } });
    return { kind: "closed" };
  });
  if (outcome.kind !== "refused") await db.asSystem((tx) => resolve(tx, alert, now));
  return outcome;
}

interface Reported extends Record<string, unknown> {
  client_id: string;
  slug: string;
  subject: string;
  over: boolean;
  may: boolean;
}

async function readReported(tx: StaffTx, alert: number): Promise<Reported | undefined> {
  const [row] = await tx.execute<Reported>(sql`
    select a.client_id, c.slug, a.subject, a.resolved_at is not null as over, app.may_change(a.client_id) as may
    from alerts a join clients c on c.id = a.client_id where a.id = ${alert} and a.check_key = 'looks_wrong'`);
  return row;
}

/** When it ended and by whom, as its history has it. */
async function readEnd(
  tx: StaffTx,
  alert: number,
  now: Temporal.Instant,
): Promise<{ readonly at: Temporal.Instant; readonly by: string | null }> {
  const [row] = await tx.execute<{ at: string; by: string | null }>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, case when detail ->> 'why' = 'closed' then actor end as by
    from alert_events where alert_id = ${alert} and kind = 'resolved' order by id limit 1`);
  return { at: row ? Temporal.Instant.from(row.at) : now, by: row?.by ?? null };
}

/** Staff say what they found, the data says that an alert is over: only where no finding of it is open. */
async function resolve(tx: SystemTx, alert: number, now: Temporal.Instant): Promise<void> {
  await oneLookAtATime(tx);
  await tx.execute(sql`
    update alerts a set state = 'resolved', resolved_at = ${now.toString()}::timestamptz, snoozed_until = null, snoozed_until_delivery = false
    where a.id = ${alert} and a.resolved_at is null and not exists (
      select from findings f where f.client_id = a.client_id and f.check_key = a.check_key and f.subject = a.subject and f.resolved_at is null)`);
}
