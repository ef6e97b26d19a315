import { z } from "zod";
import { type CalendarDay, isCalendarDay } from "@/lib/values/calendar-day";
import {
  type ActionList,
  actionLists,
  type KpiMetric,
  kpiMetrics,
  type MappedKpi,
  mappedKpis,
} from "@/lib/values/metric";

const day = z.custom<CalendarDay>((value) => typeof value === "string" && isCalendarDay(value));
const list = z.enum(actionLists);
const type = z.string().min(1);

const choice = z.object({ list, type, measured_since: day }).nullable();
const valueChoice = z
  .object({ list: z.enum(["action_values", "conversion_values"]), type, measured_since: day })
  .nullable();

/** What `kpi_mappings.choices` holds. A KPI that an older version does not know is unresolved. */
export const kpiChoicesSchema = z.object({
  ...(Object.fromEntries(mappedKpis.map((kpi) => [kpi, choice.default(null)])) as {
    [Kpi in MappedKpi]: z.ZodDefault<typeof choice>;
  }),
  reservation_value: valueChoice.default(null),
});

/** Ordered candidates per KPI as `kpi_mappings.candidates` holds them; a client's own list stands in place of the default one. */
export const kpiCandidatesSchema = z.partialRecord(z.enum(mappedKpis), z.array(z.object({ list, type })));

/** One exact (list, action type); the whole text has to match, no part of it (graph-api.md §4.4, incident 16). */
export interface KpiCandidate {
  readonly list: ActionList;
  readonly type: string;
}

export type KpiCandidates = { readonly [Kpi in MappedKpi]?: readonly KpiCandidate[] | undefined };

/** The one type that counts for the whole account, and the earliest day on which it occurs, in the account's zone. */
export interface KpiChoice extends KpiCandidate {
  readonly measured_since: CalendarDay;
}

export interface ValueChoice extends KpiChoice {
  readonly list: "action_values" | "conversion_values";
}

/** null is "unresolved": not measured, never 0 (R3). */
export type KpiChoices = { readonly [Kpi in MappedKpi]: KpiChoice | null } & {
  readonly reservation_value: ValueChoice | null;
};

/** No KPI resolved: what an account begins with. */
export const unresolvedChoices: KpiChoices = Object.fromEntries(
  kpiMetrics.map((kpi) => [kpi, null]),
) as Record<KpiMetric, null>;

/** Whether two choices count the same thing; since when it is measured does not matter (R9, same mapping). */
export function sameChoice(a: KpiCandidate | null | undefined, b: KpiCandidate | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.list === b.list && a.type === b.type;
}
