import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import type { BasePublication } from "@/lib/kpi/compare";
import { metricKeys } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { noteKinds } from "@/lib/report/notes";
import { addMonths, type CalendarMonth } from "@/lib/values/calendar-month";
import type { DecimalText } from "@/lib/values/decimal";
import { actionLists, kpiMetrics } from "@/lib/values/metric";

interface Row extends Record<string, unknown> {
  published: unknown;
  words: unknown;
  notes: unknown;
}

const storedPublications = z.array(
  z.object({
    month: z.string(),
    version: z.number(),
    currency: z.string(),
    choices: z.partialRecord(z.enum(kpiMetrics), z.object({ list: z.enum(actionLists), type: z.string() })),
    figures: z.partialRecord(
      z.enum(metricKeys),
      z.custom<DecimalText | null>((value) => value === null || typeof value === "string"),
    ),
  }),
);
const storedWords = z.object({ text: z.string(), by: z.string() }).nullable();
const storedNotes = z.array(z.object({ kind: z.enum(noteKinds), date: z.string(), text: z.string() }));

/**
 * What people have written and published that a month's document needs: the newest publications of the previous month and of the same month
 * a year ago, read out of their stored documents (R9; null where a month has none that still stands), staff's words and their dated lines.
 * One statement. The collector may not read any of it.
 */
export async function readStaffRecord(
  tx: StaffTx | SystemTx,
  clientId: string,
  month: CalendarMonth,
): Promise<Required<Pick<ReportInput, "published" | "words" | "notes">>> {
  const previous = addMonths(month, -1);
  const yearAgo = addMonths(month, -12);
  const own = sql`client_id = ${clientId} and month = ${`${month}-01`}::date`;
  const [row] = await tx.execute<Row>(sql`
    select
      (select jsonb_agg(to_jsonb(base)) from (
        select distinct on (month) month::text, version, document::jsonb ->> 'currency' as currency, document::jsonb -> 'mapping' -> 'kpis' as choices,
          (select jsonb_object_agg(key, value -> 'value') from jsonb_each(document::jsonb -> 'figures')) as figures
        from publications p
        where client_id = ${clientId} and month in (${`${previous}-01`}::date, ${`${yearAgo}-01`}::date)
          and not exists (select from publication_withdrawals w where w.client_id = p.client_id and w.month = p.month and w.version >= p.version)
        order by month, version desc) base) as published,
      (select jsonb_build_object('text', words, 'by', words_by) from reports where ${own} and words is not null) as words,
      (select jsonb_agg(jsonb_build_object('kind', kind, 'date', date, 'text', text) order by date, created_at, id)
        from report_notes where ${own} and removed_at is null) as notes`);
  const published = storedPublications.parse(row?.published ?? []);
  const notes = storedNotes.parse(row?.notes ?? []);
  const base = (wanted: CalendarMonth): BasePublication | null => {
    const found = published.find((candidate) => candidate.month === `${wanted}-01`);
    if (!found) return null;
    const { version, currency, choices, figures } = found;
    return { version, currency, choices, figures };
  };
  const of = (wanted: (typeof noteKinds)[number]) =>
    notes.filter(({ kind }) => kind === wanted).map(({ date, text }) => ({ date, text }));
  return {
    published: { previous: base(previous), yearAgo: base(yearAgo) },
    words: storedWords.parse(row?.words ?? null),
    notes: { done: of("done"), next: of("next"), annotations: of("annotation") },
  };
}
