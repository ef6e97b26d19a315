import type { Temporal } from "temporal-polyfill";
import type { Thresholds } from "@/lib/checks/thresholds";
import type { LastAttempt } from "@/lib/facts/day-state";
import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { Decimal } from "@/lib/values/decimal";
import type { FactMetric, MappedKpi } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** Days of facts that the checks look at: six weeks of baseline before a long silence, and the two months before this one. */
export const checkedDays = 120;

/** One stored account-day (the account's zone). */
export interface CheckedDay {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  /** Newest good attempt that covers it; null when no attempt of the last months does. */
  readonly observedAt: Temporal.Instant | null;
  /** Campaigns that delivered on it. */
  readonly campaignRows: number;
}

/** A change that Meta made to a stored account-day (R6). */
export interface SeenRestatement {
  readonly date: CalendarDay;
  readonly observedAt: Temporal.Instant;
  readonly changes: { readonly [Metric in FactMetric]?: { readonly from: Decimal; readonly to: Decimal } };
}

/** Meta's own total of a month, asked for as such and never added up from days. */
export interface MonthTotal {
  readonly month: CalendarMonth;
  readonly window: Window;
  readonly metric: "total_spend" | "total_impressions";
  readonly value: Decimal;
  readonly observedAt: Temporal.Instant;
  /** First reading in a row that gave this very value: what was read since then was read while it held. */
  readonly sameSince: Temporal.Instant;
  /** Whether a day of the window was restated in this metric after the total was read. */
  readonly daysChangedSince: boolean;
}

/** Another client's account that shows the same figures, or is the same account. */
export interface Twin {
  readonly client: string;
  readonly account: string;
  /** Days of the last two weeks on which spend and impressions are equal; null where the accounts are one. */
  readonly sameDays: number | null;
}

/** Everything that the checks of one client are a function of. */
export interface CheckInput {
  readonly now: Temporal.Instant;
  readonly thresholds: Thresholds;
  readonly zone: string;
  readonly currency: string;
  readonly collectFrom: CalendarDay;
  /** Oldest first; a day that was not collected is not there. */
  readonly days: readonly CheckedDay[];
  /** Per day, the last attempt that ended without storing it. */
  readonly failed: ReadonlyMap<CalendarDay, LastAttempt>;
  /** Days that Meta does not answer even alone: the condition `named_gap` names them. */
  readonly namedGaps: ReadonlySet<CalendarDay>;
  /** The account's first good attempt. */
  readonly firstReadAt: Temporal.Instant | null;
  /** KPIs that a type is chosen for. */
  readonly measured: readonly MappedKpi[];
  /** Of the account-days, oldest first. */
  readonly restatements: readonly SeenRestatement[];
  readonly monthTotals: readonly MonthTotal[];
  readonly twins: readonly Twin[];
  /** Until when Meta asked the account, or all of its app, to wait. */
  readonly blocked: Readonly<Record<"account" | "app", Temporal.Instant | null>>;
  /** Open findings of reads and open conditions about this account, its connection or its app, by their check. */
  readonly open: ReadonlySet<string>;
  /** When the account itself, and its token, were last looked at. */
  readonly accountCheckedAt: Temporal.Instant | null;
  readonly tokenCheckedAt: Temporal.Instant | null;
}
