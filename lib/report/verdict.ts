import type { Comparison, Figure, Report, ResultMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";
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
  | "no_delivery"
  | "last_delivery"
>;

/** What the month's one sentence says, before it is put into words. The first rule that holds decides (screens.md §1.2). */
export type Verdict =
  | { readonly rule: "not_collected" }
  | { readonly rule: "no_delivery"; readonly lastDelivery: string | null }
  | { readonly rule: "no_results"; readonly result: ResultMetric; readonly spend: string }
  | { readonly rule: "spend"; readonly spend: string; readonly change: Change | null }
  | {
      readonly rule: "result";
      readonly result: ResultMetric;
      readonly count: string;
      readonly countChange: Change | null;
      /** null where there is nothing to divide. */
      readonly cost: string | null;
      readonly costChange: Change | null;
      /** Among the thirteen months up to this one, all of them whole. */
      readonly record: "lowest" | "highest" | null;
      /** The worse news comes first; a count before its cost where neither is worse. */
      readonly first: "count" | "cost";
      /** Whether one of both is good news and the other bad. */
      readonly mixed: boolean;
    };

/** A fair change against the month before: a percentage, about none, or two counts under ten (R9). */
export type Change =
  | { readonly kind: "percent"; readonly text: string; readonly up: boolean }
  | { readonly kind: "same" }
  | { readonly kind: "counts"; readonly base: string };

/** Judges a month by fixed rules: the same figures always give the same verdict. Pure. */
export function judge(report: Judged): Verdict {
  const { figures } = report;
  if (report.coverage.days === 0) return { rule: "not_collected" };
  const result = resultOf(report);
  const booked = result !== null && /[1-9]/.test(figures[result].value ?? "0");
  if (report.no_delivery && !booked) return { rule: "no_delivery", lastDelivery: report.last_delivery };
  const spend = figures.total_spend;
  const count = result && figures[result].value;
  if (result === null || count === null) {
    return { rule: "spend", spend: spend.value ?? "0", change: changeOf(spend.comparisons.previous) };
  }
  if (!booked) return { rule: "no_results", result, spend: spend.value ?? "0" };
  const cost = figures[costOfResult[result]];
  const [countNews, costNews] = [figures[result].comparisons.previous, cost.comparisons.previous];
  return {
    rule: "result",
    result,
    count,
    countChange: changeOf(countNews),
    cost: cost.value,
    costChange: cost.value === null ? null : changeOf(costNews),
    record: costNews.kind === "percent" ? recordOf(cost) : null,
    first: costNews.good === false && countNews.good !== false && cost.value !== null ? "cost" : "count",
    mixed: countNews.good !== null && costNews.good !== null && countNews.good !== costNews.good,
  };
}

/** Under half a per cent is printed as no change. */
const least = "0.5";

function changeOf({ kind, base, change }: Comparison): Change | null {
  if (kind === "counts" && base !== null) return { kind: "counts", base };
  if (kind !== "percent" || change === null) return null;
  const percent = parseDecimal(change);
  if (percent.abs().lt(least)) return { kind: "same" };
  return { kind: "percent", text: change, up: percent.gt(0) };
}

function recordOf({ sparkline = [] }: Figure): "lowest" | "highest" | null {
  const values = sparkline.map(({ value, state }) =>
    value === null || state === "partial" ? null : parseDecimal(value),
  );
  const own = values.at(-1);
  const others = values.slice(0, -1);
  if (!own || others.length < 12 || others.some((value) => value === null)) return null;
  if (others.every((value) => value?.gt(own))) return "lowest";
  return others.every((value) => value?.lt(own)) ? "highest" : null;
}
