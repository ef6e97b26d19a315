import type { AccountChange, Report } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import type { FactDays, MonthFacts } from "@/lib/report/month-facts";

const fields = ["currency", "time_zone"] as const;

const onDay = (day: FactDays, field: AccountChange["field"]) =>
  field === "currency" ? day.currency : day.zone;

/**
 * Where currency or zone of the account changed within the month's stored days, and where the account's present one is not that of its
 * newest day any more (R11, incident 40). Oldest first within a field, currency first. A month that begins with the new value is whole.
 */
export function accountChangesOf(
  facts: MonthFacts<FactDays>,
  account: ReportInput["account"],
): AccountChange[] {
  return fields.flatMap((field) => {
    const changes: AccountChange[] = [];
    let before: string | null = null;
    for (const day of facts.days) {
      const value = onDay(day, field);
      if (before !== null && value !== before) {
        changes.push({ since: day.date, field, from: before, to: value });
      }
      before = value;
    }
    const now = field === "currency" ? account.currency : account.zone;
    if (before !== null && before !== now) changes.push({ since: null, field, from: before, to: now });
    return changes;
  });
}

/** What the document calls its own: currency and zone of the newest stored day, as its amounts and days really are. */
export function moneyAndClock(
  facts: MonthFacts<FactDays>,
  account: ReportInput["account"],
): Pick<Report, "currency" | "time_zone"> {
  const newest = facts.days.at(-1);
  return { time_zone: newest?.zone ?? account.zone, currency: newest?.currency ?? account.currency };
}
