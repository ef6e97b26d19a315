import type { CheckedDay, CheckInput } from "@/lib/checks/check-input";
import { type DayLine, delivered, median, monthsOf } from "@/lib/checks/day-line";
import { type CheckOutcome, found, unknown } from "@/lib/checks/outcome";
import { resultKpis } from "@/lib/checks/spend-without-conversions";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import { type Decimal, sum, toDecimalText, zero } from "@/lib/values/decimal";
import type { MappedKpi } from "@/lib/values/metric";

/** Days for which a click may still bring a conversion (Meta's usual attribution). */
const attributionDays = 7;

/**
 * Conversions but no spend (subject: `account`), in the days that can still change. Conversions of an ended campaign trail in for a week and
 * are no fault, so a day counts when it has impressions without spend; or when no ad ran on it and on the seven days before; or when as many
 * conversions came as on a usual day, `conversions_least` at least, although no ad ran. Pure.
 */
export function conversionsWithoutSpend({ measured, thresholds }: CheckInput, line: DayLine): CheckOutcome {
  const kpis = measured.filter((kpi) => resultKpis.includes(kpi));
  if (kpis.length === 0) return unknown("not_measured");
  if (line.newestStored === null) return unknown("never_read");
  const days: CheckedDay[] = [];
  for (let age = 0; age < Math.min(line.length, conversionsSettleAfter); age += 1) {
    const day = line.at(age);
    if (!day?.figures.total_spend?.isZero()) continue;
    const conversions = conversionsOf(day, kpis);
    if (conversions.isZero()) continue;
    if (
      delivered(day) ||
      isOutOfReach(line, age) ||
      isUsual(line, age, conversions, kpis, thresholds.conversions_least)
    )
      days.push(day);
  }
  if (days.length === 0) return found([]);
  days.reverse();
  const dates = days.map(({ date }) => date);
  const total = toDecimalText(sum(days.map((day) => conversionsOf(day, kpis))));
  return found([
    {
      subject: "account",
      severity: "normal",
      message: `Conversions without spend: ${total} on ${dates.join(", ")}.`,
      evidence: {
        days: dates,
        conversions: days.map((day) => toDecimalText(conversionsOf(day, kpis))),
        impressions: days.map(({ figures }) => toDecimalText(figures.total_impressions ?? zero)),
      },
      months: monthsOf(dates),
      amount: null,
    },
  ]);
}

function conversionsOf({ figures }: CheckedDay, kpis: readonly MappedKpi[]): Decimal {
  return sum(kpis.flatMap((kpi) => figures[kpi] ?? []));
}

/** Whether no ad ran for so long that none of them could have brought a conversion. A missing day leaves that open. */
function isOutOfReach(line: DayLine, age: number): boolean {
  for (let before = age + 1; before <= age + attributionDays; before += 1) {
    const day = line.at(before);
    if (!day || delivered(day)) return false;
  }
  return true;
}

function isUsual(
  line: DayLine,
  age: number,
  conversions: Decimal,
  kpis: readonly MappedKpi[],
  least: number,
): boolean {
  if (conversions.lt(least)) return false;
  const before = Array.from({ length: conversionsSettleAfter }, (_, day) => line.at(age + 1 + day)).filter(
    (day) => day !== null && delivered(day),
  );
  const usual = median(before.flatMap((day) => (day ? conversionsOf(day, kpis) : [])));
  return usual !== null && conversions.times(2).gte(usual);
}
