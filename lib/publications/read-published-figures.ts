import { eq } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { publications } from "@/lib/db/schema/publications";
import { metricKeys, type ReportMetric } from "@/lib/report/document";
import type { PublicationId } from "@/lib/values/ids";

/** Every figure that a publication prints, as the exact text that was frozen, null where it prints none; and the currency of its amounts. */
export interface PublishedFigures {
  readonly currency: string;
  readonly figures: Readonly<Record<ReportMetric, string | null>>;
}

const frozen = z.object({
  currency: z.string(),
  figures: z.record(z.enum(metricKeys), z.object({ value: z.string().nullable() })),
});

/** The figures of a publication's stored document, which never changes (R10). */
export async function readPublishedFigures(
  tx: StaffTx | SystemTx,
  id: PublicationId,
): Promise<PublishedFigures> {
  const [row] = await tx
    .select({ document: publications.document })
    .from(publications)
    .where(eq(publications.id, id));
  if (!row) throw new Error(`The publication ${id} is gone, which nothing can do.`);
  const { currency, figures } = frozen.parse(JSON.parse(row.document));
  const values = Object.fromEntries(metricKeys.map((key) => [key, figures[key].value]));
  return { currency, figures: values as PublishedFigures["figures"] };
}
