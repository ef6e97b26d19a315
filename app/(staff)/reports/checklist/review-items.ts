import type { ChecklistItem } from "@/app/(staff)/reports/checklist/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { isCheckKey } from "@/lib/checks/catalogue";
import type { Translate } from "@/lib/i18n/translator";
import { isRatio } from "@/lib/kpi/catalogue";
import type { ReportKit } from "@/lib/publications/report-kit";
import { parseDecimal } from "@/lib/values/decimal";

/** A change of a shown figure, in per cent, from which a person should look before the client does. */
const bigChange = 25;

type Input = Pick<ClientMonth, "report" | "t" | "publication"> &
  Partial<Pick<ClientMonth, "findings" | "monthTotal" | "doubts">>;

/** What is not wrong and still wants a person's eye (product.md): large changes, sections that are missing, findings, comments that are empty. */
export function reviewItems(page: Input, kit: ReportKit): ChecklistItem[] {
  return [
    ...doubtItems(page),
    ...changeItems(page, kit),
    ...sectionItems(page),
    ...findingItems(page),
    ...monthTotalItems(page),
    ...commentItems(page),
  ];
}

/** Whether the days add up to Meta's own total of the month: what differs blocks and stands above; without an answer nobody knows. */
function monthTotalItems({ report, monthTotal, t }: Input): ChecklistItem[] {
  if (monthTotal === undefined || report.month_total || report.state === "open") return [];
  if (report.coverage.days === 0) return [];
  // The check's answer is of the days that it saw; of a sum that lacks a day by now it says nothing.
  const whole = report.coverage.days === report.coverage.expected;
  if (monthTotal === "fine" && whole) {
    const title = t("publish.item.monthTotalFine");
    return [{ key: "month_total", weight: "clear", title, details: [] }];
  }
  const because =
    monthTotal === "no_month_total" ||
    monthTotal === "days_missing" ||
    monthTotal === "read_at_different_times" ||
    monthTotal === "evaluation_failed"
      ? monthTotal
      : whole
        ? "not_looked"
        : "days_missing";
  const details = [t(`publish.item.monthTotalBecause.${because}`)];
  return [{ key: "month_total", weight: "unknown", title: t("publish.item.monthTotalUnknown"), details }];
}

/** What may make the month's figures wrong although they block nothing; a month that is out no longer holds by it. */
function doubtItems({ doubts = [], publication, t }: Input): ChecklistItem[] {
  return doubts.map((doubt) => ({
    ...{ key: `doubt ${doubt}`, weight: "look", title: checkTitle(t, doubt) },
    details: [t(`alerts.check.${doubt}.effect`), t(`alerts.check.${doubt}.next`)],
    ...(publication ? { since: "stale" } : {}),
  }));
}

function changeItems({ report, t }: Input, kit: ReportKit): ChecklistItem[] {
  const changes = kit.view.keyMetrics
    .flatMap((metric) => {
      const { kind, change } = report.figures[metric].comparisons.previous;
      return kind === "percent" && change !== null ? [{ metric, change: parseDecimal(change) }] : [];
    })
    .toSorted((a, b) => b.change.abs().comparedTo(a.change.abs()));
  const fallen = fallenCounts(report, kit);
  const [largest] = changes;
  if (!largest && fallen.length === 0) return [];
  const words = ({ metric, change }: (typeof changes)[number]) => ({
    metric: kit.name(metric),
    change: `${change.isNegative() ? "\u2212" : "+"}${kit.format.change(change.toString())}`,
  });
  const limit = String(bigChange);
  const big = changes.filter(({ change }) => change.abs().gt(bigChange));
  const details = [
    ...fallen.map((count) => t("publish.item.bigDetail", count)),
    ...big.map((change) => t("publish.item.bigDetail", words(change))),
  ];
  return details.length > 0 || !largest
    ? [
        {
          ...{
            key: "big",
            weight: "look",
            title: t("publish.item.bigTitle", { count: details.length, limit }),
          },
          details,
        },
      ]
    : [
        {
          ...{ key: "big", weight: "clear", title: t("publish.item.bigNone", { limit }) },
          details: [t("publish.item.bigLargest", words(largest))],
        },
      ];
}

/** Conversions too few for a percentage on one side that moved by ten or more: 97 that became 0 are no small change. */
function fallenCounts(report: Input["report"], kit: ReportKit): { metric: string; change: string }[] {
  return kit.view.keyMetrics.flatMap((metric) => {
    const { kind, own, base } = report.figures[metric].comparisons.previous;
    if (kind !== "counts" || own === null || base === null || isRatio(metric)) return [];
    if (parseDecimal(own).minus(parseDecimal(base)).abs().lt(10)) return [];
    return [
      {
        metric: kit.name(metric),
        change: `${kit.format.value(metric, base)} → ${kit.format.value(metric, own)}`,
      },
    ];
  });
}

function sectionItems({ report, t }: Input): ChecklistItem[] {
  if (report.coverage.days === 0 || report.no_delivery) return [];
  const { age_gender, placement } = report.breakdowns;
  const blocks = { people: age_gender, places: placement, reach: report.reach } as const;
  return (["people", "places", "reach"] as const).flatMap((block): ChecklistItem[] => {
    const missing = "unavailable" in blocks[block] ? blocks[block].unavailable : null;
    if (missing !== "failed" && missing !== "not_collected") return [];
    const title = t("publish.item.block", { block: t(`publish.item.${block}`) });
    return [{ key: `section ${block}`, weight: "look", title, details: [t("publish.item.blockDetail")] }];
  });
}

/** What checks found about this month; what is missing, does not match or is in doubt, and the month's sum, stand in the list already. */
function findingItems({ findings = [], t }: Input): ChecklistItem[] {
  const told = new Set([
    ...["days_missing", "campaign_sum_differs", "month_total_differs"],
    ...["incomplete_data", "results_gone"],
  ]);
  return findings
    .filter(({ check }) => isCheckKey(check) && !told.has(check))
    .map(({ check, count }) => ({
      key: `finding ${check}`,
      weight: "look",
      title: t("publish.item.finding", { count, title: checkTitle(t, check) }),
      details: [],
    }));
}

function checkTitle(t: Translate, key: string): string {
  return isCheckKey(key) ? t(`alerts.check.${key}.title`) : key;
}

function commentItems({ report, publication, t }: Input): ChecklistItem[] {
  if (publication) return [];
  return (["done", "next"] as const).map((kind): ChecklistItem => {
    const count = report.notes[kind].length;
    return count === 0
      ? {
          ...{ key: kind, weight: "look", title: t(`publish.item.${kind}Empty`) },
          details: kind === "next" ? [t("publish.item.nextEmptyDetail")] : [],
        }
      : { key: kind, weight: "clear", title: t(`publish.item.${kind}Has`, { count }), details: [] };
  });
}
