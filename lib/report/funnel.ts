import type { Figure, Report, ReportMetric } from "@/lib/report/document";
import { parseDecimal, toDecimalText } from "@/lib/values/decimal";

const steps = ["booking_step_1", "booking_step_2", "booking_step_3", "reservations"] as const;

/**
 * The way to a reservation: how many took each step, how many of the step before did (per cent), and the same of the month before where R9 allows the
 * comparison. A step with more than the one before it is named as inverted and has no rate (screens.md §1.7), and neither have two that are counted
 * on other days: their quotient would be a rate that never was (R8). Steps that are not measured are left out; fewer than two make no funnel. Pure.
 */
export function funnelOf(figures: Record<ReportMetric, Figure>): Report["funnel"] {
  const measured = steps.filter((step) => figures[step].value !== null);
  if (measured.length < 2) return [];
  const isFair = fairIn(figures);
  return measured.map((kpi, index) => {
    const before = measured[index - 1];
    const value = figures[kpi].value ?? "0";
    if (!before || figures[kpi].days !== figures[before].days) {
      return { kpi, value, rate: null, base_rate: null, inverted: false };
    }
    const inverted = parseDecimal(value).gt(figures[before].value ?? "0");
    const [own, base] = [figures[kpi].comparisons.previous, figures[before].comparisons.previous];
    return {
      kpi,
      value,
      rate: inverted ? null : rate(value, figures[before].value),
      base_rate: isFair(kpi) && isFair(before) ? rate(own.base, base.base) : null,
      inverted,
    };
  });
}

/** Under this many a rate is chance (R9). */
const enough = "10";

/** Whether a step's month before may stand beside it: comparable, over all days that the step itself counts, and enough on both sides. */
function fairIn(figures: Record<ReportMetric, Figure>): (step: ReportMetric) => boolean {
  return (step) => {
    const { own, base } = figures[step].comparisons.previous;
    if (own === null || base === null || own !== figures[step].value) return false;
    return [own, base].every((count) => parseDecimal(count).gte(enough));
  };
}

function rate(part: string | null, whole: string | null) {
  if (part === null || whole === null) return null;
  const [a, b] = [parseDecimal(part), parseDecimal(whole)];
  return b.isZero() || a.gt(b) ? null : toDecimalText(a.times(100).dividedBy(b).toSignificantDigits(12));
}
