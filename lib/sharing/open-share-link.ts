import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { hashShareToken } from "@/lib/sharing/share-token";
import { isCalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";

export type OpenShareLinkOutcome =
  /** Unknown, expired, paused, revoked, outside its scope: one answer, so that nothing can be learnt from it. */
  | { readonly kind: "closed" }
  | {
      readonly kind: "not_published";
      readonly linkId: ShareLinkId;
      readonly clientName: string;
      readonly locale: "pl" | "en";
    }
  | {
      readonly kind: "open";
      readonly linkId: ShareLinkId;
      readonly clientName: string;
      readonly locale: "pl" | "en";
      /** `YYYY-MM` */
      readonly month: string;
      readonly version: number;
      /** The publication's stored bytes, and their SHA-256 in hex. */
      readonly html: Buffer;
      readonly htmlSha256: string;
    };

interface GateRow extends Record<string, unknown> {
  share_link_id: string;
  client_name: string;
  client_locale: "pl" | "en";
  month: string | null;
  version: number | null;
  html: Buffer | null;
  html_sha256: Buffer | null;
}

/**
 * The gate of a shared link: the newest publication it opens, or of `month` (`YYYY-MM`) where one is asked for. Every call reads the
 * link's state anew. A token that nobody has costs the same statements as a good one.
 */
export async function openShareLink(
  db: Database,
  token: string,
  month?: string,
): Promise<OpenShareLinkOutcome> {
  const understood = month === undefined || isCalendarMonth(month);
  const asked = month !== undefined && understood ? `${month}-01` : null;
  const hash = hashShareToken(token);
  const [row] = await db.asShareLink((tx) =>
    tx.execute<GateRow>(
      sql`select share_link_id, client_name, client_locale, month::text, version, html, html_sha256
          from app.open_share_link(${hash}, ${asked}::date)`,
    ),
  );
  if (!row || !understood) return { kind: "closed" };
  const link = {
    linkId: row.share_link_id as ShareLinkId,
    clientName: row.client_name,
    locale: row.client_locale,
  };
  if (!row.html || !row.html_sha256 || !row.month || !row.version) return { kind: "not_published", ...link };
  return {
    kind: "open",
    ...link,
    month: row.month.slice(0, 7),
    version: row.version,
    html: row.html,
    htmlSha256: row.html_sha256.toString("hex"),
  };
}
