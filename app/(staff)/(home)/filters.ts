import type { PortfolioRow } from "@/lib/today/read-portfolio";
import { type Sort, type SortKey, sortKeys } from "@/lib/today/sort-portfolio";

/** What the address of Today asks for. */
export interface TodayFilters {
  readonly sort: Sort;
  /** A manager's id, or null for everybody's clients. */
  readonly manager: string | null;
  /** Part of a client's name; empty for all. */
  readonly find: string;
  /** Every row, instead of the first ones and those that need somebody. */
  readonly all: boolean;
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; anything unknown in it is the usual view: by spend, all clients. */
export function filtersOf(search: Search): TodayFilters {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : "";
  };
  const key = sortKeys.find((known) => known === one("sort")) ?? "spend";
  const way = one("dir");
  return {
    sort: { key, down: ["asc", "desc"].includes(way) ? way === "desc" : key === "spend" },
    manager: one("manager") || null,
    find: one("find").trim(),
    all: one("rows") === "all",
  };
}

/** The address of Today with these filters; the usual ones are left out. */
export function todayHref({ sort, manager, find, all }: TodayFilters): string {
  const query = new URLSearchParams();
  if (sort.key !== "spend" || !sort.down) {
    query.set("sort", sort.key);
    query.set("dir", sort.down ? "desc" : "asc");
  }
  if (manager) query.set("manager", manager);
  if (find) query.set("find", find);
  if (all) query.set("rows", "all");
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

/** A column's next sorting: figures begin with the largest, words with A; the same column again turns round. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  if (sort.key === key) return { key, down: !sort.down };
  return { key, down: !["client", "report"].includes(key) };
}

/** Rows that pass manager and name. */
export function filterRows(
  rows: readonly PortfolioRow[],
  { manager, find }: Pick<TodayFilters, "manager" | "find">,
): PortfolioRow[] {
  const wanted = find.toLocaleLowerCase();
  return rows.filter(
    (row) =>
      (manager === null || row.manager?.id === manager) &&
      (wanted === "" || row.name.toLocaleLowerCase().includes(wanted)),
  );
}
