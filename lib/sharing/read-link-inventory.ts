import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { JudgedLink, LinkTarget } from "@/lib/sharing/link-risks";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";
import { instantOf } from "@/lib/values/instant";

/** A link with whose it is and how it was used. Its secret was shown once and is not known any more. */
export interface InventoryLink extends JudgedLink {
  readonly id: ShareLinkId;
  readonly client: { readonly slug: string; readonly name: string; readonly managerId: string | null };
  readonly kind: "report" | "csv";
  readonly hasPasscode: boolean;
  readonly zone: string;
  readonly label: string | null;
  /** null: all published months. */
  readonly month: CalendarMonth | null;
  readonly createdBy: string;
}

/** How a link was used: openings that were counted, and the last of them. */
export interface LinkUse {
  readonly opens: number;
  readonly lastOpenedAt: Temporal.Instant | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  kind: "report" | "csv";
  slug: string;
  name: string;
  manager_id: string | null;
  time_zone: string | null;
  label: string | null;
  month: string | null;
  has_passcode: boolean;
  created_at: string;
  created_by: string;
  expires_at: string;
  paused_at: string | null;
  revoked_at: string | null;
  last_opened_at: string | null;
  target: LinkTarget;
}

/** The month's versions that a link shows, by index. */
const inScope = sql`p.client_id = l.client_id and p.month between coalesce(l.month, '-infinity') and coalesce(l.month, 'infinity')`;
/** A version that was taken back, itself or with a newer one, is shown to nobody. */
const takenBack = sql`exists (select from publication_withdrawals w where w.client_id = p.client_id and w.month = p.month and w.version >= p.version)`;
/** What the gate would answer with (app.share_gate): the newest version of the newest month; a spreadsheet is given every month that is shown. */
const target = sql`case
  when l.kind = 'csv' and exists (select from publications p where ${inScope} and not ${takenBack}) then 'published'
  else coalesce((select case when ${takenBack} then 'withdrawn' else 'published' end from publications p where ${inScope}
    order by p.month desc, p.version desc limit 1), 'waits') end`;

/** The newest opening by index; of a link that is over or revoked it is not asked for, since nothing is judged by it. */
const lastOpened = sql`case when l.revoked_at is null and l.expires_at > now() then (select e.at from share_link_events e
  where e.share_link_id = l.id and e.kind = 'opened' order by e.at desc limit 1) end`;

/**
 * Every link of the agency, or one of them, newest first, with what it is judged by (grain: link). One statement, in which every link looks up
 * its own by index; openings are counted for those that are shown alone (`readLinkUse`).
 */
export async function readLinkInventory(tx: StaffTx, id: string | null = null): Promise<InventoryLink[]> {
  const rows = await tx.execute<Row>(sql`
    select l.id, l.kind, c.slug, c.name, c.manager_id, a.time_zone, l.label, l.month::text, l.has_passcode, l.created_at::text, l.created_by,
      l.expires_at::text, l.paused_at::text, l.revoked_at::text, (${lastOpened})::text as last_opened_at,
      ${target} as target
    from share_links l
    join clients c on c.id = l.client_id
    left join lateral (select d.time_zone from ad_accounts d where d.client_id = c.id limit 1) a on true
    ${id === null ? sql`` : sql`where l.id = ${id}::uuid`}
    order by l.created_at desc, l.id`);
  return rows.map((row) => ({
    id: row.id as ShareLinkId,
    kind: row.kind,
    client: { slug: row.slug, name: row.name, managerId: row.manager_id },
    zone: row.time_zone ?? "Etc/UTC",
    label: row.label,
    month: row.month ? (row.month.slice(0, 7) as CalendarMonth) : null,
    hasPasscode: row.has_passcode,
    createdAt: Temporal.Instant.from(row.created_at),
    createdBy: row.created_by,
    expiresAt: Temporal.Instant.from(row.expires_at),
    pausedAt: instantOf(row.paused_at),
    revokedAt: instantOf(row.revoked_at),
    lastOpenedAt: instantOf(row.last_opened_at),
    target: row.target,
  }));
}

/** How these links were used, ended ones too; one statement, by index. Those that were never opened are not in it. */
export async function readLinkUse(
  tx: StaffTx,
  ids: readonly ShareLinkId[],
): Promise<ReadonlyMap<ShareLinkId, LinkUse>> {
  const rows = await tx.execute<{ id: ShareLinkId; opens: number; last: string }>(sql`
    select share_link_id as id, count(*)::integer as opens, max(at)::text as last from share_link_events
    where share_link_id = any(${sql.param(`{${ids.join(",")}}`)}::uuid[]) and kind = 'opened' group by share_link_id`);
  return new Map(rows.map(({ id, opens, last }) => [id, { opens, lastOpenedAt: instantOf(last) }]));
}

/** Of a link that was never opened. */
export const neverUsed: LinkUse = { opens: 0, lastOpenedAt: null };
