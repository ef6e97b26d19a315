import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { nextTrustSort, sortTrust, trustQuery, trustSortOf } from "@/app/(staff)/data-health/sort-trust";
import type { TrustRow } from "@/app/(staff)/data-health/trust-rows";

const row = (name: string, fields: object = {}) =>
  ({
    row: { client: { name } },
    lastGoodAt: Temporal.Instant.from("2026-11-06T03:30:00Z"),
    settledTo: "2026-10-09",
    missing: 0,
    late: 0,
    reconciled: { kind: "to" },
    restated: 0,
    token: { kind: "none" },
    ...fields,
  }) as unknown as TrustRow;
const rows = [
  row("Żuraw", { token: { kind: "days", days: 9 } }),
  row("Fala", { lastGoodAt: null, missing: 8, restated: null, token: { kind: "refused" }, settledTo: null }),
  row("Wilk", { reconciled: { kind: "differs" }, missing: 10 }),
  row("Len", { late: 1, restated: 2, token: { kind: "days", days: 41 } }),
];
const names = (sort?: string, dir?: string) =>
  sortTrust(rows, trustSortOf(sort, dir)).map(({ row: { client } }) => client.name);

test("the usual order is the longest unread first, and never read is the oldest", () => {
  expect(names()).toEqual(["Fala", "Len", "Wilk", "Żuraw"]);
  expect(names("last", "desc")).toEqual(["Len", "Wilk", "Żuraw", "Fala"]);
});

test("counts are sorted as numbers, the worst first; one late day is more than none", () => {
  expect(names("missing")).toEqual(["Wilk", "Fala", "Len", "Żuraw"]);
  expect(names("reconciled")[0]).toBe("Wilk");
});

test("what is not known comes last both ways", () => {
  expect(names("restated").at(-1)).toBe("Fala");
  expect(names("restated", "asc").at(-1)).toBe("Fala");
  expect(names("settled", "desc").at(-1)).toBe("Fala");
});

test("a refused token is worse than one that ends soon, and one without an end stands last", () => {
  expect(names("token")).toEqual(["Fala", "Żuraw", "Len", "Wilk"]);
});

test("the address: unknown words are the usual order, which is left out", () => {
  expect(trustQuery(trustSortOf("x", "y"))).toEqual({});
  expect(trustQuery(nextTrustSort(trustSortOf("missing", undefined), "missing"))).toEqual({
    sort: "missing",
    dir: "asc",
  });
});
