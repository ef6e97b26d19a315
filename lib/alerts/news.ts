import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import type { Changes } from "@/lib/alerts/compare-alerts";
import { isOfAbsence } from "@/lib/alerts/concerned-account";
import { type News, nameOf } from "@/lib/alerts/tell";
import { rankOf } from "@/lib/alerts/wanted";
import type { SystemTx } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";
import { dayIn, instantAt } from "@/lib/values/calendar-day";

/** When the morning's digest is made, on the agency's clocks: staff know by 8:00. What comes after noon waits for the next one. */
const morning = { from: "07:30", to: "12:00" };

/**
 * What is to be told after a look at the data: critical and high alerts that are new or got graver, all in one message; grave ones that are
 * over, if they had been told; and once a morning everything open that no message has told yet. What opened or got graver
 * in a process without any channel (the command line on an engineer's machine) is new to the next one that has one. Absent days whose cause was
 * told already are part of that message, not another one.
 */
export async function newsOf(
  tx: SystemTx,
  args: {
    readonly present: readonly Alert[];
    readonly opened: readonly Alert[];
    readonly changes: Changes;
    readonly now: Temporal.Instant;
  },
): Promise<News[]> {
  const { present, opened, changes, now } = args;
  const graver = changes.graver.map(({ alert, wanted }): Alert => ({ ...alert, severity: wanted.severity }));
  const isNew = new Set([...opened, ...graver].map(({ id }) => id));
  const known = present.filter(({ id }) => !isNew.has(id));
  const missed = await untoldOf(tx, known);
  const isMissed = new Set(missed.map(({ id }) => id));
  const told = known.filter(({ id }) => !isMissed.has(id));
  const urgent = [...opened, ...graver, ...missed].filter(
    (alert) => rankOf(alert.severity) > 0 && !isToldWith(alert, told),
  );
  const over = await toldOf(
    tx,
    changes.resolved.filter(({ severity }) => rankOf(severity) > 0),
  );
  return [
    { kind: "alerts", when: "now", alerts: urgent, name: nameOf(urgent, now) },
    { kind: "resolved", when: "now", alerts: over, name: nameOf(over, now) },
    ...(await digestOf(tx, [...known, ...opened], new Set(urgent.map(({ id }) => id)), now)),
  ];
}

/** Whether a message about its cause has gone out before: the same client's or the whole agency's alert, at least as grave. */
function isToldWith(alert: Alert, known: readonly Alert[]): boolean {
  if (!isOfAbsence(alert.check)) return false;
  return known.some(
    (one) =>
      one.cause === alert.cause &&
      !one.cause.startsWith("client:") &&
      rankOf(one.severity) >= rankOf(alert.severity) &&
      (one.clientId === null || one.clientId === alert.clientId),
  );
}

/** Open ones that opened or got graver in a process that could tell nobody, and of which nobody was told since. */
async function untoldOf(tx: SystemTx, of: readonly Alert[]): Promise<Alert[]> {
  if (of.length === 0) return [];
  const rows = await tx.execute<{ id: number }>(sql`
    select a.id from alerts a where a.state = 'open' and a.resolved_at is null
      and exists (select from alert_events e where e.alert_id = a.id and e.detail ->> 'untold' = 'true' and not exists (
        select from alert_events t where t.alert_id = a.id and t.id > e.id and t.kind in ('notified', 'woken')))`);
  const untold = new Set(rows.map(({ id }) => id));
  return of.filter(({ id }) => untold.has(id));
}

/** Those of which somebody was told that they opened. */
async function toldOf(tx: SystemTx, of: readonly Alert[]): Promise<Alert[]> {
  if (of.length === 0) return [];
  const rows = await tx.execute<{ id: number }>(sql`
    select distinct alert_id as id from alert_events
    where kind = 'notified' and alert_id in (${sql.join(
      of.map(({ id }) => sql`${id}`),
      sql`, `,
    )})`);
  const told = new Set(rows.map(({ id }) => id));
  return of.filter(({ id }) => told.has(id));
}

/**
 * The first look after 07:30 with something to tell does so: what is open and in no message yet, and what a snooze put aside until today.
 */
async function digestOf(
  tx: SystemTx,
  candidates: readonly Alert[],
  toldNow: ReadonlySet<number>,
  now: Temporal.Instant,
): Promise<News[]> {
  const [agency] = await tx.execute<{ time_zone: string }>(sql`select time_zone from agency`);
  if (!agency) return [];
  const today = dayIn(agency.time_zone, now);
  const at = (time: string) => instantAt(agency.time_zone, today, time).epochNanoseconds;
  if (now.epochNanoseconds < at(morning.from) || now.epochNanoseconds >= at(morning.to)) return [];
  const [made] = await tx.execute<{ made: boolean }>(
    sql`select exists (select from deliveries where idempotency_key like ${`alerts:morning ${today}:%`}) as made`,
  );
  if (made?.made) return [];
  const rows = await tx
    .select()
    .from(alerts)
    .where(sql`${alerts.state} = 'open' and not exists (
      select from alert_events e where e.alert_id = ${alerts.id} and e.kind = 'notified' and e.at >= coalesce(
        (select max(w.at) from alert_events w where w.alert_id = ${alerts.id} and w.kind = 'woken' and w.staff_id is null), ${alerts.openedAt}))`);
  const waiting = rows.map(alertOf).filter(
    (alert) =>
      !toldNow.has(alert.id) &&
      !isToldWith(
        alert,
        candidates.filter(({ id }) => id !== alert.id),
      ),
  );
  return [{ kind: "alerts", when: "morning", alerts: waiting, name: `morning ${today}` }];
}
