import { expect, test } from "vitest";
import { findDifferences, reconcileDay } from "@/lib/collect/rows/reconcile-day";
import type { FactFigures } from "@/lib/kpi/figures";
import { Decimal, zero } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

const figures = (some: Partial<Record<(typeof factMetrics)[number], string | null>>): FactFigures =>
  Object.fromEntries(
    factMetrics.map((metric) => {
      const value = some[metric];
      return [metric, value === undefined ? zero : value === null ? null : new Decimal(value)];
    }),
  ) as FactFigures;
const spend = (total_spend: string) => figures({ total_spend });

test.each([
  ["PLN", "20.01", ["10", "10"], 0],
  ["PLN", "20.015", ["10", "10"], 0],
  ["PLN", "20.0151", ["10", "10"], 1],
  ["PLN", "19.985", ["10", "10"], 0],
  ["PLN", "0.005", [], 0],
  ["PLN", "0.006", [], 1],
  ["JPY", "21.5", ["10", "10"], 0],
  ["JPY", "21.51", ["10", "10"], 1],
  ["HUF", "1000.5", ["1000"], 0],
  ["INR", "1000.5", ["1000"], 1],
])(
  "R7 in %s an account total of %s over rows of %j differs in %i metrics",
  (currency, account, rows, count) => {
    expect(findDifferences(spend(account), rows.map(spend), currency)).toHaveLength(count);
  },
);

test("R7 counts agree exactly, conversions too; the value of bookings within the rounding of rows", () => {
  const rows = [figures({ reservations: "1", reservation_value: "10" })];
  const account = figures({ reservations: "1.001", reservation_value: "10.009" });
  expect(findDifferences(account, rows, "PLN")).toEqual([
    { metric: "reservations", campaigns: "1", account: "1.001", difference: "0.001" },
  ]);
});

test("what is not measured is not compared", () => {
  expect(findDifferences(figures({ leads: null }), [figures({ leads: null })], "PLN")).toEqual([]);
});

test.each([
  ["the received rows are the total: Meta withdrew the absent one", "10", ["10"], ["5"], "zero", 0],
  ["only with the absent row they are the total: it stays", "15", ["10"], ["5"], "keep", 0],
  ["neither adds up: it stays and the day is unreconciled", "12", ["10"], ["5"], "keep", 1],
  ["nothing is absent and nothing adds up", "12", ["10"], [], "zero", 1],
] as const)("C19 %s", (_, account, received, absent, fate, count) => {
  const verdict = reconcileDay(spend(account), received.map(spend), absent.map(spend), "PLN");
  expect(verdict.absent).toBe(fate);
  expect(verdict.differences).toHaveLength(count);
});
