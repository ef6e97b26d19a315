import {
  amountOf,
  enoughResults,
  measureOf,
  type ReadBreakdown,
  totalOf,
} from "@/lib/publications/view/breakdown-measure";
import type { Report, ReportMetric } from "@/lib/report/document";
import { type Decimal, type DecimalText, toDecimalText, zero } from "@/lib/values/decimal";

/** Who the month's results, or its spend, went to: by age, women beside men. Values are exact; `share` is of the largest cell, 0 … 1. */
export interface People {
  readonly measure: ReportMetric;
  readonly total: DecimalText;
  readonly women: DecimalText;
  readonly men: DecimalText;
  /** Of people whose gender Meta does not know; null where there is none. */
  readonly unknown: DecimalText | null;
  readonly ages: readonly {
    /** As Meta spells it, such as `35-44` or `65+`. */
    readonly age: string;
    readonly women: Cell;
    readonly men: Cell;
  }[];
  readonly finding: Finding;
}

/** The strongest age and the women's share of all in per cent, as far as Meta knows who they were; nothing under ten results. */
type Finding =
  | { readonly kind: "age"; readonly age: string; readonly share: DecimalText; readonly women: DecimalText }
  | { readonly kind: "women"; readonly women: DecimalText }
  | { readonly kind: "unknown" | "too_few" };

interface Cell {
  readonly value: DecimalText;
  readonly share: number;
}

/** Prepares the breakdown by age and gender; null where there is nothing to show. Pure. */
export function peopleOf(report: Report): People | null {
  const read = report.breakdowns.age_gender;
  if (!("rows" in read) || read.rows.length === 0) return null;
  return told(report, read);
}

function told(report: Report, read: ReadBreakdown): People {
  const measure = measureOf(report, read);
  const of = (gender: string, age?: string) =>
    totalOf(
      read.rows.filter(({ keys }) => keys[1] === gender && (age === undefined || keys[0] === age)),
      measure,
    );
  const known = [...new Set(read.rows.map(({ keys }) => keys[0] ?? ""))].filter((age) =>
    read.rows.some(({ keys }) => keys[0] === age && keys[1] !== "unknown"),
  );
  const largest = read.rows.reduce((most, { keys, figures }) => {
    const value = keys[1] === "unknown" ? zero : amountOf(figures, measure);
    return value.gt(most) ? value : most;
  }, zero);
  const cell = (gender: string, age: string): Cell => {
    const value = of(gender, age);
    return {
      value: toDecimalText(value),
      share: largest.isZero() ? 0 : value.dividedBy(largest).toNumber(),
    };
  };
  const total = totalOf(read.rows, measure);
  const unknown = of("unknown");
  return {
    measure,
    total: toDecimalText(total),
    women: toDecimalText(of("female")),
    men: toDecimalText(of("male")),
    unknown: unknown.isZero() ? null : toDecimalText(unknown),
    ages: known.map((age) => ({ age, women: cell("female", age), men: cell("male", age) })),
    finding: findingOf(measure, total, {
      ages: known.filter(isKnownAge).map((age) => ({ age, sum: of("female", age).plus(of("male", age)) })),
      women: of("female"),
      men: of("male"),
    }),
  };
}

/** Whether it is an age in years, and not that Meta does not know it. */
function isKnownAge(age: string): boolean {
  return /^\d/.test(age);
}

function findingOf(
  measure: ReportMetric,
  total: Decimal,
  of: { ages: readonly { age: string; sum: Decimal }[]; women: Decimal; men: Decimal },
): Finding {
  const isEnough = measure === "total_spend" ? total.gt(0) : total.gte(enoughResults);
  if (!isEnough) return { kind: "too_few" };
  if (of.women.plus(of.men).isZero()) return { kind: "unknown" };
  const percent = (part: Decimal) => toDecimalText(part.times(100).dividedBy(total).toSignificantDigits(6));
  const women = percent(of.women);
  const strongest = of.ages.reduce((a, b) => (b.sum.gt(a.sum) ? b : a), { age: "", sum: zero });
  if (strongest.age === "") return { kind: "women", women };
  return { kind: "age", age: strongest.age, share: percent(strongest.sum), women };
}
