import { expect, test } from "vitest";
import { listFiltersOf, listHref, nextListSort } from "@/app/(staff)/reports/list/list-address";
import { groupReports } from "@/app/(staff)/reports/list/sort-list";
import type { ListedReport } from "@/lib/facts/list-reports";
import type { CalendarMonth } from "@/lib/values/calendar-month";

const october = "2026-10" as CalendarMonth;
const report = (name: string, spend: string | null, fields: object = {}) =>
  ({
    slug: name,
    name,
    currency: "PLN",
    state: "settled",
    reconciled: true,
    spend: { value: spend },
    result: null,
    blockers: [],
    emptyComments: [],
    publication: null,
    reportState: null,
    ...fields,
  }) as unknown as ListedReport;
const blocked = { blockers: [{ kind: "missing" }] };
const rows = [
  report("a", "9"),
  report("b", "100"),
  report("c", null),
  report("euro", "5000", { currency: "EUR" }),
  report("gap", "70", blocked),
];
const names = (query: Record<string, string>, from = rows) =>
  groupReports(from, "PLN", listFiltersOf(query).sort).map((group) => group.rows.map(({ name }) => name));

test("amounts are sorted as numbers, inside a group and a currency; what is not there comes last both ways", () => {
  expect(names({ sort: "spend" })).toEqual([["b", "a", "c", "euro"], ["gap"]]);
  expect(names({ sort: "spend", dir: "asc" })).toEqual([["a", "b", "c", "euro"], ["gap"]]);
});

test("sorting by what they wait for turns the groups round, and names stay in their order", () => {
  expect(names({})).toEqual([["a", "b", "c", "euro"], ["gap"]]);
  expect(names({ sort: "check", dir: "desc" })).toEqual([["gap"], ["a", "b", "c", "euro"]]);
});

test("a published report stands after one in review, and that after a draft", () => {
  const at = { toString: () => "2026-11-04T08:00:00Z" };
  const withdrawn = { publication: { withdrawn: true, at } };
  const states = [
    report("x", "1", withdrawn),
    report("y", "1", { reportState: "in_review" }),
    report("z", "1"),
  ];
  expect(names({ sort: "publication" }, states)).toEqual([["z", "y", "x"]]);
});

test("the address carries the sorting, leaves the usual one out, and takes what it does not know for the usual one", () => {
  const filters = listFiltersOf({ sort: "cost", dir: "asc", show: "out" });
  expect(listHref(october, filters)).toBe("/reports?period=2026-10&show=out&sort=cost&dir=asc");
  expect(listHref(october, listFiltersOf({ sort: "nonsense", dir: "?" }))).toBe("/reports?period=2026-10");
  expect(nextListSort(filters.sort, "cost")).toEqual({ key: "cost", down: true });
  expect(nextListSort(filters.sort, "client")).toEqual({ key: "client", down: false });
});
