import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";

/** A link as staff see it. Its secret was shown once and is not known any more. */
export interface ListedShareLink {
  readonly id: ShareLinkId;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
  readonly expiresAt: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | null;
  readonly opens: number;
}

interface Row extends Record<string, unknown> {
  id: string;
  created_at: string;
  created_by: string;
  expires_at: string;
  revoked_at: string | null;
  opens: number;
}

/** Every link that opens this month of the client, newest first (grain: link); those to all of its months too. */
export async function listShareLinks(
  tx: StaffTx,
  clientId: string,
  month: CalendarMonth,
): Promise<ListedShareLink[]> {
  const rows = await tx.execute<Row>(sql`
    select l.id, l.created_at::text, l.created_by, l.expires_at::text, l.revoked_at::text,
      (select count(*)::integer from share_link_events e where e.share_link_id = l.id and e.kind = 'opened') as opens
    from share_links l
    where l.client_id = ${clientId}::uuid and (l.month is null or l.month = ${`${month}-01`}::date)
    order by l.created_at desc, l.id`);
  return rows.map((row) => ({
    id: row.id as ShareLinkId,
    createdAt: Temporal.Instant.from(row.created_at),
    createdBy: row.created_by,
    expiresAt: Temporal.Instant.from(row.expires_at),
    revokedAt: row.revoked_at ? Temporal.Instant.from(row.revoked_at) : null,
    opens: row.opens,
  }));
}
