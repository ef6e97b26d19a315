import {
  type KpiCandidate,
  type KpiCandidates,
  type KpiChoice,
  type KpiChoices,
  unresolvedChoices,
  type ValueChoice,
} from "@/lib/kpi/choices";
import type { RawLists } from "@/lib/kpi/raw-lists";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type ActionList, actionLists, type KpiMetric, kpiMetrics, mappedKpis } from "@/lib/values/metric";

/** One account-day's lists, at account level: never those of a campaign (incident 17, C14). */
export interface AccountRawDay {
  readonly date: CalendarDay;
  readonly raw: RawLists;
}

export interface Resolution {
  readonly choices: KpiChoices;
  /** Got their first choice here: a new mapping version by "system" that re-derives stored rows. */
  readonly newlyResolved: readonly KpiMetric[];
  /** Known choices whose type occurs on an earlier day than was known: the days from `from` to the day before `to` are re-derived. */
  readonly movedEarlier: readonly {
    readonly kpi: KpiMetric;
    readonly from: CalendarDay;
    readonly to: CalendarDay;
  }[];
  /** Still without a choice: null everywhere, tried again on the rows of the next collection. */
  readonly unresolved: readonly KpiMetric[];
}

/**
 * Resolves each KPI once for the whole account (product.md, Metrics; graph-api.md §4.4): the first candidate that is present on any of
 * `days` is chosen and stays chosen, whatever appears later. `measured_since` is the earliest day on which the chosen type occurs; it
 * only ever moves earlier. The value of reservations follows their type into the list of values and has a `measured_since` of its own.
 * Days may come in any order and more than once. Pure.
 */
export function resolveChoices(input: {
  readonly candidates: KpiCandidates;
  readonly current: KpiChoices | null;
  readonly days: readonly AccountRawDay[];
}): Resolution {
  const current = input.current ?? unresolvedChoices;
  const firstSeen = firstDays(input.days);
  const choices: Record<KpiMetric, KpiChoice | null> = { ...unresolvedChoices };
  for (const kpi of mappedKpis) {
    choices[kpi] = resolve(current[kpi], input.candidates[kpi] ?? [], firstSeen);
  }
  const value = resolve(current.reservation_value, valueCandidates(choices.reservations ?? null), firstSeen);
  const resolved: KpiChoices = { ...choices, reservation_value: value as ValueChoice | null };

  return {
    choices: resolved,
    newlyResolved: kpiMetrics.filter((kpi) => current[kpi] === null && resolved[kpi] !== null),
    movedEarlier: kpiMetrics.flatMap((kpi) => {
      const [before, after] = [current[kpi], resolved[kpi]];
      if (!before || !after || after.measured_since === before.measured_since) return [];
      return [{ kpi, from: after.measured_since, to: before.measured_since }];
    }),
    unresolved: kpiMetrics.filter((kpi) => resolved[kpi] === null),
  };
}

type FirstDays = ReadonlyMap<string, CalendarDay>;

function resolve(
  current: KpiChoice | null,
  candidates: readonly KpiCandidate[],
  firstSeen: FirstDays,
): KpiChoice | null {
  const chosen = current ?? candidates.find((candidate) => firstSeen.has(keyOf(candidate)));
  if (!chosen) return null;
  const seen = firstSeen.get(keyOf(chosen));
  const known = current?.measured_since;
  const since = known === undefined ? seen : seen !== undefined && seen < known ? seen : known;
  return since === undefined ? null : { list: chosen.list, type: chosen.type, measured_since: since };
}

/** The lists in which the value of a counted type stands; never the value of another type. */
const valueList: { readonly [List in ActionList]: ValueChoice["list"] } = {
  actions: "action_values",
  action_values: "action_values",
  conversions: "conversion_values",
  conversion_values: "conversion_values",
};

function valueCandidates(reservations: KpiChoice | null): readonly KpiCandidate[] {
  return reservations ? [{ list: valueList[reservations.list], type: reservations.type }] : [];
}

/** Earliest day of every (list, type) that occurs. An item counts by being there: Meta leaves out what did not happen. */
function firstDays(days: readonly AccountRawDay[]): FirstDays {
  const first = new Map<string, CalendarDay>();
  for (const { date, raw } of days) {
    for (const list of actionLists) {
      for (const item of raw[list] ?? []) {
        const key = keyOf({ list, type: item.action_type });
        const known = first.get(key);
        if (known === undefined || date < known) first.set(key, date);
      }
    }
  }
  return first;
}

function keyOf({ list, type }: KpiCandidate): string {
  return `${list} ${type}`;
}
