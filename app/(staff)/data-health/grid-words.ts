import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import type { Locale } from "@/lib/i18n/locale";
import { metricKinds } from "@/lib/i18n/metric-kind";
import { moneyText } from "@/lib/i18n/money-text";
import { countText } from "@/lib/i18n/number-text";
import type { FactMetric } from "@/lib/values/metric";

/** The pass as a key that has words. */
export function passKey(pass: string | undefined) {
  const known = ["morning", "noon", "sunday", "catch_up", "range"] as const;
  return known.find((each) => each === pass) ?? "other";
}

/** A metric's exact value in words; "—" where it is not measured, never 0 (R3). */
export function valueText(
  locale: Locale,
  currency: string,
  metric: FactMetric,
  value: string | null,
): string {
  if (value === null) return "—";
  return metricKinds[metric] === "money" ? moneyText(locale, currency, value) : countText(locale, value);
}

interface DayChange {
  readonly metric: FactMetric;
  readonly from: string | null;
  readonly to: string | null;
}

/** Of each restated account-day what changed in all, first value to newest; a change that went back is none, but its day stays, with no change. */
export function changesByDay(grid: Pick<ReadGrid, "restatements">): Map<string, DayChange[]> {
  const byDay = new Map<string, Map<FactMetric, DayChange>>();
  for (const { accountId, date, changes } of grid.restatements) {
    const key = `${accountId} ${date}`;
    const day = byDay.get(key) ?? new Map<FactMetric, DayChange>();
    byDay.set(key, day);
    for (const [name, change] of Object.entries(changes)) {
      const metric = name as FactMetric;
      // A first value that was not measured is null, and still the first.
      day.set(metric, { metric, from: (day.get(metric) ?? change).from, to: change.to });
    }
  }
  return new Map(
    [...byDay].map(([key, day]) => [key, [...day.values()].filter(({ from, to }) => from !== to)]),
  );
}
