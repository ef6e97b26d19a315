import { inArray, isNull, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import { type Changes, compareAlerts } from "@/lib/alerts/compare-alerts";
import { readConcernedAccounts } from "@/lib/alerts/concerned-account";
import { newsOf } from "@/lib/alerts/news";
import { oneLookAtATime } from "@/lib/alerts/one-look";
import { tell } from "@/lib/alerts/tell";
import { onePerKey, rankOf, type Wanted } from "@/lib/alerts/wanted";
import { wantedByConditions } from "@/lib/alerts/wanted-by-conditions";
import { wantedByFindings } from "@/lib/alerts/wanted-by-findings";
import type { CheckKey } from "@/lib/checks/catalogue";
import type { Database, SystemTx } from "@/lib/db/database";
import { rowPieces } from "@/lib/db/row-pieces";
import { alertEvents, alerts } from "@/lib/db/schema/alerts";
import type { Channels } from "@/lib/deliver/channels";

/** What one look at the data changed. */
export interface AlertSync {
  readonly opened: number;
  readonly graver: number;
  readonly woken: number;
  readonly resolved: number;
  /** Not resolved now, whatever their state. */
  readonly present: number;
  /** Messages that were queued for the outbox. */
  readonly queued: number;
}

/** What the monitor saw, and the checks it could look at: what it could not see neither opens nor ends. */
export interface Monitored {
  readonly wanted: readonly Wanted[];
  readonly looked: ReadonlySet<CheckKey>;
}

/**
 * Makes the alerts say what the data says: opens those of open findings and conditions (and of `monitored`, what the monitor saw; null when
 * it was not asked), keeps those that are still so with the newest numbers, opens again what got graver or whose snooze is over, and resolves
 * what is over, with it everything of an archived client. What is new and grave is queued as one message per recipient, the rest waits for the morning's. One transaction; two at once
 * come one after the other, and a second look finds nothing to do.
 */
export async function syncAlerts(
  db: Database,
  args: {
    readonly now: Temporal.Instant;
    readonly channels: Channels;
    readonly monitored: Monitored | null;
  },
): Promise<AlertSync> {
  const { now, channels, monitored } = args;
  return db.asSystem(async (tx) => {
    await oneLookAtATime(tx);
    const accounts = await readConcernedAccounts(tx);
    const wanted = onePerKey([
      ...(await wantedByFindings(tx, new Map(accounts.map((one) => [one.accountId, one])))),
      ...(await wantedByConditions(tx, accounts, now)),
      ...(monitored?.wanted ?? []),
    ]);
    const present = (await tx.select().from(alerts).where(isNull(alerts.resolvedAt))).map(alertOf);
    const archived = await readArchived(tx);
    const changes = compareAlerts({
      present,
      wanted,
      looked: monitored?.looked ?? new Set(),
      delivering: await readDelivering(tx),
      archived,
      now,
    });
    const untold: Untold = hasChannel(channels) ? {} : { untold: true };
    const opened = await open(tx, changes.opened, now, untold);
    await keep(tx, changes, now, untold);
    await wake(tx, changes.woken, now);
    await resolve(tx, changes.resolved, archived, now);
    const news = await newsOf(tx, { present, opened, changes, now });
    return {
      opened: opened.length,
      graver: changes.graver.length,
      woken: changes.woken.length,
      resolved: changes.resolved.length,
      present: present.length + opened.length - changes.resolved.length,
      queued: await tell(tx, channels, news, now),
    };
  });
}

/**
 * Alerts snoozed until delivery whose client has spent on a later day than the one of the snooze, by the account's clocks: ads that still ran
 * on that day, or were shown without costing anything, begin no season.
 */
async function readDelivering(tx: SystemTx): Promise<ReadonlySet<number>> {
  const rows = await tx.execute<{ id: number }>(sql`
    select a.id from alerts a where a.resolved_at is null and a.snoozed_until_delivery and exists (
      select from ad_accounts k join daily_kpi_data d on d.ad_account_id = k.id
      where k.client_id = a.client_id and d.total_spend > 0 and d.date > (
        (select max(e.at) from alert_events e where e.alert_id = a.id and e.kind = 'snoozed') at time zone k.time_zone)::date)`);
  return new Set(rows.map(({ id }) => id));
}

/** Beside an event that is news: that this process can reach nobody, so that the next one that can tells it. */
interface Untold {
  readonly untold?: true;
}

async function open(
  tx: SystemTx,
  wanted: readonly Wanted[],
  now: Temporal.Instant,
  untold: Untold,
): Promise<Alert[]> {
  const at = new Date(now.epochMilliseconds);
  const opened: Alert[] = [];
  for (const piece of rowPieces(wanted)) {
    const rows = await tx
      .insert(alerts)
      .values(piece.map((one) => ({ ...columnsOf(one), openedAt: at, seenAt: at })))
      .returning();
    opened.push(...rows.map(alertOf));
  }
  await note(tx, opened, "opened", now, { ...untold });
  return opened;
}

function hasChannel({ mail, slack, webhook }: Channels): boolean {
  return mail !== null || slack !== null || webhook !== null;
}

function columnsOf({ months, evidence, ...one }: Wanted) {
  return { ...one, evidence: { ...evidence }, months: months.map((month) => `${month}-01`) };
}

async function keep(
  tx: SystemTx,
  { kept, graver }: Changes,
  now: Temporal.Instant,
  untold: Untold,
): Promise<void> {
  if (kept.length === 0) return;
  const isGraver = new Set(graver.map(({ alert }) => alert.id));
  const rows = kept.map(({ alert, wanted }) => {
    const { cause, severity, message, evidence, months, amount, currency } = columnsOf(wanted);
    const opens = isGraver.has(alert.id);
    return { id: alert.id, cause, severity, message, evidence, months, amount, currency, opens };
  });
  await tx.execute(sql`
    update alerts a set cause = k.cause, severity = k.severity, message = k.message, evidence = k.evidence, months = k.months, amount = k.amount,
      currency = k.currency, seen_at = ${now.toString()}::timestamptz, state = case when k.opens then 'open' else a.state end,
      snoozed_until = case when k.opens then null else a.snoozed_until end,
      snoozed_until_delivery = a.snoozed_until_delivery and not k.opens
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as k (id int, cause text, severity text, message text, evidence jsonb, months text[], amount numeric, currency text, opens boolean)
    where a.id = k.id`);
  for (const { alert, wanted } of kept.filter((one) => one.alert.severity !== one.wanted.severity)) {
    const isWorse = rankOf(wanted.severity) > rankOf(alert.severity);
    const detail = { from: alert.severity, to: wanted.severity, graver: isWorse, ...(isWorse ? untold : {}) };
    await note(tx, [alert], "changed", now, detail);
  }
}

async function wake(tx: SystemTx, woken: readonly Alert[], now: Temporal.Instant): Promise<void> {
  for (const piece of rowPieces(woken)) {
    await tx
      .update(alerts)
      .set({ state: "open", snoozedUntil: null, snoozedUntilDelivery: false })
      .where(inArray(alerts.id, idsOf(piece)));
  }
  await note(tx, woken, "woken", now);
}

/** Clients whom nobody looks after any more. */
async function readArchived(tx: SystemTx): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ id: string }>(sql`select id from clients where status = 'archived'`);
  return new Set(rows.map(({ id }) => id));
}

