import { expect, test } from "vitest";
import type { PortfolioRow } from "@/lib/today/read-portfolio";
import { groupPortfolio, type SortKey, sortKeys } from "@/lib/today/sort-portfolio";
import type { CalendarDay } from "@/lib/values/calendar-day";

const nothing = {
  kind: "not_comparable",
  own: null,
  base: null,
  own_days: 0,
  base_days: 0,
  change: null,
  good: null,
} as const;
const figure = (value: string | null) => ({
  value,
  state: null,
  days: 0,
  comparisons: { previous: nothing, year_ago: nothing },
});

const row = (
  name: string,
  currency: string,
  spend: string | null,
  rest: Partial<PortfolioRow> = {},
): PortfolioRow => ({
  clientId: name,
  slug: name.toLowerCase(),
  name,
  isDemo: false,
  manager: null,
  currency,
  coverage: { days: 5, expected: 5 },
  spend: figure(spend),
  result: null,
  pace: null,
  report: null,
  data: { kind: "complete", until: "2026-11-05" as CalendarDay },
  ...rest,
});

const rows = [
  row("Anna", "PLN", "10"),
  row("Zoo", "EUR", "9000"),
  row("Bank", "PLN", null),
  row("Cyrk", "PLN", "200.50"),
  row("Młyn", "EUR", "100"),
  row("Dom", "PLN", "9"),
];
const names = (key: SortKey, down: boolean) =>
  groupPortfolio(rows, { key, down }).map((group) => group.rows.map(({ name }) => name));

test("R8: currencies never stand in one order or one sum, most clients' first", () => {
  const groups = groupPortfolio(rows, { key: "spend", down: true });
  expect(groups.map(({ currency, spend }) => [currency, spend])).toEqual([
    ["PLN", "219.5"],
    ["EUR", "9100"],
  ]);
});

test("incident 42: amounts are ordered as numbers, not as text", () => {
  expect(names("spend", true)).toEqual([
    ["Cyrk", "Anna", "Dom", "Bank"],
    ["Zoo", "Młyn"],
  ]);
});

test("what is not there comes last both ways", () => {
  expect(names("spend", false)[0]).toEqual(["Dom", "Anna", "Cyrk", "Bank"]);
});

test("every column sorts every row, and keeps each in its currency", () => {
  for (const key of sortKeys) {
    for (const down of [true, false]) {
      expect(names(key, down).map((group) => group.toSorted())).toEqual([
        ["Anna", "Bank", "Cyrk", "Dom"],
        ["Młyn", "Zoo"],
      ]);
    }
  }
});

test("what is wrong with the data comes first downwards", () => {
  const [group] = groupPortfolio(
    [
      row("Anna", "PLN", "1"),
      row("Bank", "PLN", "1", { data: { kind: "late", days: ["2026-11-05" as CalendarDay] } }),
      row("Cyrk", "PLN", "1", { data: { kind: "missing", days: ["2026-11-04" as CalendarDay] } }),
    ],
    { key: "data", down: true },
  );
  expect(group?.rows.map(({ name }) => name)).toEqual(["Cyrk", "Bank", "Anna"]);
});

test("a total says over how many days it is", () => {
  const [group] = groupPortfolio(
    [row("Anna", "PLN", "1"), row("Bank", "PLN", null, { coverage: { days: 0, expected: 5 } })],
    { key: "client", down: false },
  );
  expect(group).toMatchObject({ spend: "1", days: 5, expected: 10 });
});

test("the pace of a currency weighs each client by its budget", () => {
  const [group] = groupPortfolio(
    [
      row("Anna", "PLN", "150", { pace: { budget: "600", due: "100", deviation: "50" } }),
      row("Bank", "PLN", "900", { pace: { budget: "5400", due: "900", deviation: "0" } }),
      row("Cyrk", "PLN", "700"),
    ],
    { key: "client", down: false },
  );
  expect(group?.pace).toBe("5");
});
