import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";
import { logger } from "@/lib/ops/logger";

/** Longer than a print takes; a printer that died leaves its publication to the next one. */
const leaseMinutes = 5;
/** Minutes until a failed print is tried again: growing, then hourly. */
const retryMinutes = [1, 5, 15, 60] as const;

export interface PdfWork {
  readonly db: Database;
  readonly store: PdfStore;
  /** Prints the bytes of one publication. */
  readonly print: (html: Buffer) => Promise<Buffer>;
  readonly now: () => Temporal.Instant;
  /** Looked at before each print. */
  readonly isOver: () => boolean;
}

interface Due extends Record<string, unknown> {
  publication_id: string;
  tries: number;
  html: Buffer;
}

/**
 * Prints every publication that has no PDF yet, newest first, and keeps the files. One claim at a time, with a lease, so that any number of
 * callers print each publication once; printing and storing happen outside of every transaction. A failure is kept and tried again later.
 */
export async function makeDuePdfs(
  work: PdfWork,
): Promise<{ readonly made: number; readonly failed: number }> {
  let [made, failed] = [0, 0];
  while (!work.isOver()) {
    const due = await claim(work);
    if (!due) break;
    try {
      const bytes = await work.print(due.html);
      // Whoever printed for longer than the lease leaves the publication to the one that took it over.
      if (!(await holds(work, due))) continue;
      const sha256 = createHash("sha256").update(bytes).digest();
      // Its own hash is its place: no file can ever take the place of another one that a reader was promised.
      const path = `${due.publication_id}/${sha256.toString("hex")}.pdf`;
      await work.store.put(path, bytes);
      await settle(work, due, { path, sha256, bytes: bytes.length });
      made++;
    } catch (error) {
      logger.error({ err: error, publication: due.publication_id }, "pdf_not_made");
      await settle(work, due, { error: error instanceof Error ? error.message : String(error) });
      failed++;
    }
  }
  return { made, failed };
}

/** True while a publication waits for its PDF: looked at before a browser is started. */
export async function hasDuePdf(db: Database, now: Temporal.Instant): Promise<boolean> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ due: boolean }>(sql`
      select exists (select from publications p left join publication_pdfs f on f.publication_id = p.id
        where f.publication_id is null or (f.made_at is null and f.next_try_at <= ${now.toString()}::timestamptz)) as due`),
  );
  return row?.due ?? false;
}

/** Takes the newest publication that waits, for as long as the lease; two callers never take the same one. */
async function claim({ db, now }: PdfWork): Promise<Due | null> {
  const at = now();
  const until = at.add({ minutes: leaseMinutes }).toString();
  return db.asSystem(async (tx) => {
    await tx.execute(sql`
      insert into publication_pdfs (publication_id, next_try_at)
      select p.id, ${at.toString()}::timestamptz from publications p
      where not exists (select from publication_pdfs f where f.publication_id = p.id)
      on conflict do nothing`);
    const [due] = await tx.execute<Due>(sql`
      update publication_pdfs f set tries = f.tries + 1, next_try_at = ${until}::timestamptz
      from publications p
      where p.id = f.publication_id and f.publication_id = (
        select d.publication_id from publication_pdfs d join publications q on q.id = d.publication_id
        where d.made_at is null and d.next_try_at <= ${at.toString()}::timestamptz
        order by q.published_at desc, d.publication_id limit 1 for update of d skip locked)
      returning f.publication_id, f.tries, p.html`);
    return due ?? null;
  });
}

/** Still this printer's publication: another one that took it over has counted a try of its own. */
const isMine = ({ publication_id: id, tries }: Due) =>
  sql`publication_id = ${id}::uuid and made_at is null and tries = ${tries}`;

/** Takes the lease anew before the file is stored; false when the publication is another printer's by now, or has its PDF. */
async function holds({ db, now }: PdfWork, due: Due): Promise<boolean> {
  const until = now().add({ minutes: leaseMinutes }).toString();
  const kept = await db.asSystem((tx) =>
    tx.execute(sql`
      update publication_pdfs set next_try_at = ${until}::timestamptz where ${isMine(due)} returning publication_id`),
  );
  return kept.length > 0;
}

/** Keeps what came of a print, unless another printer has the publication by now. */
async function settle(
  { db, now }: PdfWork,
  due: Due,
  result:
    | { readonly path: string; readonly sha256: Buffer; readonly bytes: number }
    | { readonly error: string },
): Promise<void> {
  const at = now();
  await db.asSystem(async (tx) => {
    if ("error" in result) {
      const minutes = retryMinutes[Math.min(due.tries, retryMinutes.length) - 1] ?? 60;
      const next = at.add({ minutes }).toString();
      await tx.execute(sql`update publication_pdfs set last_error = ${result.error.slice(0, 500)}, next_try_at = ${next}::timestamptz
        where ${isMine(due)}`);
      return;
    }
    await tx.execute(sql`update publication_pdfs set path = ${result.path}, sha256 = ${result.sha256}, bytes = ${result.bytes},
        made_at = ${at.toString()}::timestamptz, last_error = null
      where ${isMine(due)}`);
  });
}