async function resolve(
  tx: SystemTx,
  over: readonly Alert[],
  archived: ReadonlySet<string>,
  now: Temporal.Instant,
): Promise<void> {
  for (const piece of rowPieces(over)) {
    await tx
      .update(alerts)
      .set({
        state: "resolved",
        resolvedAt: new Date(now.epochMilliseconds),
        snoozedUntil: null,
        snoozedUntilDelivery: false,
      })
      .where(inArray(alerts.id, idsOf(piece)));
  }
  const isArchived = ({ clientId }: Alert) => clientId !== null && archived.has(clientId);
  await note(
    tx,
    over.filter((alert) => !isArchived(alert)),
    "resolved",
    now,
  );
  await note(tx, over.filter(isArchived), "resolved", now, { why: "client_archived" });
}

async function note(
  tx: SystemTx,
  of: readonly Alert[],
  kind: "opened" | "changed" | "woken" | "resolved",
  now: Temporal.Instant,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const at = new Date(now.epochMilliseconds);
  for (const piece of rowPieces(of)) {
    await tx
      .insert(alertEvents)
      .values(piece.map(({ id }) => ({ alertId: id, kind, at, actor: "system", detail })));
  }
}

function idsOf(some: readonly Alert[]): number[] {
  return some.map(({ id }) => id);
}
