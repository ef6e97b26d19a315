import { type SQL, sql } from "drizzle-orm";
import { type MailOver, mailOver } from "@/lib/deliver/publication/mail-over";

/** A message that is no publication's and failed longer ago is history. */
const failedDays = 7;

/**
 * Why nobody waits for a publication's mail any more, so that it is neither a failure nor sent again: it must not go out (mail-over.ts), or its
 * address does not get this client's reports now (also: the client is archived).
 */
export type NotOwed = MailOver | "removed";

/** The reason why a row `d` of `deliveries` is not owed any more; null where it is. */
export const notOwed: SQL = sql`coalesce(${mailOver(sql`d.idempotency_key`)}, (
  select 'removed' from publications p join clients c on c.id = p.client_id
  where d.kind = 'publication' and p.id::text = split_part(d.idempotency_key, ':', 2) and (c.status = 'archived' or not exists (
    select from jsonb_array_elements_text(
      case jsonb_typeof(c.report_settings -> 'recipients') when 'array' then c.report_settings -> 'recipients' else '[]' end) r
    where lower(r) = lower(d.recipient)))))`;

/**
 * True for a row `d` of `deliveries` that somebody has to see to at that moment. A report waits until that very mail arrives or is not owed any
 * more; of anything else it is enough that its recipient was reached since, or that it is a week old.
 */
export function isUndelivered(now: string): SQL {
  return sql`d.state = 'failed' and case d.kind
    when 'publication' then ${notOwed} is null
    else d.created_at > ${now}::timestamptz - make_interval(days => ${failedDays}) and not exists (
      select from deliveries s where s.channel = d.channel and s.recipient = d.recipient and s.state = 'sent' and s.sent_at > d.created_at)
    end`;
}
