import { type Readiness, readinessGroups } from "@/app/(staff)/reports/list/readiness";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** Columns that the list can be sorted by. */
export const listSortKeys = ["client", "month", "spend", "results", "cost", "check", "publication"] as const;
export type ListSortKey = (typeof listSortKeys)[number];
export interface ListSort {
  readonly key: ListSortKey;
  readonly down: boolean;
}

/** What the address of the list asks for besides its month. */
export interface ListFilters {
  readonly show: Readiness | null;
  readonly sort: ListSort;
  /** Every row, instead of the first ones of each group. */
  readonly all: boolean;
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; anything unknown in it is the usual view: everything, by what it waits for. */
export function listFiltersOf(search: Search): ListFilters {
  const show = readinessGroups.find((group) => group === search.show) ?? null;
  const key = listSortKeys.find((known) => known === search.sort) ?? "check";
  const down = search.dir === "desc" || (search.dir !== "asc" && isFigure(key));
  return { show, sort: { key, down }, all: search.rows === "all" };
}

/** The filters as a query has them; the usual ones are left out. */
export function listQuery({ show, sort, all }: ListFilters): Record<string, string> {
  const isUsual = sort.key === "check" && !sort.down;
  return {
    ...(show ? { show } : {}),
    ...(isUsual ? {} : { sort: sort.key, dir: sort.down ? "desc" : "asc" }),
    ...(all ? { rows: "all" } : {}),
  };
}

/** The address of the list of `month` with these filters. */
export function listHref(month: CalendarMonth, filters: ListFilters): string {
  return `/reports?${new URLSearchParams({ period: month, ...listQuery(filters) })}`;
}

/** A column's next sorting: figures begin with the largest, words with the first; the same column again turns round. */
export function nextListSort(sort: ListSort, key: ListSortKey): ListSort {
  return sort.key === key ? { key, down: !sort.down } : { key, down: isFigure(key) };
}

function isFigure(key: ListSortKey): boolean {
  return key === "spend" || key === "results" || key === "cost";
}
