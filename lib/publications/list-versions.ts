import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

/** What is known of a publication without its document and bytes. */
export interface PublicationHead {
  readonly id: PublicationId;
  readonly version: number;
  readonly at: Temporal.Instant;
  readonly by: string;
  readonly overrideReason: string | null;
  /** Why it replaces the version before; null for the first. */
  readonly why: string | null;
  /** Taken back, itself or with a newer version: nobody is shown it any more. */
  readonly withdrawn: { readonly at: Temporal.Instant; readonly by: string; readonly why: string } | null;
  /** 64 hex digits. */
  readonly documentSha256: string;
}

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
  at: string;
  by: string;
  override_reason: string | null;
  why: string | null;
  hash: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_why: string | null;
}

/** Every version of a client's month, newest first; empty while there is none. One statement. */
export async function listVersions(
  tx: StaffTx | SystemTx,
  clientId: string,
  month: CalendarMonth,
): Promise<PublicationHead[]> {
  const utc = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
  const rows = await tx.execute<Row>(sql`
    select p.id, p.version, to_char(p.published_at at time zone 'UTC', ${utc}) as at, p.published_by as by, p.override_reason, p.why,
      encode(p.document_sha256, 'hex') as hash,
      to_char(w.withdrawn_at at time zone 'UTC', ${utc}) as withdrawn_at, w.withdrawn_by, w.why as withdrawn_why
    from publications p
    left join lateral (
      select withdrawn_at, withdrawn_by, why from publication_withdrawals w
      where w.client_id = p.client_id and w.month = p.month and w.version >= p.version order by w.version limit 1
    ) w on true
    where p.client_id = ${clientId} and p.month = ${`${month}-01`}::date
    order by p.version desc`);
  return rows.map((row) => ({
    id: row.id as PublicationId,
    version: row.version,
    at: Temporal.Instant.from(row.at),
    by: row.by,
    overrideReason: row.override_reason,
    why: row.why,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: Temporal.Instant.from(row.withdrawn_at),
            by: row.withdrawn_by ?? "",
            why: row.withdrawn_why ?? "",
          },
    documentSha256: row.hash,
  }));
}
