import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { NewDelivery } from "@/lib/deliver/queue-delivery";
import { isUndelivered } from "@/lib/deliver/undelivered";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** A message that did not reach its recipient, and that somebody can send again. */
export interface Undelivered {
  readonly id: string;
  readonly kind: NewDelivery["kind"];
  /** Name of the client it is about; null where it is about none or several. */
  readonly client: string | null;
  /** Of a publication's mail. */
  readonly month: CalendarMonth | null;
  readonly version: number | null;
  readonly error: string | null;
  /** When it was queued first. */
  readonly at: Temporal.Instant;
  /** Whether this person may send it again: an admin, or the client's manager. */
  readonly may: boolean;
}

interface Row extends Record<string, unknown> {
  id: string;
  kind: Undelivered["kind"];
  client: string | null;
  month: CalendarMonth | null;
  version: number | null;
  error: string | null;
  at: string;
  may: boolean;
}

/** So many are listed at most: more have one cause, and the first shows whether it is mended. */
const most = 50;

/** What did not reach one recipient of one channel, oldest first, 50 at most; what the alert `not_delivered` counts. One statement. */
export async function readUndelivered(
  tx: StaffTx,
  to: { readonly channel: string; readonly recipient: string },
  now: Temporal.Instant,
): Promise<Undelivered[]> {
  const rows = await tx.execute<Row>(sql`
    select d.id, d.kind, c.name as client, to_char(p.month, 'YYYY-MM') as month, p.version, d.last_error as error,
      to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      case when d.client_id is null then app.is_admin() else app.may_change(d.client_id) end as may
    from deliveries d
    left join clients c on c.id = d.client_id
    left join publications p on d.kind = 'publication' and p.id::text = split_part(d.idempotency_key, ':', 2)
    where d.channel = ${to.channel} and d.recipient = ${to.recipient} and ${isUndelivered(now.toString())}
    order by d.created_at, d.idempotency_key limit ${most}`);
  return rows.map(({ at, ...row }) => ({ ...row, at: Temporal.Instant.from(at) }));
}
