import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { changedParts } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import type { ReportSettings } from "@/lib/report/goals";

type Goals = ReportSettings["goals"];

const breakdown: Extract<Report["breakdowns"]["age_gender"], { rows: unknown }> = {
  window: { since: "2026-10-01", until: "2026-10-31" },
  rows: [{ keys: ["35-44", "female"], figures: { total_spend: "1240.00", reservations: "30" } }],
  not_reported: [],
  covers: { spend: "1240.00", account_spend: "1240.00", observed_at: "2026-11-04T04:10:00Z" },
  difference: "0.00",
  state: "provisional",
};
const built = buildReport(hotelJantar());
const before: Report = { ...built, breakdowns: { ...built.breakdowns, age_gender: breakdown } };
/** What a client would read otherwise where one thing of the newer version is another. */
const after = (change: (report: Report) => void) => {
  const report = structuredClone(before);
  change(report);
  return changedParts(before, report);
};
const covers = (report: Report, to: Partial<typeof breakdown>) => {
  report.breakdowns.age_gender = { ...breakdown, ...to };
};

test("a breakdown's sum, the account's and their difference are read, also where its rows are the same", () => {
  const { covers: was } = breakdown;
  expect(after((report) => covers(report, { covers: { ...was, account_spend: "1254.75" } }))).toEqual([
    "figures",
  ]);
  expect(after((report) => covers(report, { covers: { ...was, account_spend: null } }))).toEqual(["figures"]);
  expect(after((report) => covers(report, { covers: { ...was, spend: "1240.01" } }))).toEqual(["figures"]);
  expect(after((report) => covers(report, { difference: "14.75" }))).toEqual(["figures"]);
  // When Meta was asked is not read.
  expect(
    after((report) =>
      covers(report, { covers: { ...was, observed_at: "2026-11-05T04:10:00Z" }, state: "settled" }),
    ),
  ).toEqual([]);
});

test("an older month that Meta changed is read in the columns of the thirteen months", () => {
  const older = (report: Report, metric: "total_spend" | "total_clicks", to: object) => {
    const { sparkline } = report.figures[metric];
    const point = sparkline?.[3];
    if (!sparkline || !point) throw new Error(`${metric} has no columns.`);
    sparkline[3] = { ...point, ...to };
  };
  expect(after((report) => older(report, "total_spend", { value: "17.5" }))).toEqual(["figures"]);
  expect(after((report) => older(report, "total_spend", { value: null }))).toEqual(["figures"]);
  expect(after((report) => older(report, "total_spend", { state: "unreconciled" }))).toEqual(["figures"]);
  // It is another shade of the same column, and nobody reads the columns of a metric that is not shown.
  expect(after((report) => older(report, "total_spend", { state: "settled" }))).toEqual([]);
  expect(before.shown).not.toContain("total_clicks");
  expect(after((report) => older(report, "total_clicks", { value: "1" }))).toEqual([]);
});

test("what a client set for itself is a setting, and whether it was reached is read of the figures", () => {
  const goals = [{ metric: "reservations", kind: "at_least", target: "10" }] as unknown as Goals;
  const settings = { monthlyBudget: "2000" as never, goals };
  const was = buildReport(hotelJantar({ settings }));
  const parts = (change: (goals: NonNullable<Report["goals"]>) => void) => {
    const is = structuredClone(was);
    if (is.goals) change(is.goals);
    return changedParts(was, is);
  };
  expect(parts(({ figures: [one] }) => one && Object.assign(one, { target: "20" }))).toEqual(["settings"]);
  expect(parts(({ figures: [one] }) => one && Object.assign(one, { met: null }))).toEqual(["figures"]);
  expect(parts(({ budget }) => budget && Object.assign(budget, { share: "60" }))).toEqual(["figures"]);
});
