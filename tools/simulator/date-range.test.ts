import { afterEach, expect, it } from "vitest";
import { presetRange } from "@/tools/simulator/date-presets";
import { askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

it.each([
  ["today", "2026-11-06", "2026-11-06"],
  ["yesterday", "2026-11-05", "2026-11-05"],
  ["last_7d", "2026-10-30", "2026-11-05"],
  ["last_30d", "2026-10-07", "2026-11-05"],
  ["this_month", "2026-11-01", "2026-11-06"],
  ["last_month", "2026-10-01", "2026-10-31"],
  ["this_quarter", "2026-10-01", "2026-11-06"],
  ["last_quarter", "2026-07-01", "2026-09-30"],
  ["this_year", "2026-01-01", "2026-11-06"],
  ["last_year", "2025-01-01", "2025-12-31"],
  ["this_week_mon_today", "2026-11-02", "2026-11-06"],
  ["this_week_sun_today", "2026-11-01", "2026-11-06"],
  ["last_week_mon_sun", "2026-10-26", "2026-11-01"],
  ["last_week_sun_sat", "2026-10-25", "2026-10-31"],
  ["maximum", "2023-10-06", "2026-11-06"],
])("%s on Friday 6 November 2026 is %s to %s", (preset, since, until) => {
  expect(presetRange(preset, "2026-11-06")).toEqual({ since, until });
});

it("a preset is cut in the account's zone, not in UTC", async () => {
  simulator = await startJantar([campaignDay(0)], { account: { timeZone: "Pacific/Auckland" } });
  simulator.setClock("2026-10-01T13:00:00Z");
  const yesterday = { time_range: "", date_preset: "yesterday" };
  expect((await askInsights(simulator, yesterday)).body.data).toMatchObject([{ date_start: "2026-10-01" }]);
});

it("a range is read as JSON and with brackets, both days included", async () => {
  simulator = await startJantar(Array.from({ length: 93 }, (_, index) => campaignDay(index)));
  const days = async (query: Record<string, string>) =>
    new Set((await askInsights(simulator as Simulator, query)).body.data.map((row) => row.date_start));
  const two = new Set(["2026-10-05", "2026-10-06"]);
  expect(await days({ time_range: '{"since":"2026-10-05","until":"2026-10-06"}' })).toEqual(two);
  const bracketed = { "time_range[since]": "2026-10-05", "time_range[until]": "2026-10-06" };
  expect(await days({ time_range: "", ...bracketed })).toEqual(two);
});

it("increments cut the range into periods; the last one ends with it", async () => {
  simulator = await startJantar(Array.from({ length: 93 }, (_, index) => campaignDay(index)));
  const periods = async (time_increment: string) => {
    const { data } = (await askInsights(simulator as Simulator, { level: "account", time_increment })).body;
    return data.map((row) => `${row.date_start}…${row.date_stop}`);
  };
  expect(await periods("all_days")).toEqual(["2026-10-01…2026-10-31"]);
  expect(await periods("monthly")).toEqual(["2026-10-01…2026-10-31"]);
  expect(await periods("14")).toEqual([
    "2026-10-01…2026-10-14",
    "2026-10-15…2026-10-28",
    "2026-10-29…2026-10-31",
  ]);
  expect((await askInsights(simulator, { time_increment: "91" })).status).toBe(400);
});

it("several ranges are answered each on its own", async () => {
  simulator = await startJantar(Array.from({ length: 93 }, (_, index) => campaignDay(index)));
  const time_ranges =
    '[{"since":"2026-10-01","until":"2026-10-02"},{"since":"2026-10-08","until":"2026-10-08"}]';
  const { data } = (await askInsights(simulator, { level: "account", time_ranges })).body;
  expect(data.map((row) => row.impressions)).toEqual(["6015", "3066"]);
});

it("the oldest day is exactly 37 months back in the account's zone; one day older is 3018", async () => {
  simulator = await startJantar([], { account: { timeZone: "Pacific/Auckland" } });
  const since = (day: string) => ({ time_range: `{"since":"${day}","until":"2026-10-31"}` });
  // 6 November in Auckland already: the floor moved on.
  simulator.setClock("2026-11-05T11:00:00Z");
  expect((await askInsights(simulator, since("2023-10-06"))).status).toBe(200);
  expect(await askInsights(simulator, since("2023-10-05"))).toMatchObject({
    status: 400,
    body: { error: { code: 3018 } },
  });
  simulator.setClock("2026-11-05T10:00:00Z");
  expect((await askInsights(simulator, since("2023-10-05"))).status).toBe(200);
});

it.each([
  "{",
  "null",
  '{"since":"2026-10-01"}',
  '{"since":"2026-10-09","until":"2026-10-01"}',
  '{"since":"2026-02-30","until":"2026-10-01"}',
])("the range %s is refused", async (time_range) => {
  simulator = await startJantar([]);
  expect(await askInsights(simulator, { time_range })).toMatchObject({
    status: 400,
    body: { error: { code: 100 } },
  });
});
