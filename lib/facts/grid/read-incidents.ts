import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { isShown } from "@/lib/clients/shown-clients";
import type { StaffTx } from "@/lib/db/database";
import { instantOf } from "@/lib/values/instant";

/** Something that a check, a read, the daily look at access, the monitor or a person found, and that is open or ended this week. */
export interface Incident {
  readonly check: string;
  readonly subject: string;
  /** The same for everything that one cause did. */
  readonly cause: string;
  readonly severity: "critical" | "high" | "normal";
  readonly state: "open" | "acknowledged" | "snoozed" | "resolved";
  readonly client: {
    readonly name: string;
    readonly zone: string | null;
    readonly currency: string | null;
  } | null;
  /** Who took it, else whose client it is; null: nobody. */
  readonly owner: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly openedAt: Temporal.Instant;
  /** When what it is about was first met in the data; null where only the alert says so. */
  readonly happenedAt: Temporal.Instant | null;
  readonly resolvedAt: Temporal.Instant | null;
}

interface Row extends Record<string, unknown> {
  check_key: string;
  subject: string;
  cause: string;
  severity: Incident["severity"];
  state: Incident["state"];
  name: string | null;
  time_zone: string | null;
  currency: string | null;
  owner: string | null;
  evidence: Record<string, unknown>;
  opened_at: string;
  happened_at: string | null;
  resolved_at: string | null;
}

const most = 200;
const gravest = sql`array_position(array['critical', 'high', 'normal'], severity)`;

/**
 * Alerts that are not over or ended since `since`; and findings and conditions of which no alert speaks, so that nothing waits unseen for the next
 * alerting (R13). The gravest and newest first, at most 200 of each; what is of demo clients alone only where there are no others (incident 22).
 * Three statements.
 */
export async function readIncidents(tx: StaffTx, since: Temporal.Instant): Promise<Incident[]> {
  const alerts = await tx.execute<Row>(sql`
    select a.check_key, a.subject, a.cause, a.severity, a.state, c.name, x.time_zone, x.currency, coalesce(s.name, m.name) as owner, a.evidence,
      a.opened_at::text, a.resolved_at::text,
      least(
        (select min(f.opened_at) from findings f where f.client_id = a.client_id and f.check_key = a.check_key and f.subject = a.subject
          and f.opened_at <= a.opened_at and (f.resolved_at is null or f.resolved_at >= a.opened_at)),
        (select min(n.opened_at) from conditions n where n.kind = a.check_key and n.subject = a.subject
          and n.opened_at <= a.opened_at and (n.resolved_at is null or n.resolved_at >= a.opened_at)))::text as happened_at
    from alerts a
    left join clients c on c.id = a.client_id
    left join ad_accounts x on x.client_id = c.id
    left join staff_members s on s.id = a.acknowledged_by
    left join staff_members m on m.id = c.manager_id
    where (a.resolved_at is null or a.resolved_at >= ${since.toString()}::timestamptz) and (c.id is null or c.status = 'active') and ${isShown(sql`c.is_demo`)}
    order by a.resolved_at is not null, ${gravest}, a.opened_at desc, a.id limit ${most}`);
  const findings = await tx.execute<Row>(sql`
    select f.check_key, f.subject, f.check_key || ' ' || f.client_id as cause, f.severity, 'open' as state, c.name, x.time_zone, x.currency,
      m.name as owner, f.evidence, f.opened_at::text, f.opened_at::text as happened_at, null as resolved_at
    from findings f join clients c on c.id = f.client_id and c.status = 'active'
    join ad_accounts x on x.id = f.ad_account_id
    left join staff_members m on m.id = c.manager_id
    where f.resolved_at is null and ${isShown(sql`c.is_demo`)}
      and not exists (select from alerts a where a.client_id = f.client_id and a.check_key = f.check_key and a.resolved_at is null)
    order by ${gravest}, f.opened_at desc, f.id limit ${most}`);
  const conditions = await tx.execute<Row>(sql`
    select n.kind as check_key, n.subject, n.kind || ' ' || n.subject as cause, n.severity, 'open' as state, x.name, x.time_zone, x.currency, x.owner,
      n.evidence, n.opened_at::text, n.opened_at::text as happened_at, null as resolved_at
    from conditions n
    left join lateral (
      select c.name, c.is_demo, a.time_zone, a.currency, m.name as owner from ad_accounts a join clients c on c.id = a.client_id and c.status = 'active'
        left join staff_members m on m.id = c.manager_id
      where n.subject in (a.id::text, a.connection_id::text) or (n.subject = 'META_ACCESS_TOKEN' and a.connection_id is null)
    ) x on true
    where n.resolved_at is null and ${isShown(sql`x.is_demo`)}
      and not exists (select from alerts a left join clients h on h.id = a.client_id
        where a.check_key = n.kind and a.resolved_at is null and ${isShown(sql`h.is_demo`)})
    order by ${gravest}, n.opened_at desc, n.id, x.name limit ${most}`);
  return [...alerts, ...findings, ...conditions].map((row) => ({
    check: row.check_key,
    subject: row.subject,
    cause: row.cause,
    severity: row.severity,
    state: row.state,
    client: row.name === null ? null : { name: row.name, zone: row.time_zone, currency: row.currency },
    owner: row.owner,
    evidence: row.evidence,
    openedAt: Temporal.Instant.from(row.opened_at),
    happenedAt: instantOf(row.happened_at),
    resolvedAt: instantOf(row.resolved_at),
  }));
}
