import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { LostPdfError, type PdfStore } from "@/lib/deliver/pdf/pdf-store";

/**
 * The PDF of a publication as it was made. One that is gone or is another file now is never given out: it counts as not made from then on, so
 * that the next print makes it anew and the monitor sees what is missing. LostPdfError then; any other error is one of this moment.
 */
export async function readStoredPdf(
  db: Database,
  store: PdfStore,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): Promise<Buffer<ArrayBuffer>> {
  try {
    return await store.get(path, sha256);
  } catch (error) {
    // The tries stay: they tell printers apart.
    if (error instanceof LostPdfError)
      await db.asSystem((tx) =>
        tx.execute(sql`
          update publication_pdfs set path = null, sha256 = null, bytes = null, made_at = null, next_try_at = now(), last_error = ${error.message}
          where path = ${path} and sha256 = decode(${sha256}, 'hex')`),
      );
    throw error;
  }
}
