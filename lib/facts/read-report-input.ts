import type { Temporal } from "temporal-polyfill";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { type EndedAttempt, paintObservations } from "@/lib/facts/observations";
import { readAccountDays, type StoredAccountDay } from "@/lib/facts/read-account-days";
import { readCampaignSums } from "@/lib/facts/read-campaign-sums";
import { readEndedAttempts } from "@/lib/facts/read-ended-attempts";
import { readMonthEvents } from "@/lib/facts/read-month-events";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { readStaffRecord } from "@/lib/publications/read-staff-record";
import type { ReportInput } from "@/lib/report/input";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import type { Window } from "@/lib/values/window";

export interface MonthAsked {
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly now: Temporal.Instant;
}

/**
 * Everything one client's month is made of, read in six statements whatever the number of days or campaigns (performance.md, P13); null
 * when no client has this slug and an ad account. Grain: account-days of thirteen months, campaign sums of two.
 */
export async function readReportInput(
  tx: StaffTx | SystemTx,
  { slug, month, now }: MonthAsked,
): Promise<{ readonly who: ReportClient; readonly input: ReportInput } | null> {
  const [who] = await readReportClients(tx, slug);
  if (!who) return null;
  const { accountId, clientId } = who;
  const own = monthWindow(month);
  const read: Window = { since: monthWindow(addMonths(month, -12)).since, until: own.until };
  const days = await readAccountDays(tx, [accountId], read);
  const attempts = await readEndedAttempts(tx, [accountId], read, own);
  const sums = await readCampaignSums(tx, accountId, own, monthWindow(addMonths(month, -1)));
  const events = await readMonthEvents(tx, accountId, own);
  const record = await readStaffRecord(tx, clientId, month);
  return {
    who,
    input: {
      now,
      month,
      ...inputOf(who, days.get(accountId) ?? [], attempts.get(accountId) ?? [], read, own),
      ...sums,
      ...events,
      ...record,
      settings: who.settings,
      publication: null,
    },
  };
}

/** The parts of an input that client, account-days and attempts decide. `attempts` newest first. */
export function inputOf(
  who: ReportClient,
  stored: readonly StoredAccountDay[],
  attempts: readonly EndedAttempt[],
  read: Window,
  own: Window,
): Pick<ReportInput, "client" | "agency" | "account" | "mapping" | "days" | "attempts"> {
  const { observed, failed } = paintObservations(attempts, read);
  return {
    client: who.client,
    agency: who.agency,
    account: who.account,
    mapping: who.mapping,
    days: stored.map((day) => {
      const seen = observed.get(day.date);
      if (!seen)
        throw new Error(`The row of ${who.client.slug} ${day.date} has no good attempt that covers it.`);
      return { ...day, ...seen };
    }),
    attempts: [...failed]
      .filter(([date]) => date >= own.since && date <= own.until && !observed.has(date))
      .map(([date, attempt]) => ({ date, ...attempt })),
  };
}
