import type { KpiChoice, KpiChoices } from "@/lib/kpi/choices";
import type { RawItem, RawLists } from "@/lib/kpi/raw-lists";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { Decimal, zero } from "@/lib/values/decimal";
import { type ActionList, type KpiMetric, kpiMetrics } from "@/lib/values/metric";

/** A list of Meta's answer says something that cannot be counted; the window it came in is refused (product.md, Consistency checks). */
export class MalformedItemError extends Error {
  override readonly name = "MalformedItemError";
  constructor(
    readonly list: ActionList,
    readonly type: string,
    problem: string,
  ) {
    super(`${list}, ${type}: ${problem}.`);
  }
}

/**
 * KPIs of one day of an account or a campaign, from Meta's lists and the account's choices. null without a choice or before its
 * `measured_since` (not measured); 0 where the type is absent on a measured day (graph-api.md §3.2: Meta leaves out zeros). Counts and
 * values are an item's `value` only, exact and possibly fractional, money in major units (C16, incident 41).
 *
 * @throws MalformedItemError for a value that is not a plain decimal of at least 0, or for a type that occurs twice in its list.
 */
export function deriveKpis(
  raw: RawLists,
  choices: KpiChoices,
  date: CalendarDay,
): Record<KpiMetric, Decimal | null> {
  const kpis = {} as Record<KpiMetric, Decimal | null>;
  for (const kpi of kpiMetrics) kpis[kpi] = measure(raw, choices[kpi], date);
  return kpis;
}

function measure(raw: RawLists, choice: KpiChoice | null, date: CalendarDay): Decimal | null {
  if (choice === null || date < choice.measured_since) return null;
  const { list, type } = choice;
  let found: RawItem | null = null;
  for (const item of raw[list] ?? []) {
    if (item.action_type !== type) continue;
    // One item per type is what we asked for (action_breakdowns=action_type); two would mean counting an event twice or losing one.
    if (found) throw new MalformedItemError(list, type, "the type occurs twice in one list");
    found = item;
  }
  return found ? readValue(found.value, list, type) : zero;
}

const plainDecimal = /^\d+(\.\d+)?$/;

function readValue(value: unknown, list: ActionList, type: string): Decimal {
  // Only attribution windows got credit; Meta then sends no `value`, and an absent metric is 0.
  if (value === undefined || value === null) return zero;
  if (typeof value !== "string" || !plainDecimal.test(value)) {
    throw new MalformedItemError(list, type, `${JSON.stringify(value)} is not a decimal of at least 0`);
  }
  return new Decimal(value);
}
