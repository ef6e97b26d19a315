import type { CollectAccount } from "@/lib/collect/account";
import type { CostSheet } from "@/lib/collect/fetch-window";
import type { ClientMapping } from "@/lib/collect/mapping";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type ActionList, actionLists, mappedKpis } from "@/lib/values/metric";

/** The lists that a KPI of the account is counted from, or could be: a day without one of them must not be stored, it would say 0 (R3). */
export function neededLists(mapping: Pick<ClientMapping, "choices" | "candidates">): Set<ActionList> {
  const needed = new Set<ActionList>();
  for (const kpi of mappedKpis) {
    const choice = mapping.choices[kpi];
    for (const { list } of choice ? [choice] : (mapping.candidates[kpi] ?? [])) needed.add(list);
  }
  // The value of reservations follows them into the list of values.
  const { reservations, reservation_value: value } = mapping.choices;
  const counted = reservations ? [reservations] : (mapping.candidates.reservations ?? []);
  if (value) needed.add(value.list);
  else for (const { list } of counted) needed.add(list === "actions" ? "action_values" : "conversion_values");
  return needed;
}

/**
 * Finds which lists keep a single day from being answered (F05): first the day without any, then by halves. Null when it is not a list:
 * the bare day is not answered either, or every list is when asked for without the others. One quick try each.
 */
export async function findUnbuilt(
  graph: GraphClient,
  account: Pick<CollectAccount, "externalId">,
  day: CalendarDay,
  costs: CostSheet,
  signal: AbortSignal,
): Promise<readonly ActionList[] | null> {
  const isBuilt = async (asked: readonly ActionList[]): Promise<boolean> => {
    const without = actionLists.filter((list) => !asked.includes(list));
    for (const level of ["campaign", "account"] as const) {
      const window = { since: day, until: day };
      const read = await graph.readInsights({
        accountId: account.externalId,
        level,
        window,
        without,
        quick: true,
        signal,
      });
      costs.add(read);
      if (read.kind === "error") return false;
    }
    return true;
  };
  const search = async (lists: readonly ActionList[]): Promise<ActionList[]> => {
    if (signal.aborted || (await isBuilt(lists))) return [];
    if (lists.length === 1) return [...lists];
    const half = Math.ceil(lists.length / 2);
    return [...(await search(lists.slice(0, half))), ...(await search(lists.slice(half)))];
  };
  if (!(await isBuilt([]))) return null;
  const half = actionLists.length / 2;
  const found = [...(await search(actionLists.slice(0, half))), ...(await search(actionLists.slice(half)))];
  return found.length > 0 && !signal.aborted ? found : null;
}
