import type { Temporal } from "temporal-polyfill";
import { withoutDemo } from "@/lib/clients/without-demo";
import type { StaffTx } from "@/lib/db/database";
import { listInputOf, nothingKnown, readAddedDays } from "@/lib/facts/read-added-days";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { type MonthOverview, overviewOf } from "@/lib/report/month-overview";
import { type DataState, dataStateOf } from "@/lib/today/data-state";
import { type PaceInput, paceOf } from "@/lib/today/pace";
import { type ClientSettings, readClientSettings } from "@/lib/today/read-client-settings";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";

/** One client on Today (grain: client × the month of yesterday). Amounts are exact decimal text in the account's currency. */
export interface PortfolioRow extends Pick<MonthOverview, "currency" | "spend" | "result"> {
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly manager: ClientSettings["manager"];
  readonly coverage: { readonly days: number; readonly expected: number };
  readonly pace: PaceInput | null;
  /** Of the month before: what staff have to publish. null where it was not collected for this client. */
  readonly report: ClientSettings["report"] | null;
  readonly data: DataState;
}

export interface Portfolio {
  readonly month: CalendarMonth;
  /** The month whose reports are due: the one before. */
  readonly reportMonth: CalendarMonth;
  readonly rows: readonly PortfolioRow[];
  readonly onlyDemo: boolean;
}

/** The month that Today is about: yesterday's on the agency's clock, so that the first of a month still shows the month that just ended. */
export function todaysMonth(zone: string, now: Temporal.Instant): CalendarMonth {
  return monthOf(addDays(dayIn(zone, now), -1));
}

/**
 * Every active client with its month to date, in four statements whatever their number (performance.md, P13). Figures are those of the
 * month's report (R1): the same functions over the same account-days, which the database has added up; the month before is read beside it for the
 * comparison of equal days.
 */
export async function readPortfolio(
  tx: StaffTx,
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): Promise<Portfolio> {
  const month = todaysMonth(zone, now);
  const reportMonth = addMonths(month, -1);
  const own = monthWindow(month);
  const read = { since: monthWindow(reportMonth).since, until: own.until };
  const listed = withoutDemo(await readReportClients(tx, null));
  const known = await readAddedDays(tx, listed.clients, month);
  const settings = await readClientSettings(tx, monthWindow(reportMonth).since);
  const rows = listed.clients.map((who) => {
    const months = known.get(who.accountId) ?? nothingKnown;
    const overview = overviewOf({
      now,
      month,
      ...listInputOf(who, months),
      monthTotal: null,
      previousPublication: null,
    });
    const own_ = settings.get(who.clientId);
    const { currency, coverage, spend, result } = overview;
    return {
      clientId: who.clientId,
      slug: who.client.slug,
      name: who.client.name,
      isDemo: who.isDemo,
      manager: own_?.manager ?? null,
      currency,
      coverage: { days: coverage.days, expected: coverage.expected },
      spend,
      result,
      pace: paceOf({
        budget: own_?.monthlyBudget ?? null,
        spend: spend.value,
        days: coverage.days,
        calendar: coverage.calendar,
      }),
      report: beganBefore(who, own.since) ? (own_?.report ?? null) : null,
      data: dataStateOf({
        read,
        now,
        zone: who.account.zone,
        collectFrom: who.account.collectFrom,
        months,
      }),
    };
  });
  return { month, reportMonth, rows, onlyDemo: listed.onlyDemo };
}

function beganBefore({ account }: ReportClient, day: string): boolean {
  return account.collectFrom < day;
}
