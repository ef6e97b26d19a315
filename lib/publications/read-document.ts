import { eq } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import { publications } from "@/lib/db/schema/publications";
import { type Report, reportSchema } from "@/lib/report/document";
import type { PublicationId } from "@/lib/values/ids";

/** The stored document of a publication, which never changes (R10). */
export async function readDocument(tx: StaffTx, id: PublicationId): Promise<Report> {
  const [row] = await tx
    .select({ document: publications.document })
    .from(publications)
    .where(eq(publications.id, id));
  if (!row) throw new Error(`The publication ${id} is gone, which nothing can do.`);
  return reportSchema.parse(JSON.parse(row.document));
}
