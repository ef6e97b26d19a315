import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";
import { readStoredPdf } from "@/lib/deliver/pdf/read-stored-pdf";
import { type MailOver, mailOver } from "@/lib/deliver/publication/mail-over";

/** What a publication's mail brings along. */
export type Attachment =
  /** Nobody asked for the PDF. */
  | { readonly kind: "none" }
  | { readonly kind: "file"; readonly name: string; readonly bytes: Buffer }
  /** It was asked for and is not there in time: the mail says so. */
  | { readonly kind: "missing" };

/** How the outbox marks a mail that went out without the PDF it should have brought. */
export const sentWithoutPdf = "Without its PDF: ";

/** The report was taken back or replaced before its mail went out: its figures must not go out any more. No further try mends it. */
export class MailOverError extends Error {
  override name = "MailOverError";
}

const overWords: Readonly<Record<MailOver, string>> = {
  withdrawn: "The report was withdrawn before this mail went out.",
  replaced: "A newer version was published before this mail went out.",
};

/**
 * How long a mail waits for its PDF: so many failed prints (about 20 minutes, lib/deliver/pdf/make-due-pdfs.ts), or so many hours where
 * nothing prints at all. Then it goes without, and says so.
 */
const printsAwaited = 4;
const hoursAwaited = 2;

/** True for a row of `deliveries` that waits for its PDF at that moment: it is not due yet. One that must not go out waits for nothing. */
export function waitsForPdf(now: string) {
  return sql`kind = 'publication' and state = 'queued' and coalesce((payload ->> 'attach')::boolean, false)
    and created_at > ${now}::timestamptz - make_interval(hours => ${hoursAwaited})
    and not exists (select from publication_pdfs f where f.publication_id::text = split_part(idempotency_key, ':', 2)
      and (f.made_at is not null or f.tries >= ${printsAwaited}))
    and ${mailOver(sql`idempotency_key`)} is null`;
}

interface Row extends Record<string, unknown> {
  month: string;
  version: number;
  over: MailOver | null;
  path: string | null;
  sha256: string | null;
}

/** What the mail with this key brings along. MailOverError for a report that was taken back or replaced; an error when the stored file is not readable. */
export async function readAttachment(
  db: Database,
  store: PdfStore,
  mail: { readonly key: string; readonly payload: unknown },
): Promise<Attachment> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<Row>(sql`
      select to_char(p.month, 'YYYY-MM') as month, p.version, f.path, encode(f.sha256, 'hex') as sha256,
        ${mailOver(sql`${mail.key}`)} as over
      from publications p left join publication_pdfs f on f.publication_id = p.id and f.made_at is not null
      where p.id::text = split_part(${mail.key}, ':', 2)`),
  );
  if (row?.over) throw new MailOverError(overWords[row.over]);
  if (!asksForPdf(mail.payload)) return { kind: "none" };
  if (!row?.path || !row.sha256) return { kind: "missing" };
  const bytes = await readStoredPdf(db, store, { path: row.path, sha256: row.sha256 });
  return { kind: "file", name: `report-${row.month}-v${row.version}.pdf`, bytes };
}

function asksForPdf(payload: unknown): boolean {
  return payload !== null && typeof payload === "object" && "attach" in payload && payload.attach === true;
}
