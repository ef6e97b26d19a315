import type { Temporal } from "temporal-polyfill";
import type { LastAttempt } from "@/lib/facts/day-state";
import type { KpiChoices } from "@/lib/kpi/choices";
import type { BasePublication } from "@/lib/kpi/compare";
import type { FactFigures } from "@/lib/kpi/figures";
import type { MonthTotalDifference, Report, ReportMetric } from "@/lib/report/document";
import type { ReportSettings } from "@/lib/report/goals";
import type { BreakdownKind } from "@/lib/values/breakdown";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { Decimal, DecimalText } from "@/lib/values/decimal";
import type { FactMetric, MappedKpi } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

export type { BasePublication, FactFigures };

/** A metric in which campaign rows and account total differ by more than R7's tolerance; `difference` = account − campaigns. */
export interface Difference {
  readonly metric: FactMetric;
  readonly campaigns: DecimalText;
  readonly account: DecimalText;
  readonly difference: DecimalText;
}

/** One row of `daily_kpi_data` (account × day): Meta's own total. A day without delivery has a row of zeros; a day not collected has none. */
export interface AccountDay {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  /** Currency and zone of the ad account when Meta was asked for this day: its amounts are in the one, the day was cut in the other. */
  readonly currency: string;
  readonly zone: string;
  readonly reconciled: boolean;
  /** Read only where `reconciled` is false. */
  readonly differences: readonly Difference[];
  /** Finish of the newest good attempt whose window covers the day, and that attempt's run. */
  readonly observedAt: Temporal.Instant;
  readonly runId: string;
}

/** One answer of Meta about the people reached in exactly these days together. */
export interface PeriodReach {
  readonly window: Window;
  /** null with the reason that the facts keep in `unavailable`. */
  readonly reach: Decimal | null;
  readonly frequency: Decimal | null;
  readonly unavailable: string | null;
  readonly observedAt: Temporal.Instant;
}

/** The newest good reading of one breakdown, with why the newest try brought nothing, if it did. */
export interface MonthBreakdown {
  readonly kind: BreakdownKind;
  readonly window: Window;
  readonly unavailable: string | null;
  /** Sum of the rows; null where there never was a good reading. */
  readonly spend: Decimal | null;
  /** The account's own of the same days as Meta gave it beside. */
  readonly accountSpend: Decimal | null;
  readonly observedAt: Temporal.Instant;
  /** What counted as which KPI when it was read. */
  readonly choices: KpiChoices;
  readonly rows: readonly { readonly key1: string; readonly key2: string; readonly figures: FactFigures }[];
}

/** Everything one client's month is made of. Plain data: lib/facts reads it, `buildReport` needs nothing else (no SQL, no clock). */
export interface ReportInput {
  readonly now: Temporal.Instant;
  readonly month: CalendarMonth;
  readonly client: {
    readonly slug: string;
    readonly name: string;
    readonly locale: "pl" | "en";
    /** Metrics this client sees, in order, and its own words for them. */
    readonly shown: readonly ReportMetric[];
    readonly names: { readonly [Metric in ReportMetric]?: string | undefined };
  };
  readonly agency: { readonly name: string; readonly contact: string | null };
  readonly account: {
    /** IANA zone and currency of the ad account as they are now; each stored day carries its own. */
    readonly zone: string;
    readonly currency: string;
    readonly collectFrom: CalendarDay;
  };
  readonly mapping: {
    /** Version in force; 0 while nothing has been resolved yet. */
    readonly version: number;
    readonly choices: KpiChoices;
    /** Day (account's zone) of the version since which the present choice stands without a break; without it `measured_since` is printed. */
    readonly chosenOn: { readonly [Kpi in MappedKpi]?: CalendarDay | undefined };
  };
  /**
   * Account-days from the first day of the same month a year ago to the last day of this month: thirteen months, about 400 narrow rows in
   * one read by key. Both comparisons and the sparklines are made from these same rows (R1). Any order.
   */
  readonly days: readonly AccountDay[];
  /** For days of this month that have no row: the last attempt that covers it and has ended. Days never tried are left out. */
  readonly attempts: readonly (LastAttempt & { readonly date: CalendarDay })[];
  /** Newest delivery (spend or impressions above 0) on or before the month's last day, wherever it lies; null when there was none. */
  readonly lastDelivery: CalendarDay | null;
  /** Newest account-day restatement of each metric among this month's days (R6). */
  readonly lastChanges: { readonly [Metric in FactMetric]?: Temporal.Instant | undefined };
  /** What an open finding says of the sum of this month's days against Meta's own total of the month; null where there is none. */
  readonly monthTotal: MonthTotalDifference | null;
  /** Of the twelve months before, those whose days do not add up to Meta's own total by an open finding, and in what. Any order. */
  readonly differingMonths: readonly {
    readonly month: CalendarMonth;
    readonly metric: MonthTotalDifference["metric"];
  }[];
  /** Sums of this month's campaign-days per campaign; null where none of its days is measured. Any order. */
  readonly campaigns: readonly {
    readonly id: string;
    readonly name: string;
    readonly figures: FactFigures;
  }[];
  /** The same of the month before. */
  readonly previousCampaigns: ReportInput["campaigns"];
  /** Distinct attribution settings of this month's campaign rows. */
  readonly attribution: readonly string[];
  /** What Meta answered for periods that begin in this month and end in it; any order. */
  readonly reach: readonly PeriodReach[];
  /** This month by who and where, as far as it was read. */
  readonly breakdowns: readonly MonthBreakdown[];
  /** The client's goals and budget, where it has any. */
  readonly settings?: ReportSettings;
  /** Staff's own words under the verdict, and their dated lines; lists of reports leave them out. */
  readonly words?: Report["words"];
  readonly notes?: Report["notes"];
  /** What this document is frozen as; null for live figures. */
  readonly publication: Report["publication"];
  /** Newest publications of the two base months, null where the month has none. */
  readonly published: { readonly previous: BasePublication | null; readonly yearAgo: BasePublication | null };
}
