import { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { failureOf, isTooHeavy } from "@/lib/collect/failure";
import { resolveConditions } from "@/lib/collect/gate/raise-condition";
import { keepHold, LostHold, takeHold } from "@/lib/collect/period/hold-account";
import type { Mapping } from "@/lib/collect/rows/derive-rows";
import type { ClientMapping } from "@/lib/collect/rows/mapping";
import type { CostSheet } from "@/lib/collect/window/fetch-window";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { KpiChoices } from "@/lib/kpi/choices";
import type { RawLists } from "@/lib/kpi/raw-lists";
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

/**
 * The mapping for a stored row of an account whose lists are not all built: a KPI that is chosen from a list which the row came without is
 * not measured there, for nobody has seen whether it is 0 (R3).
 */
export function measurable(mapping: Mapping, unbuilt: readonly ActionList[], raw: RawLists): Mapping {
  if (unbuilt.length === 0) return mapping;
  const choices = Object.fromEntries(
    Object.entries(mapping.choices).map(([kpi, choice]) => [
      kpi,
      choice && unbuilt.includes(choice.list) && !raw[choice.list] ? null : choice,
    ]),
  ) as KpiChoices;
  return { ...mapping, choices };
}

/** A list that was not built is tried again a week later; the pass of that day may come a little earlier than the last one did. */
const recheckHours = 7 * 24 - 12;

/**
 * Looks once a week, on one day and as the one who holds the account (R5), whether Meta builds again what is left out for this account.
 * Answers the account as it is to be read from now on. Only an answer, or a refusal to build so much, says anything: whatever else went wrong
 * is tried again with the next place.
 */
export async function recheckUnbuilt(
  { db, clock }: Pick<Collector, "db" | "clock">,
  graph: GraphClient,
  account: CollectAccount,
  day: CalendarDay,
  { holder, signal }: { readonly holder: string; readonly signal: AbortSignal },
): Promise<CollectAccount> {
  const { unbuiltLists, unbuiltCheckedAt: checkedAt } = account;
  if (unbuiltLists.length === 0) return account;
  if (checkedAt && Temporal.Instant.compare(checkedAt.add({ hours: recheckHours }), clock()) > 0)
    return account;
  const hold = { accountId: account.id, holder };
  if (!(await db.asCollector((tx) => takeHold(tx, hold, clock)))) return account;
  try {
    const isBuilt = await keepHold(db, hold, clock, signal, (held) =>
      isBuiltAgain(graph, account, day, held),
    );
    if (isBuilt === null) return account;
    const now = clock();
    const left = isBuilt ? [] : unbuiltLists;
    await db.asCollectorBulk(async (tx) => {
      await tx`
        update ad_accounts set unbuilt_fields = ${left.length > 0 ? (left as string[]) : null}::text[],
          unbuilt_checked_at = ${now.toString()}::timestamptz
        where id = ${account.id} and lease_holder = ${holder}`;
      if (isBuilt) await resolveConditions(tx, ["list_not_built"], account.id, now);
    });
    return { ...account, unbuiltLists: left, unbuiltCheckedAt: now };
  } catch (error) {
    if (error instanceof LostHold) return account;
    throw error;
  }
}

/** Null when Meta said nothing about it. */
async function isBuiltAgain(
  graph: GraphClient,
  { externalId: accountId }: CollectAccount,
  day: CalendarDay,
  signal: AbortSignal,
): Promise<boolean | null> {
  const window = { since: day, until: day };
  for (const level of ["campaign", "account"] as const) {
    const read = await graph.readInsights({ accountId, level, window, quick: true, signal });
    if (read.kind === "error") return isTooHeavy(failureOf(read.error)) && !signal.aborted ? false : null;
  }
  return true;
}
