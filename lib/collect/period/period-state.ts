import type { Temporal } from "temporal-polyfill";
import type { SeenUsage } from "@/lib/collect/plan/seen-usage";
import type { KpiChoices } from "@/lib/kpi/choices";
import type { BreakdownKind } from "@/lib/values/breakdown";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** What is stored of one period's reach. */
export interface StoredReach {
  readonly window: Window;
  /** Why there is no value: Meta's silence, or the reason why the reading failed. */
  readonly unavailable: string | null;
  readonly observedAt: Temporal.Instant;
}

/** What is known of one reading of a month's breakdown. */
export interface StoredBreakdownRead {
  readonly kind: BreakdownKind;
  readonly window: Window;
  /** When the figures were read; of one that never succeeded, when it was last tried. */
  readonly observedAt: Temporal.Instant;
  /** The newest try failed, then. The figures of an earlier one may still stand. */
  readonly failedAt: Temporal.Instant | null;
  readonly mappingVersion: number | null;
}

/** Everything that decides which periods of an account are due. */
export interface PeriodState {
  /** Oldest stored day; nothing is asked about months before it. null: none is stored yet. */
  readonly firstDay: CalendarDay | null;
  readonly reach: readonly StoredReach[];
  readonly reads: readonly StoredBreakdownRead[];
  /** Choices of every mapping version of the client, by number. */
  readonly choices: ReadonlyMap<number, KpiChoices>;
  /** Meta's budgets as the newest answer that spoke of them told them; null = not said. */
  readonly usage: SeenUsage | null;
}
