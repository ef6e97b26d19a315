import type { Temporal } from "temporal-polyfill";
import { partWords } from "@/app/(staff)/source/part-words";
import { sourceRows } from "@/components/report/source-rows";
import type { SourceAnswer } from "@/components/shell/source-answer";
import { mayChange } from "@/lib/auth/may-change";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { dayYearText, localDay } from "@/lib/i18n/date-text";
import { numberText } from "@/lib/i18n/number-text";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import type { ReportMetric } from "@/lib/report/document";
import { figurePart, partValue } from "@/lib/report/figure-part";
import { paceOf } from "@/lib/today/pace";
import { readClientSettings } from "@/lib/today/read-client-settings";
import { readOpenLooksWrong } from "@/lib/today/report-looks-wrong";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";

/** A figure of one client's month, by the report itself (R1); null where there is no such client. */
export async function monthSource(
  tx: StaffTx,
  page: StaffPage,
  asked: {
    readonly client: string;
    readonly month: CalendarMonth;
    readonly metric: ReportMetric;
    /** Which part of the month's figure (lib/report/figure-part.ts); left out: all of it. */
    readonly part?: string | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<SourceAnswer | null> {
  const { t, staff, agency } = page;
  const { client, month, metric, now } = asked;
  const read = await readReportInput(tx, { slug: client, month, now });
  if (!read) return null;
  const { who, input } = read;
  const report = buildReport(input);
  const kit = createReportKit(report, { documentSha256: null, locale: staff.locale });
  const { value: whole } = report.figures[metric];
  const known = asked.part === undefined ? null : figurePart(asked.part);
  if (asked.part !== undefined && known === null) return null;
  const part = known && partValue(report, metric, known);
  const words = known && part ? partWords(kit, page, metric, { ...known, name: part.name }) : "";
  const value = part ? part.value : whole;
  const open = await readOpenLooksWrong(tx, who.accountId, month, metric);
  const { inputs } = report.figures[metric];
  const isMapped = [metric, inputs?.numerator, inputs?.denominator].some(
    (key) => key !== undefined && key in report.mapping.kpis,
  );
  const mapping = isMapped ? [[t("today.source.health.mapping"), `v${report.mapping.version}`] as const] : [];
  const pace = metric === "total_spend" && !known ? await paceRow() : [];
  return {
    title: t("today.source.of", { metric: kit.name(metric), client: report.client.name }),
    sum: value === undefined ? null : value === null ? "—" : kit.format.value(metric, value),
    rows: [
      ...(words ? [[t("today.source.part"), words] as const] : []),
      ...sourceRows(kit, metric),
      ...mapping,
      ...pace,
    ],
    wrong: {
      client,
      month,
      metric,
      part: words,
      may: mayChange(staff.actor, who),
      already: open
        ? {
            done: t("today.source.wrong.already", {
              date: dayYearText(staff.locale, localDay(agency.zone, open.at.toString())),
              name: open.by,
            }),
            alert: open.alert,
          }
        : null,
    },
  };

  /** Spend against the budget's share, where the client has a budget. */
  async function paceRow(): Promise<[string, string][]> {
    const settings = (await readClientSettings(tx, monthWindow(month).since)).get(who.clientId);
    const { days, calendar } = report.coverage;
    const found = paceOf({ budget: settings?.monthlyBudget ?? null, spend: whole, days, calendar });
    if (!found || found.deviation === null) return [];
    return [
      [
        t("today.source.pace"),
        t("today.source.paceOf", {
          deviation: `${numberText(staff.locale, found.deviation, 1)}%`,
          due: kit.format.money(found.due),
          budget: kit.format.money(found.budget),
          days: String(days),
          calendar: String(calendar),
        }),
      ],
    ];
  }
}
