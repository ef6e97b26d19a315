import type { Temporal } from "temporal-polyfill";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { listPeriods } from "@/lib/facts/list-periods";
import { readPublishedBefore } from "@/lib/facts/read-published-before";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, isCalendarMonth, monthOf } from "@/lib/values/calendar-month";

export type FoundMonth =
  | {
      readonly kind: "found";
      readonly who: ReportClient;
      readonly month: CalendarMonth;
      /** Months that can be chosen, newest first. */
      readonly periods: readonly CalendarMonth[];
      /** Everybody who can be chosen instead. */
      readonly clients: readonly ReportClient[];
    }
  | { readonly kind: "no_client" }
  | { readonly kind: "no_period"; readonly who: ReportClient; readonly malformed: boolean };

/**
 * Which month of which client an address means: the month asked for, else the usual one; or what of it there is not. A demo client is nobody
 * as soon as a real one is there (incident 22).
 */
export async function findClientMonth(
  tx: StaffTx | SystemTx,
  asked: { readonly slug: string; readonly period: string | undefined; readonly now: Temporal.Instant },
): Promise<FoundMonth> {
  const { clients } = withoutDemo(await readReportClients(tx, null));
  const who = clients.find(({ client }) => client.slug === asked.slug);
  if (!who) return { kind: "no_client" };
  const periods = listPeriods([who.account], asked.now, await readPublishedBefore(tx, [who]));
  const month = asked.period ?? usualPeriod(periods, who.account.zone, asked.now);
  if (!isCalendarMonth(month)) return { kind: "no_period", who, malformed: true };
  if (!periods.includes(month)) return { kind: "no_period", who, malformed: false };
  return { kind: "found", who, month, periods, clients };
}

/** What people come for: the month before the present one in `zone`; where nothing is that old, the newest there is. */
export function usualPeriod(
  periods: readonly CalendarMonth[],
  zone: string,
  now: Temporal.Instant,
): CalendarMonth {
  const last = addMonths(monthOf(dayIn(zone, now)), -1);
  return periods.includes(last) ? last : (periods[0] ?? last);
}
