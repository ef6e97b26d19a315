import { eq } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { publications } from "@/lib/db/schema/publications";
import { metricKeys, monthTotalSchema, type ReportMetric } from "@/lib/report/document";
import type { PublicationId } from "@/lib/values/ids";

/**
 * Every figure that a publication prints, as the exact text that was frozen, null where it prints none; the currency of its amounts; and
 * what it tells of campaigns, collected days, days that did not match Meta's total, and a month's sum that did not.
 */
export interface PublishedFigures
  extends Pick<z.infer<typeof frozen>, "currency" | "campaigns" | "month_total"> {
  readonly figures: Readonly<Record<ReportMetric, string | null>>;
  readonly coverage: { readonly days: number; readonly expected: number };
  readonly unreconciled: readonly {
    readonly date: string;
    readonly metric: ReportMetric;
    readonly difference: string;
  }[];
}

const metric = z.enum(metricKeys);
const frozen = z.object({
  currency: z.string(),
  figures: z.record(metric, z.object({ value: z.string().nullable() })),
  campaigns: z.array(
    z.object({ id: z.string(), name: z.string(), figures: z.partialRecord(metric, z.string().nullable()) }),
  ),
  coverage: z.object({ days: z.number(), expected: z.number() }),
  unreconciled: z.array(z.object({ date: z.string(), metric, difference: z.string() })),
  month_total: monthTotalSchema.optional(),
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
  const { figures, ...rest } = frozen.parse(JSON.parse(row.document));
  const values = Object.fromEntries(metricKeys.map((key) => [key, figures[key].value]));
  return { ...rest, figures: values as PublishedFigures["figures"] };
}
