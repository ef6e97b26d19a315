import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import type { BasePublication } from "@/lib/kpi/compare";
import { metricKeys } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { addMonths, type CalendarMonth } from "@/lib/values/calendar-month";
import type { DecimalText } from "@/lib/values/decimal";
import { actionLists, kpiMetrics } from "@/lib/values/metric";

interface Row extends Record<string, unknown> {
  month: string;
  version: number;
  currency: string;
  choices: unknown;
  figures: unknown;
}

const storedChoices = z.partialRecord(
  z.enum(kpiMetrics),
  z.object({ list: z.enum(actionLists), type: z.string() }),
);
const storedFigures = z.partialRecord(
  z.enum(metricKeys),
  z.custom<DecimalText | null>((value) => value === null || typeof value === "string"),
);

/**
 * What the newest publications of the previous month and of the same month a year ago print, and what they counted (R9). Read out of the
 * stored documents; null where a month has none. One statement. The collector may not read publications.
 */
export async function readBasePublications(
  tx: StaffTx | SystemTx,
  clientId: string,
  month: CalendarMonth,
): Promise<ReportInput["published"]> {
  const previous = addMonths(month, -1);
  const yearAgo = addMonths(month, -12);
  const rows = await tx.execute<Row>(sql`
    select distinct on (month) month::text, version, document::jsonb ->> 'currency' as currency, document::jsonb -> 'mapping' -> 'kpis' as choices,
      (select jsonb_object_agg(key, value -> 'value') from jsonb_each(document::jsonb -> 'figures')) as figures
    from publications
    where client_id = ${clientId} and month in (${`${previous}-01`}::date, ${`${yearAgo}-01`}::date)
    order by month, version desc`);
  const of = (base: CalendarMonth): BasePublication | null => {
    const row = rows.find((candidate) => candidate.month === `${base}-01`);
    if (!row) return null;
    return {
      version: row.version,
      currency: row.currency,
      choices: storedChoices.parse(row.choices),
      figures: storedFigures.parse(row.figures),
    };
  };
  return { previous: of(previous), yearAgo: of(yearAgo) };
}
