import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { isFailed } from "@/lib/collect/period/failed-reasons";
import type { PeriodState, StoredBreakdownRead } from "@/lib/collect/period/period-state";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { type KpiChoices, sameChoice, unresolvedChoices } from "@/lib/kpi/choices";
import { type BreakdownKind, breakdownKinds } from "@/lib/values/breakdown";
import {
  addDays,
  type CalendarDay,
  dayIn,
  daysBetween,
  earlierDay,
  laterDay,
} from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";
import { kpiMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** One month about which Meta is to be asked, with every question that is due. */
export interface DueMonth {
  readonly month: CalendarMonth;
  /** From the later of the month's first day and `collect_from` to the earlier of its last and yesterday, in the account's zone. */
  readonly window: Window;
  readonly reach: boolean;
  readonly breakdowns: readonly BreakdownKind[];
}

/** A month that is still moving is worth one reading of who and where a week. */
const breakdownEvery = 7;
/** Months before the previous one that one pass may catch up: the rest waits for the next, so that no pass takes an hour. */
const usualOlderMonths = 6;
/** A failed reading of the running or previous month is tried on the next morning, one of an older month a week later. */
const triedAgainAfter = { recent: 1, older: 7 } as const;

/**
 * The months and questions that are due at `now`, newest first. Reach: the running month to yesterday every morning, an ended one until it
 * was read 28 days after its end, so older ones once. Breakdowns: the running month weekly; an ended one at once, daily until its delivery
 * has settled, then weekly until its conversions have; again where what counts as a KPI changed. Nothing twice on one local day. Pure.
 */
export function planPeriods(
  account: Pick<CollectAccount, "timeZone" | "collectFrom">,
  state: PeriodState,
  now: Temporal.Instant,
  olderMonths: number = usualOlderMonths,
): DueMonth[] {
  const { timeZone, collectFrom } = account;
  if (state.firstDay === null) return [];
  const today = dayIn(timeZone, now);
  const yesterday = addDays(today, -1);
  const readable = oldestReadableDay(timeZone, now);
  const newest = monthOf(yesterday);
  const oldest = monthOf(laterDay(collectFrom, state.firstDay));
  const due: DueMonth[] = [];
  let older = 0;
  for (let month = newest; month >= oldest; month = addMonths(month, -1)) {
    const { since, until } = monthWindow(month);
    const window = { since: laterDay(since, collectFrom), until: earlierDay(until, yesterday) };
    // A month of which Meta keeps only a part has no figure that means the month.
    if (window.since < readable || window.since > window.until) continue;
    const isRecent = month >= addMonths(newest, -1);
    if (!isRecent && older >= olderMonths) break;
    const of = { window, today, isRecent, hasEnded: window.until === until, timeZone };
    const asked = {
      month,
      window,
      reach: reachIsDue(state, of),
      breakdowns: breakdownKinds.filter((kind) => breakdownIsDue(kind, state, of)),
    };
    if (!asked.reach && asked.breakdowns.length === 0) continue;
    due.push(asked);
    if (!isRecent) older += 1;
  }
  return due;
}

interface Period {
  readonly window: Window;
  readonly today: CalendarDay;
  readonly isRecent: boolean;
  readonly hasEnded: boolean;
  readonly timeZone: string;
}

function reachIsDue(state: PeriodState, period: Period): boolean {
  const stored = state.reach.find(({ window }) => isSame(window, period.window));
  if (!stored) return true;
  const readOn = dayIn(period.timeZone, stored.observedAt);
  if (readOn >= period.today) return false;
  if (isFailed(stored.unavailable)) return mayTryAgain(readOn, period);
  return !settledOn(readOn, period);
}

function breakdownIsDue(kind: BreakdownKind, state: PeriodState, period: Period): boolean {
  const stored = state.reads.find((read) => read.kind === kind && read.window.since === period.window.since);
  if (!stored) return true;
  if (stored.failedAt) return mayTryAgain(dayIn(period.timeZone, stored.failedAt), period);
  const readOn = dayIn(period.timeZone, stored.observedAt);
  if (readOn >= period.today) return false;
  if (countsOtherwise(stored, state)) return true;
  const age = daysBetween(readOn, period.today);
  if (!period.hasEnded) return age >= breakdownEvery;
  if (stored.window.until < period.window.until) return true;
  if (settledOn(readOn, period)) return false;
  return daysBetween(period.window.until, readOn) < deliverySettlesAfter || age >= breakdownEvery;
}

/** Whether a reading on that day found a month that can change no more. */
function settledOn(readOn: CalendarDay, { window, hasEnded }: Period): boolean {
  return hasEnded && daysBetween(window.until, readOn) >= conversionsSettleAfter;
}

function mayTryAgain(triedOn: CalendarDay, { today, isRecent }: Period): boolean {
  return daysBetween(triedOn, today) >= triedAgainAfter[isRecent ? "recent" : "older"];
}

/** Whether a KPI of the reading counts another action type by now. Meta's lists of it are not kept, so it is read again. */
function countsOtherwise({ mappingVersion, window }: StoredBreakdownRead, { choices }: PeriodState): boolean {
  const newest = Math.max(0, ...choices.keys());
  if (mappingVersion === null || mappingVersion === newest) return false;
  const [then, now] = [choicesOf(choices, mappingVersion), choicesOf(choices, newest)];
  const measures = (of: KpiChoices, kpi: (typeof kpiMetrics)[number]) =>
    (of[kpi]?.measured_since ?? "9999") <= window.until;
  return kpiMetrics.some(
    (kpi) => !sameChoice(then[kpi], now[kpi]) && (measures(then, kpi) || measures(now, kpi)),
  );
}

function choicesOf(choices: PeriodState["choices"], version: number): KpiChoices {
  return choices.get(version) ?? unresolvedChoices;
}

function isSame(a: Window, b: Window): boolean {
  return a.since === b.since && a.until === b.until;
}
