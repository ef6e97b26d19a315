import type { Temporal } from "temporal-polyfill";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { usualPeriod } from "@/lib/facts/find-client-month";
import { listPeriods } from "@/lib/facts/list-periods";
import { readPublishedBefore } from "@/lib/facts/read-published-before";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { type CalendarMonth, isCalendarMonth } from "@/lib/values/calendar-month";

export interface ListMonth {
  readonly month: CalendarMonth;
  /** Months that can be chosen, newest first; none while there are no clients. */
  readonly periods: readonly CalendarMonth[];
}

/** Which month the list of all clients means: the one asked for, else the usual one on the agency's clock (`zone`); null for none of theirs. */
export async function findListMonth(
  tx: StaffTx | SystemTx,
  asked: { readonly period: string | undefined; readonly zone: string; readonly now: Temporal.Instant },
): Promise<ListMonth | null> {
  const { clients } = withoutDemo(await readReportClients(tx, null));
  const periods = listPeriods(
    clients.map(({ account }) => account),
    asked.now,
    await readPublishedBefore(tx, clients),
  );
  const month = asked.period ?? usualPeriod(periods, asked.zone, asked.now);
  if (!isCalendarMonth(month)) return null;
  return periods.length === 0 || periods.includes(month) ? { month, periods } : null;
}
