import type { Cell, Row, SheetData } from "write-excel-file/node";
import writeWorkbook from "write-excel-file/node";
import { type ExportRow, exportMetrics, exportRows, isMoney } from "@/lib/deliver/export/export-rows";
import { stateText } from "@/lib/deliver/export/state-text";
import { createTranslate } from "@/lib/i18n/translator";
import type { Report } from "@/lib/report/document";
import { currencyDecimals } from "@/lib/values/currency";

/**
 * A workbook of a publication: the month's figures, its days and its campaigns, with real numbers and real dates. Texts are stored as texts,
 * so a campaign's name is never run as a formula. People read it: each figure has its state in the client's words, where CSV and JSON have codes. Numbers are doubles, which hold every amount that Meta can send to its minor unit.
 */
export async function exportXlsx(report: Report): Promise<Buffer> {
  const t = createTranslate(report.locale);
  const rows = exportRows(report);
  const metrics = exportMetrics(report).map((metric) => {
    const name = report.names[metric] ?? t(`metrics.${metric}`);
    return {
      name,
      head: `${name}${isMoney(metric) ? ` (${report.currency})` : ""}`,
      stateHead: t("share.file.stateOf", { name }),
    };
  });
  const readHead = t("share.file.observedAt");
  const of = (level: ExportRow["level"]) => rows.filter((row) => row.level === level);
  const state = (row: ExportRow) => text(stateText(t, row));
  const tail = (group: readonly ExportRow[]): Row => [
    ...group.map(state),
    moment(group[0]?.observed_at ?? null),
  ];

  const figures: SheetData = [
    heads([
      t("share.file.figure"),
      t("share.file.value"),
      t("share.file.currency"),
      t("share.file.state"),
      readHead,
    ]),
    ...of("month").map((row): Row => [text(row.name), number(row), text(row.currency), ...tail([row])]),
  ];
  // Where days are in more than one currency each names its own, and no head speaks for all of them (R8).
  const mixed = of("day").some(({ currency }) => currency !== null && currency !== report.currency);
  const days: SheetData = [
    heads([
      t("share.file.date"),
      ...(mixed ? [t("share.file.currency")] : []),
      ...metrics.map(({ name, head }) => (mixed ? name : head)),
      ...metrics.map(({ stateHead }) => stateHead),
      readHead,
    ]),
    ...grouped(of("day"), ({ date }) => date ?? "").map(
      (group): Row => [
        day(group[0]?.date ?? null),
        ...(mixed ? [text(currencyOf(group))] : []),
        ...group.map(number),
        ...tail(group),
      ],
    ),
  ];
  const campaigns: SheetData = [
    heads([
      t("share.file.campaignId"),
      t("share.file.campaign"),
      ...metrics.map(({ head }) => head),
      ...metrics.map(({ stateHead }) => stateHead),
      readHead,
    ]),
    ...grouped(
      [...of("campaign"), ...of("no_campaign")],
      ({ level, campaign_id }) => `${level}:${campaign_id}`,
    ).map(
      (group): Row => [
        text(group[0]?.campaign_id ?? null),
        text(group[0]?.level === "no_campaign" ? t("share.file.noCampaign") : (group[0]?.campaign ?? null)),
        ...group.map(number),
        ...tail(group),
      ],
    ),
  ];
  const wide = (count: number) => Array.from({ length: count }, () => ({ width: 18 }));
  return writeWorkbook([
    { data: figures, sheet: t("share.file.figures"), columns: wide(5), stickyRowsCount: 1 },
    { data: days, sheet: t("share.file.days"), columns: wide(2 * metrics.length + 3), stickyRowsCount: 1 },
    {
      data: campaigns,
      sheet: t("share.file.campaigns"),
      columns: wide(2 * metrics.length + 3),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}

function heads(texts: readonly string[]): Row {
  return texts.map((value) => ({ type: String, value, fontWeight: "bold" as const }));
}

function text(value: string | null): Cell {
  return value === null ? null : { type: String, value };
}

/** A number with as many decimals as the page prints: none of an amount in yen or forint (the cell holds the exact value). */
function number(row: ExportRow): Cell {
  if (row.value === null) return null;
  const hasFraction = row.currency === null ? row.value.includes(".") : currencyDecimals(row.currency) > 0;
  const format = hasFraction ? "#,##0.00" : "#,##0";
  return { type: Number, value: Number(row.value), format };
}

/** The currency of a day's amounts. */
function currencyOf(group: readonly ExportRow[]): string | null {
  return group.find(({ currency }) => currency !== null)?.currency ?? null;
}

/** Midnight UTC of a calendar day: a spreadsheet's dates know no zone. */
function day(date: string | null): Cell {
  return date === null ? null : { type: Date, value: new Date(`${date}T00:00:00Z`), format: "yyyy-mm-dd" };
}

function moment(instant: string | null): Cell {
  return instant === null ? null : { type: Date, value: new Date(instant), format: "yyyy-mm-dd hh:mm" };
}

/** Neighbours with the same key, in their order. */
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups: T[][] = [];
  let last: string | undefined;
  for (const row of rows) {
    const key = keyOf(row);
    if (key === last) groups.at(-1)?.push(row);
    else groups.push([row]);
    last = key;
  }
  return groups;
}
