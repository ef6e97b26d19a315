import { type SQL, sql } from "drizzle-orm";

/** Why a publication's mail must not go out any more. */
export type MailOver = "withdrawn" | "replaced";

/**
 * Why the publication's mail with this key must not go out any more: its report was taken back, or a newer version is out, which has a mail of
 * its own. null while it may, and for every other message. One answer for the sender, for what is sent again and for who is alerted.
 */
export function mailOver(key: SQL): SQL {
  return sql`(select case
      when exists (select from publication_withdrawals w where w.client_id = o.client_id and w.month = o.month and w.version >= o.version) then 'withdrawn'
      when exists (select from publications n where n.client_id = o.client_id and n.month = o.month and n.version > o.version) then 'replaced' end
    from publications o where o.id::text = split_part(${key}, ':', 2))`;
}
