import type { CheckInput } from "@/lib/checks/check-input";
import { type DayLine, delivered, median, monthsOf, spendOf } from "@/lib/checks/day-line";
import { type CheckOutcome, fine, found, unknown } from "@/lib/checks/outcome";
import { Decimal, toDecimalText } from "@/lib/values/decimal";

/**
 * Far fewer campaign rows than on the same weekdays before (subject: `campaigns`), while the account spent as if they were there: the sign of
 * a list that stopped half-way (incident 4). Looks at the newest stored day; rows are campaigns that delivered. Where few campaigns are usual,
 * only none at all is said. Pure.
 */
export function rowVolumeLow({ thresholds }: CheckInput, line: DayLine): CheckOutcome {
  const age = line.newestStored;
  if (age === null || age > 1) return unknown("not_read_recently");
  const day = line.at(age);
  if (!day || !delivered(day)) return fine;
  const before = Array.from({ length: thresholds.baseline_weeks }, (_, week) =>
    line.at(age + 7 * (week + 1)),
  ).flatMap((one) => (one && delivered(one) ? [one] : []));
  if (before.length < thresholds.baseline_least_weeks) return unknown("too_little_history");
  const usualRows = median(before.map(({ campaignRows }) => new Decimal(campaignRows)));
  const usualSpend = median(before.flatMap(({ figures }) => figures.total_spend ?? []));
  if (!usualRows || !usualSpend || usualRows.isZero()) return unknown("too_little_history");
  const rows = new Decimal(day.campaignRows).dividedBy(usualRows);
  // Without a usual spend there is nothing to hold the rows against.
  const spent = usualSpend.isZero() ? rows : (day.figures.total_spend ?? usualSpend).dividedBy(usualSpend);
  const isLow = usualRows.gte(thresholds.rows_least) ? rows.lt(thresholds.rows_below) : rows.isZero();
  if (!isLow || rows.times(2).gte(spent)) return fine;
  return found([
    {
      subject: "campaigns",
      severity: "normal",
      message: `${day.campaignRows} campaigns with delivery on ${day.date}, usually ${toDecimalText(usualRows)}.`,
      evidence: {
        days: [day.date],
        rows: String(day.campaignRows),
        usual: toDecimalText(usualRows),
        spend: spendOf([day]),
        usual_spend: toDecimalText(usualSpend),
      },
      months: monthsOf([day.date]),
      amount: spendOf([day]),
    },
  ]);
}
