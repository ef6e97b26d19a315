import type { Figure, Report, ResultMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";
import { sharedDays } from "@/lib/report/shared-days";
import { baseDiffers } from "@/lib/report/shown-state";
import { parseDecimal } from "@/lib/values/decimal";

/** What the rules look at. */
export type Judged = Pick<
  Report,
  | "month"
  | "locale"
  | "currency"
  | "time_zone"
  | "shown"
  | "names"
  | "figures"
  | "coverage"
  | "state"
  | "no_delivery"
  | "last_delivery"
>;

/** What the month's one sentence says, before it is put into words. The first rule that holds decides (screens.md §1.2). */
export type Verdict =
  | { readonly rule: "not_collected" }
  | {
      readonly rule: "no_delivery";
      readonly lastDelivery: string | null;
      /** Results that Meta counted although nothing ran (C09): they have no cost. */
      readonly late: { readonly result: ResultMetric; readonly count: string } | null;
    }
  | {
      readonly rule: "no_results";
      readonly result: ResultMetric;
      /** null where the result is measured on fewer days than were spent on, or the days are in two currencies and have no sum (R8). */
      readonly spend: string | null;
    }
  /** `spend`: null where the month's days are in two currencies and have no sum (R8). */
  | {
      readonly rule: "spend";
      readonly spend: string | null;
      readonly change: Change | null;
      readonly baseDiffers: boolean;
    }
  | {
      readonly rule: "result";
      readonly result: ResultMetric;
      readonly count: string;
      readonly countChange: Change | null;
      /** null where there is nothing to divide. */
      readonly cost: string | null;
      readonly costChange: Change | null;
      /** Whether the month before does not match Meta's total in what is compared with it: its change is then not told as if it did. */
      readonly baseDiffers: boolean;
      /** Among the thirteen months up to this one, all of them whole. */
      readonly record: "lowest" | "highest" | null;
      /** The worse news comes first; a count before its cost where neither is worse. */
      readonly first: "count" | "cost";
      /** Whether one of both is good news and the other bad. */
      readonly mixed: boolean;
    };

/** A fair change against the month before: a percentage, about none, or two counts under ten; over as many shared days, or whole months (R9). */
export type Change = { readonly days: number | null } & (
  | { readonly kind: "percent"; readonly text: string; readonly up: boolean }
  | { readonly kind: "same" }
  | { readonly kind: "counts"; readonly base: string }
);

/** Judges a month by fixed rules: the same figures always give the same verdict. Pure. */
export function judge(report: Judged): Verdict {
  const { figures } = report;
  if (report.coverage.days === 0) return { rule: "not_collected" };
  const result = resultOf(report);
  const count = result && figures[result].value;
  const booked = /[1-9]/.test(count ?? "0");
  if (report.no_delivery) {
    const late = result !== null && count !== null && booked ? { result, count } : null;
    return { rule: "no_delivery", lastDelivery: report.last_delivery, late };
  }
  const spend = figures.total_spend;
  if (result === null || count === null) {
    return {
      rule: "spend",
      spend: spend.value,
      change: changeOf(spend, report),
      baseDiffers: baseDiffers(report, "total_spend", "previous"),
    };
  }
  if (!booked) {
    const isOfSameDays = figures[result].days === spend.days;
    return { rule: "no_results", result, spend: isOfSameDays ? spend.value : null };
  }
  const costMetric = costOfResult[result];
  const cost = figures[costMetric];
  const news = (figure: Figure) => {
    const change = changeOf(figure, report);
    // What the sentence calls no change is no news, whatever the digits behind it say.
    const isNews = change !== null && change.kind !== "same";
    return { change, good: isNews ? figure.comparisons.previous.good : null };
  };
  const [countNews, costNews] = [news(figures[result]), news(cost)];
  const costChange = cost.value === null ? null : costNews.change;
  const tellsCost = costChange !== null && costChange.kind !== "counts";
  return {
    rule: "result",
    result,
    count,
    countChange: countNews.change,
    cost: cost.value,
    costChange,
    // A cost differs where its result does; of few results only their number is told.
    baseDiffers: baseDiffers(report, tellsCost ? costMetric : result, "previous"),
    record: recordOf(cost, figures[result], report),
    first: costNews.good === false && countNews.good !== false && cost.value !== null ? "cost" : "count",
    mixed: countNews.good !== null && costNews.good !== null && countNews.good !== costNews.good,
  };
}

/** Under half a per cent is printed as no change. */
const least = "0.5";

/** null also where the comparison is over fewer days than the figure that the sentence prints: the one would be told of the other. */
function changeOf({ value, comparisons: { previous } }: Figure, { month }: Judged): Change | null {
  const { kind, own, base, change } = previous;
  if (own !== value) return null;
  const days = sharedDays(previous, month, "previous");
  if (kind === "counts" && base !== null) return { kind, base, days };
  if (kind !== "percent" || change === null) return null;
  const percent = parseDecimal(change);
  if (percent.abs().lt(least)) return { kind: "same", days };
  return { kind: "percent", text: change, up: percent.gt(0), days };
}

/** Under this many results a month's cost says more about chance than about the month (R9). */
const enough = "10";

/**
 * Whether no other of the thirteen months was as cheap, or as dear: a comparison like any other, so each of them has to bear one (R9). One
 * that does not match Meta's total bears none: its figure may be wrong, and under that graver sign days may lack as well (R11).
 */
function recordOf(cost: Figure, result: Figure, { month }: Judged): "lowest" | "highest" | null {
  const isFair = (["previous", "year_ago"] as const).every((base) => {
    const comparison = cost.comparisons[base];
    return comparison.kind === "percent" && sharedDays(comparison, month, base) === null;
  });
  const hasEnough = (result.sparkline ?? []).every(
    ({ value }) => value !== null && parseDecimal(value).gte(enough),
  );
  if (!isFair || !hasEnough) return null;
  const { sparkline = [] } = cost;
  const values = sparkline.map(({ value, state }) =>
    value === null || state === "partial" || state === "unreconciled" ? null : parseDecimal(value),
  );
  const own = values.at(-1);
  const others = values.slice(0, -1);
  if (!own || others.length < 12 || others.some((value) => value === null)) return null;
  if (others.every((value) => value?.gt(own))) return "lowest";
  return others.every((value) => value?.lt(own)) ? "highest" : null;
}
