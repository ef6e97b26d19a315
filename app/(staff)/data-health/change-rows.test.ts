import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { changeRows, quietDays } from "@/app/(staff)/data-health/change-rows";
import { changesSentences } from "@/app/(staff)/data-health/changes-sentences";
import type { ChangeContext } from "@/lib/facts/grid/read-change-context";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import type { GridRestatement } from "@/lib/facts/grid/read-grid-restatements";
import { createTranslate } from "@/lib/i18n/translator";

const now = Temporal.Instant.from("2026-11-26T07:00:00Z");
const context: ChangeContext = { months: new Map(), reports: new Map() };
const account = { id: "a1", zone: "Europe/Warsaw", currency: "PLN" };

/** Changes as they are stored, oldest first: day of November and what changed. */
function gridOf(...changed: [day: number, changes: GridRestatement["changes"]][]) {
  return {
    rows: [{ client: { clientId: "c1", slug: "hotel-jantar", name: "Hotel Jantar", account }, cells: [] }],
    restatements: changed.map(([day, changes]) => ({
      ...{ accountId: account.id, date: `2026-11-${day}`, observedAt: "2026-11-25T03:30:00Z", changes },
    })),
  } as unknown as ReadGrid;
}
const impressions = (from: string, to: string) => ({ total_impressions: { from, to } });
const spend = (from: string | null, to: string | null) => ({ total_spend: { from, to } });

const there: Parameters<typeof gridOf>[number] = [20, spend("5000", "4000")];
const back: Parameters<typeof gridOf>[number] = [20, spend("4000", "5000")];
const saysOf = (grid: ReadGrid, locale: "pl" | "en" = "en") => {
  const rows = changeRows(grid, context, now);
  const quiet = quietDays(grid, rows);
  const date = locale === "pl" ? "19 listopada" : "19 November";
  const said = changesSentences(createTranslate(locale), { quiet, listed: rows.length > 0, date });
  return said.map((sentence) => sentence.replaceAll("\u00a0", " "));
};

test("without a change nothing is said of quiet days", () => {
  expect(quietDays(gridOf(), [])).toEqual({ back: 0, unlisted: 0 });
  expect(saysOf(gridOf())).toEqual([]);
});

test("a day that changed and changed back is said to have changed, in both languages", () => {
  const grid = gridOf(there, back);
  expect(changeRows(grid, context, now)).toEqual([]);
  expect(saysOf(grid)).toEqual([
    "Since 19 November Meta changed 1 stored day and changed it back: its figures are what they were.",
  ]);
  expect(saysOf(grid, "pl")).toEqual([
    "Od 19 listopada Meta zmieniła 1 zapisany dzień, a potem przywróciła to, co było: liczby są takie jak przedtem.",
  ]);
});

test("a figure that was not measured, was, and is not again came back too", () => {
  const grid = gridOf([20, spend(null, "5")], [20, spend("5", null)]);
  expect(changeRows(grid, context, now)).toEqual([]);
  expect(quietDays(grid, [])).toEqual({ back: 1, unlisted: 0 });
});

test("a day of which only figures changed that the list leaves out is said to have changed", () => {
  const grid = gridOf([21, impressions("900", "910")], [22, { booking_step_1: { from: "4", to: "5" } }]);
  expect(changeRows(grid, context, now)).toEqual([]);
  expect(saysOf(grid)).toEqual([
    "Since 19 November Meta changed impressions, clicks or booking steps of 2 stored days; those changes are not listed here.",
  ]);
  expect(saysOf(grid, "pl")).toEqual([
    "Od 19 listopada Meta zmieniła wyświetlenia, kliknięcia lub kroki rezerwacji w 2 zapisanych dniach; tych zmian tu nie wymieniamy.",
  ]);
});

test("beside listed changes the quiet days are other ones, and together they are all restated days", () => {
  const grid = gridOf(there, back, [21, impressions("900", "910")], [23, spend("100", "90")]);
  const rows = changeRows(grid, context, now);
  expect(rows.map(({ day }) => day)).toEqual(["2026-11-23"]);
  expect(quietDays(grid, rows)).toEqual({ back: 1, unlisted: 1 });
  expect(saysOf(grid)).toEqual([
    "Since 19 November Meta changed 1 other stored day and changed it back: its figures are what they were.",
    "Since 19 November Meta changed impressions, clicks or booking steps of 1 other stored day; those changes are not listed here.",
  ]);
  expect(saysOf(grid, "pl")[0]).toContain("zmieniła jeszcze 1 zapisany dzień");
});

test("a day of which one figure came back and another did not is in the list", () => {
  const grid = gridOf(there, [20, { ...back[1], leads: { from: "2", to: "3" } }]);
  const rows = changeRows(grid, context, now);
  expect(rows.map(({ metric, from, to }) => [metric, from, to])).toEqual([["leads", "2", "3"]]);
  expect(quietDays(grid, rows)).toEqual({ back: 0, unlisted: 0 });
});
