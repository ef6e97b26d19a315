import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { datesText } from "@/components/report/text-lists";
import { createFormats, type Formats, printsTheSame } from "@/lib/i18n/formats";
import { isInCurrency } from "@/lib/kpi/catalogue";
import type { PublishedFigures } from "@/lib/publications/read-published-figures";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { printedMetrics } from "@/lib/report/printed-metrics";

/** Campaign rows that are named one by one; a month whose every row changed is told by their number. */
const namedRows = 5;

type Page = Pick<ClientMonth, "report" | "t">;
type Values = Readonly<Partial<Record<ReportMetric, string | null>>>;

/**
 * What differs from what was published, one sentence each: printed figures, rows of campaigns, collected days, days that do not match Meta's
 * total (R10). Empty where a client would read the same again.
 */
export function changesSince(published: PublishedFigures, page: Page, kit: ReportKit): string[] {
  const { report, t } = page;
  const figures = Object.fromEntries(printedMetrics(report).map((key) => [key, report.figures[key].value]));
  const totals = changedValues(published, published.figures, figures, page, kit).map((change) =>
    t("staff.month.item.changedDetail", change),
  );
  return [
    ...totals,
    ...changedRows(published, page, kit),
    ...changedDays(published, page),
    ...changedDifferences(published, page, kit),
    ...changedMonthTotal(published, page),
  ];
}

function changedValues(
  published: PublishedFigures,
  before: Values,
  now: Values,
  { report }: Page,
  kit: ReportKit,
) {
  const text = (metric: ReportMetric, value: string | null, currency: string) =>
    value === null ? "—" : formatsIn(kit, currency).value(metric, value);
  return printedMetrics(report).flatMap((metric) => {
    const [from, to] = [before[metric] ?? null, now[metric] ?? null];
    const sameUnit = published.currency === report.currency || !isInCurrency(metric);
    if (sameUnit ? printsTheSame(kit.format, metric, from, to) : from === null && to === null) return [];
    return {
      metric: kit.name(metric),
      ...{ from: text(metric, from, published.currency), to: text(metric, to, report.currency) },
    };
  });
}

/** By Meta's id: a campaign that got another name is the same one. */
function changedRows(published: PublishedFigures, page: Page, kit: ReportKit): string[] {
  const { report, t } = page;
  const before = new Map(published.campaigns.map((campaign) => [campaign.id, campaign]));
  const now = new Map(report.campaigns.map((campaign) => [campaign.id, campaign]));
  const changes = [...new Set([...now.keys(), ...before.keys()])].flatMap((id) => {
    const [from, to] = [before.get(id), now.get(id)];
    const campaign = to?.name ?? from?.name ?? id;
    return changedValues(published, from?.figures ?? {}, to?.figures ?? {}, page, kit).map((change) =>
      t("staff.month.item.changedRow", { campaign, ...change }),
    );
  });
  const more = changes.length - namedRows;
  return more > 0
    ? [...changes.slice(0, namedRows), t("staff.month.item.changedRows", { count: more })]
    : changes;
}

function changedDays({ coverage }: PublishedFigures, { report, t }: Page): string[] {
  const { days, expected } = report.coverage;
  if (coverage.days === days && coverage.expected === expected) return [];
  const text = (of: { readonly days: number; readonly expected: number }) =>
    t("report.record.days", { days: String(of.days), expected: String(of.expected) });
  return [t("staff.month.item.changedDays", { from: text(coverage), to: text(report.coverage) })];
}

function changedDifferences(
  { unreconciled }: PublishedFigures,
  { report, t }: Page,
  kit: ReportKit,
): string[] {
  const told = (items: PublishedFigures["unreconciled"]) =>
    items
      .map(({ date, metric, difference }) => `${date} ${metric} ${difference}`)
      .sort()
      .join();
  if (told(unreconciled) === told(report.unreconciled)) return [];
  const dates = (items: PublishedFigures["unreconciled"]) =>
    items.length === 0
      ? t("staff.month.item.noDays")
      : datesText(kit, [...new Set(items.map(({ date }) => date))].sort());
  const [from, to] = [dates(unreconciled), dates(report.unreconciled)];
  if (from === to) return [t("staff.month.item.changedAmount", { dates: to })];
  return [t("staff.month.item.changedMatch", { from, to })];
}

/** The report says so while the month's days do not add up to Meta's own total, and no more once they do. */
function changedMonthTotal({ month_total: before }: PublishedFigures, { report, t }: Page): string[] {
  const now = report.month_total;
  if (before?.days === now?.days && before?.meta === now?.meta) return [];
  if (!before) return [t("publish.item.monthTotalOpened")];
  return [t(now ? "publish.item.monthTotalOther" : "publish.item.monthTotalOver")];
}

/** The reader's formats with the amounts of another currency. */
export function formatsIn({ format }: ReportKit, currency: string): Formats {
  return currency === format.currency
    ? format
    : createFormats({ locale: format.locale, zone: format.zone, currency });
}
