import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import type { Locale } from "@/lib/i18n/locale";
import type { SharePath } from "@/lib/sharing/share-path";
import { hashShareToken } from "@/lib/sharing/share-token";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";

/** Whom a live link speaks to. */
export interface LinkHost {
  readonly linkId: ShareLinkId;
  /** `csv`: an address that a spreadsheet reads by itself. */
  readonly linkKind: "report" | "csv";
  readonly locale: Locale;
  readonly client: string;
  readonly agency: string;
  readonly contact: string | null;
  readonly zone: string;
}

/** One publication that a link opens; of html, document and PDF what the asked part needs. */
export interface SharedPublication {
  readonly month: CalendarMonth;
  readonly version: number;
  readonly newest: number;
  /** null where another part is asked for, and where the caller holds the bytes with this hash. */
  readonly html: Buffer | null;
  /** Of the stored bytes, 64 hex digits. */
  readonly htmlSha256: string;
  readonly document: string | null;
  /** Where the PDF is kept and its SHA-256 in hex; null until it is made. */
  readonly pdf: { readonly path: string; readonly sha256: string } | null;
}

export type OpenShareLinkOutcome =
  /** Unknown, expired, paused, revoked, replaced, outside its scope: one answer, so that nothing can be learnt from it. */
  | { readonly kind: "closed" }
  /** A passcode is asked for and not proven. */
  | { readonly kind: "locked"; readonly locale: Locale; readonly zone: string }
  | { readonly kind: "not_published"; readonly host: LinkHost }
  | {
      readonly kind: "withdrawn";
      readonly host: LinkHost;
      readonly month: CalendarMonth;
      readonly at: Temporal.Instant;
    }
  /** The bytes that the caller holds are the newest page, and the link opens them. */
  | { readonly kind: "known"; readonly linkId: ShareLinkId }
  /** Newest month first; several only of a spreadsheet's link. */
  | {
      readonly kind: "open";
      readonly host: LinkHost;
      readonly publications: readonly [SharedPublication, ...SharedPublication[]];
    };

interface GateRow extends Record<string, unknown> {
  share_link_id: ShareLinkId;
  kind: "report" | "csv";
  client_name: string;
  client_locale: Locale;
  agency_name: string | null;
  agency_contact: string | null;
  time_zone: string | null;
  locked: boolean;
  month: string | null;
  version: number | null;
  newest_version: number | null;
  withdrawn_at: string | null;
  html: Buffer | null;
  html_sha256: Buffer | null;
  document: string | null;
  pdf_path: string | null;
  pdf_sha256: Buffer | null;
}

const gate = `
  select share_link_id, kind, client_name, client_locale, agency_name, agency_contact, time_zone, locked, month::text, version,
    newest_version, withdrawn_at::text, html, html_sha256, document, pdf_path, pdf_sha256
  from app.share_gate(decode($1, 'hex'), $2, $3::date, $4::integer, $5::integer, decode($6, 'hex'))`;

/** What the gate's function calls the asked part: it hands out bytes, the document or the file's place, and nothing besides. */
const parts = {
  page: "page",
  pdf: "pdf",
  csv: "csv",
  xlsx: "data",
  json: "data",
  changes: "data",
} as const;

/**
 * The gate of a shared link, one statement whatever is asked and however it ends (S2). Every call reads the link's state anew (incident 50).
 * `path` is null for an address that means nothing; it costs the same. `proven` is the passcode version that the visitor's cookie proves,
 * `known` the hash (hex) of a page that the caller holds: its bytes are not sent again, and where it is the newest, nothing else is.
 */
export async function openShareLink(
  db: Database,
  token: string,
  path: SharePath | null,
  proven: number | null,
  known: string | null = null,
): Promise<OpenShareLinkOutcome> {
  const asked = path?.month ? `${path.month}-01` : null;
  const part = path ? parts[path.part] : "page";
  const hash = hashShareToken(token).toString("hex");
  const rows = await db.askShareGate<GateRow>(gate, [
    hash,
    part,
    asked,
    path?.version ?? null,
    proven,
    known,
  ]);
  const [first] = rows;
  if (!first || !path) return { kind: "closed" };
  const { share_link_id: linkId } = first;
  if (
    known !== null &&
    first.version === first.newest_version &&
    first.html_sha256?.toString("hex") === known
  )
    return { kind: "known", linkId };
  const zone = first.time_zone ?? "Etc/UTC";
  if (first.locked) return { kind: "locked", locale: first.client_locale, zone };
  const host: LinkHost = {
    linkId,
    linkKind: first.kind,
    locale: first.client_locale,
    client: first.client_name,
    agency: first.agency_name ?? "",
    contact: first.agency_contact,
    zone,
  };
  if (!first.month) return path.version === null ? { kind: "not_published", host } : { kind: "closed" };
  const [newest, ...older] = rows.flatMap(publicationOf);
  if (newest) return { kind: "open", host, publications: [newest, ...older] };
  const at = Temporal.Instant.from(first.withdrawn_at ?? "");
  return { kind: "withdrawn", host, month: first.month.slice(0, 7) as CalendarMonth, at };
}

/** The publication of a row, unless it was withdrawn. */
function publicationOf(row: GateRow): SharedPublication[] {
  if (!row.month || !row.version || !row.newest_version || !row.html_sha256) return [];
  return [
    {
      month: row.month.slice(0, 7) as CalendarMonth,
      version: row.version,
      newest: row.newest_version,
      html: row.html,
      htmlSha256: row.html_sha256.toString("hex"),
      document: row.document,
      pdf:
        row.pdf_path && row.pdf_sha256
          ? { path: row.pdf_path, sha256: row.pdf_sha256.toString("hex") }
          : null,
    },
  ];
}
