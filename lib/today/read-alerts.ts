import { and, desc, eq, getTableColumns, isNull, or, type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { type Alert, type AlertState, alertOf } from "@/lib/alerts/alert";
import type { CheckKey, Severity } from "@/lib/checks/catalogue";
import { isShown } from "@/lib/clients/shown-clients";
import type { StaffTx } from "@/lib/db/database";
import { adAccounts } from "@/lib/db/schema/accounts";
import { alerts } from "@/lib/db/schema/alerts";
import { clients, staffMembers } from "@/lib/db/schema/people";

/** An alert with the names of the client it is about and of who takes care of it. */
export interface ListedAlert extends Alert {
  readonly client: {
    readonly slug: string;
    readonly name: string;
    readonly managerId: string | null;
    /** Of its account; null without one. */
    readonly currency: string | null;
  } | null;
  /** Who acknowledged it, else the client's manager; null while nobody does. */
  readonly owner: string | null;
  readonly acknowledgedByName: string | null;
}

/** Which alerts a list shows; null for no filter. */
export interface AlertFilters {
  /** `all`: everything that has not ended, and what ended in the last seven days. */
  readonly state: AlertState | "all";
  readonly severity: Severity | null;
  /** Slug. */
  readonly client: string | null;
  readonly check: CheckKey | null;
  /** Only of clients that this staff member manages. */
  readonly manager: string | null;
}

/** So many are listed at most; filters narrow it down. */
export const mostListed = 500;

const resolvedDays = 7;

const acknowledger = sql`(select coalesce(s.name, s.email) from staff_members s where s.id = ${alerts.acknowledgedBy})`;
const shown = isShown(clients.isDemo);

const named = {
  alert: getTableColumns(alerts),
  slug: clients.slug,
  name: clients.name,
  managerId: clients.managerId,
  currency: adAccounts.currency,
  managerName: sql<string | null>`coalesce(${staffMembers.name}, ${staffMembers.email})`,
  acknowledgedByName: sql<string | null>`${acknowledger}`,
};

/** What waits for somebody before what is quiet and what has ended, in each the gravest first: the order of the list and of what is left out of it. */
const stateRank = sql`array_position(array['open', 'acknowledged', 'snoozed', 'resolved'], ${alerts.state})`;
const severityRank = sql`array_position(array['critical', 'high', 'normal'], ${alerts.severity})`;

/** Alerts of the list, the newest first of what is equally grave, and how many more fit its filters than it holds; one statement. */
export async function readAlerts(
  tx: StaffTx,
  { filters, now }: { readonly filters: AlertFilters; readonly now: Temporal.Instant },
): Promise<{ readonly listed: readonly ListedAlert[]; readonly more: number }> {
  const since = new Date(now.subtract({ hours: 24 * resolvedDays }).epochMilliseconds).toISOString();
  const { state, severity, client, check, manager } = filters;
  const rows = await tx
    .select({ ...named, all: sql<number>`(count(*) over ())::integer` })
    .from(alerts)
    .leftJoin(clients, eq(clients.id, alerts.clientId))
    .leftJoin(adAccounts, eq(adAccounts.clientId, clients.id))
    .leftJoin(staffMembers, eq(staffMembers.id, clients.managerId))
    .where(
      and(
        shown,
        state === "all"
          ? or(isNull(alerts.resolvedAt), sql`${alerts.resolvedAt} >= ${since}::timestamptz`)
          : eq(alerts.state, state),
        severity ? eq(alerts.severity, severity) : undefined,
        client ? eq(clients.slug, client) : undefined,
        check ? eq(alerts.check, check) : undefined,
        manager ? eq(clients.managerId, manager) : undefined,
      ),
    )
    .orderBy(stateRank, severityRank, desc(alerts.openedAt), desc(alerts.id))
    .limit(mostListed);
  return { listed: rows.map(listedOf), more: (rows[0]?.all ?? 0) - rows.length };
}

/** The alert with this number as the list would have it, whatever its filters; null where there is none or its client is not shown. One statement. */
export async function readListedAlert(tx: StaffTx, id: number): Promise<ListedAlert | null> {
  const [row] = await tx
    .select(named)
    .from(alerts)
    .leftJoin(clients, eq(clients.id, alerts.clientId))
    .leftJoin(adAccounts, eq(adAccounts.clientId, clients.id))
    .leftJoin(staffMembers, eq(staffMembers.id, clients.managerId))
    .where(and(shown, eq(alerts.id, id)));
  return row ? listedOf(row) : null;
}

interface NamedRow {
  readonly alert: typeof alerts.$inferSelect;
  readonly slug: string | null;
  readonly name: string | null;
  readonly managerId: string | null;
  readonly currency: string | null;
  readonly managerName: string | null;
  readonly acknowledgedByName: string | null;
}

function listedOf({ alert, slug, name, managerId, currency, managerName, acknowledgedByName }: NamedRow) {
  return {
    ...alertOf(alert),
    client: slug !== null && name !== null ? { slug, name, managerId, currency } : null,
    owner: acknowledgedByName ?? managerName,
    acknowledgedByName,
  };
}

export interface AlertCounts {
  readonly open: number;
  readonly acknowledged: number;
  readonly snoozed: number;
  /** Open ones of this person's clients. */
  readonly mine: number;
}

/** How many stand in each state now, whatever the filters; one statement. */
export async function countAlerts(tx: StaffTx, staffId: string): Promise<AlertCounts> {
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::integer`;
  const [row] = await tx
    .select({
      open: count(sql`${alerts.state} = 'open'`),
      acknowledged: count(sql`${alerts.state} = 'acknowledged'`),
      snoozed: count(sql`${alerts.state} = 'snoozed'`),
      mine: count(sql`${alerts.state} = 'open' and ${clients.managerId} = ${staffId}`),
    })
    .from(alerts)
    .leftJoin(clients, eq(clients.id, alerts.clientId))
    .where(and(isNull(alerts.resolvedAt), shown));
  return row ?? { open: 0, acknowledged: 0, snoozed: 0, mine: 0 };
}

/** One change of an alert, as its history tells it. */
export interface AlertEvent {
  readonly id: number;
  readonly kind:
    | "opened"
    | "changed"
    | "acknowledged"
    | "snoozed"
    | "woken"
    | "resolved"
    | "notified"
    | "undelivered";
  readonly at: Temporal.Instant;
  /** A person's name, or "system" for the data itself. */
  readonly actor: string;
  readonly byPerson: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly alertId: number;
  /** Of `notified`: what became of its messages. null of other changes, and where no message of it is kept. */
  readonly told: Told | null;
}

/** Messages by their state: those that still wait, were sent, or could not be delivered. */
export type Told = Readonly<Record<"waiting" | "sent" | "failed", number>>;

interface EventRow extends Record<string, unknown> {
  id: number;
  alert_id: number;
  kind: AlertEvent["kind"];
  at: string;
  staff_id: string | null;
  actor: string;
  detail: Record<string, unknown>;
  waiting: number;
  sent: number;
  failed: number;
}

/**
 * What happened to some alerts, newest first, 100 changes at most; one statement. Somebody was told when the last message about it was sent;
 * until then the change stands where the messages were queued.
 */
export async function readAlertEvents(tx: StaffTx, ids: readonly number[]): Promise<AlertEvent[]> {
  const rows = await tx.execute<EventRow>(sql`
    select e.id, alert_id, e.kind, to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, staff_id, actor, detail,
      d.waiting, d.sent, d.failed
    from alert_events e
    cross join lateral (
      select count(*) filter (where state in ('queued', 'sending'))::integer as waiting, count(*) filter (where state = 'sent')::integer as sent,
        count(*) filter (where state = 'failed')::integer as failed, max(sent_at) as sent_at
      from deliveries m
      where e.kind = 'notified' and m.kind = 'alerts' and m.created_at = e.at
        and m.payload -> 'items' @> jsonb_build_array(jsonb_build_object('id', e.alert_id))
    ) d
    cross join lateral (select case when d.waiting = 0 then coalesce(d.sent_at, e.at) else e.at end as at) s
    where alert_id = any(${sql.param(`{${ids.join(",")}}`)}::integer[])
    order by s.at desc, e.id desc limit 100`);
  return rows.map((row) => ({
    id: row.id,
    alertId: row.alert_id,
    kind: row.kind,
    at: Temporal.Instant.from(row.at),
    actor: row.actor,
    byPerson: row.staff_id !== null,
    detail: row.detail,
    told:
      row.waiting + row.sent + row.failed === 0
        ? null
        : { waiting: row.waiting, sent: row.sent, failed: row.failed },
  }));
}

/** A check that could not be evaluated for some clients for one reason, with their names and since when the oldest answer stands. */
export interface UnknownCheck {
  readonly check: CheckKey;
  /** Empty where the answer names none. */
  readonly reason: string;
  readonly clients: readonly string[];
  readonly at: Temporal.Instant;
}

interface UnknownRow extends Record<string, unknown> {
  check: CheckKey;
  reason: string;
  clients: string[];
  at: string;
}

/** Checks without an answer, by check and reason; `nothingToJudge` are the reasons that are no doubt about today's figures. One statement. */
export async function readUnknownChecks(
  tx: StaffTx,
  nothingToJudge: readonly string[],
): Promise<UnknownCheck[]> {
  const rows = await tx.execute<UnknownRow>(sql`
    select o.key as check, coalesce(o.value ->> 'reason', '') as reason, array_agg(clients.name order by clients.name) as clients,
      to_char(min(c.evaluated_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from check_outcomes c join clients on clients.id = c.client_id and clients.status = 'active' and ${shown}, jsonb_each(c.outcomes) o
    where o.value ->> 'outcome' = 'unknown'
      and not coalesce(o.value ->> 'reason', '') = any(${sql.param(`{${nothingToJudge.join(",")}}`)}::text[])
    group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
}
