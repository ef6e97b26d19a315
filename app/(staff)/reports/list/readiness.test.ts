import { expect, test } from "vitest";
import { byCurrency, homeCurrency, readinessOf } from "@/app/(staff)/reports/list/readiness";

const printed = { currency: "PLN", spend: "310", result: "62" };
const plain = {
  version: 1,
  by: "Marta",
  overridden: false,
  withdrawn: false,
  at: {} as never,
  printed,
};
const publication = { ...plain, overridden: true };

test.each([
  ["nothing stands against it", { publication: null, blockers: [] }, "ready"],
  [
    "a day is missing",
    { publication: null, blockers: [{ kind: "missing", overridable: true, dates: ["2026-10-31"] }] },
    "blocked",
  ],
  [
    "nothing was collected",
    { publication: null, blockers: [{ kind: "nothing_collected", overridable: false }] },
    "blocked",
  ],
  ["nobody has compared the sum with Meta's", { publication: null, blockers: [], monthTotal: null }, "look"],
  ["the sum could not be compared", { publication: null, blockers: [], monthTotal: "days_missing" }, "look"],
  ["the sum is Meta's own", { publication: null, blockers: [], monthTotal: "fine" }, "ready"],
  [
    "it is not over, and a day is missing",
    {
      publication: null,
      blockers: [
        { kind: "open", overridable: false },
        { kind: "missing", overridable: true, dates: ["2026-11-02"] },
      ],
    },
    "open",
  ],
  [
    "it was published with a reason",
    { publication, blockers: [{ kind: "unreconciled", overridable: true, dates: ["2026-10-27"] }] },
    "out",
  ],
  ["it is out, and nothing stands against it", { publication, blockers: [], doubts: [] }, "out"],
  [
    "it is out, and a day is missing by now",
    { publication: plain, blockers: [{ kind: "missing", overridable: true, dates: ["2026-10-31"] }] },
    "look",
  ],
  [
    "it is out, and its results are gone by now",
    { publication: plain, blockers: [], doubts: ["results_gone"] },
    "look",
  ],
  [
    "it went out with a reason, and days of it are stored only in part",
    { publication, blockers: [], doubts: ["incomplete_data"] },
    "look",
  ],
  [
    "it is ready, but its results are gone",
    { publication: null, blockers: [], doubts: ["results_gone"] },
    "look",
  ],
  [
    "it was withdrawn, and a day is missing",
    {
      publication: { ...plain, withdrawn: true },
      blockers: [{ kind: "missing", overridable: true, dates: ["2026-10-31"] }],
    },
    "blocked",
  ],
] as const)("a month of which %s", (_what, report, readiness) => {
  expect(readinessOf(report)).toBe(readiness);
});

test("the list stands in the currency most clients pay in, the others after it", () => {
  const rows = ["JPY", "PLN", "EUR", "PLN", "EUR", "PLN"].map((currency, id) => ({ currency, id }));
  const home = homeCurrency(rows);
  expect(home).toBe("PLN");
  expect(byCurrency(rows, home).map(({ currency, id }) => `${currency}${id}`)).toEqual([
    "PLN1",
    "PLN3",
    "PLN5",
    "EUR2",
    "EUR4",
    "JPY0",
  ]);
});
