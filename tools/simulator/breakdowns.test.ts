import { Decimal } from "decimal.js";
import { afterEach, describe, expect, it } from "vitest";
import { askInsights, itemsOf, type WireRow } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import { readInsightsParams } from "@/tools/simulator/insights-params";
import { insightsRows } from "@/tools/simulator/insights-rows";
import type { Simulator } from "@/tools/simulator/start";
import { cast } from "@/tools/simulator/worlds/cast";
import { accountOf, anchor } from "@/tools/simulator/worlds/test-latarnia";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const exact = Decimal.clone({ precision: 40 });
const served = ["age,gender", "publisher_platform,platform_position", "region"] as const;
const sums = (rows: readonly WireRow[]) =>
  ["impressions", "clicks", "inline_link_clicks", "spend"].map((field) =>
    rows.reduce((total, row) => total.plus(row[field] ?? 0), new exact(0)).toFixed(),
  );
const actions = [
  { action_type: "link_click", value: "31", "7d_click": "31" },
  { action_type: "omni_purchase", value: "7", "7d_click": "4", "1d_view": "3" },
];
const days = Array.from({ length: 12 }, (_, index) => campaignDay(index, { actions, reach: "700" }));
const monthly = { level: "account", time_increment: "all_days", limit: "500" };

async function ask(query: Readonly<Record<string, string>>) {
  if (!simulator) throw new Error("not started");
  return askInsights(simulator, { ...monthly, fields: "impressions,clicks,spend,actions", ...query });
}

it("C24 the rows of a breakdown add up to the whole, and each names its columns", () => {
  for (const { slug } of cast.filter((_, index) => index % 3 === 0)) {
    const account = accountOf(slug);
    const rows = (more: Readonly<Record<string, string>>) => {
      const fields = "impressions,clicks,inline_link_clicks,spend";
      const query = new URLSearchParams({ fields, level: "account", date_preset: "last_month", ...more });
      const params = readInsightsParams(query, "2026-11-06", "account", anchor);
      return insightsRows(account, { kind: "account", id: "" }, params, anchor) as WireRow[];
    };
    const whole = sums(rows({}));
    for (const breakdowns of served) {
      const parts = rows({ breakdowns });
      expect(sums(parts), `${slug} ${breakdowns}`).toEqual(whole);
      const keys = parts.map((row) =>
        breakdowns
          .split(",")
          .map((column) => row[column])
          .join("|"),
      );
      expect(new Set(keys).size).toBe(parts.length);
      if (parts.length > 0) expect(keys.join()).not.toContain("undefined");
      for (const { impressions, clicks } of parts)
        expect(Number(clicks ?? 0)).toBeLessThanOrEqual(Number(impressions ?? 0));
    }
  }
});

it("C24 actions add up too, and the windows of a part to its value", async () => {
  simulator = await startJantar(days);
  for (const breakdowns of ["age,gender", "publisher_platform,platform_position"]) {
    const action_attribution_windows = '["7d_click","1d_view"]';
    const { data } = (await ask({ breakdowns, action_attribution_windows })).body;
    const items = data.flatMap((row) => itemsOf(row, "actions"));
    const total = (type: string) =>
      items
        .filter(({ action_type }) => action_type === type)
        .reduce((sum, { value }) => sum + Number(value), 0);
    expect([total("link_click"), total("omni_purchase")]).toEqual([372, 84]);
    for (const item of items)
      expect(Number(item["7d_click"] ?? 0) + Number(item["1d_view"] ?? 0)).toBe(Number(item.value));
  }
});

it("C24 reach of the parts is no share of the whole: summed it is another number", async () => {
  simulator = await startJantar(days);
  const fields = "reach,impressions";
  const [whole] = (await ask({ fields })).body.data;
  const parts = (await ask({ fields, breakdowns: "publisher_platform,platform_position" })).body.data;
  expect(parts.reduce((sum, { reach }) => sum + Number(reach), 0)).not.toBe(Number(whole?.reach));
  for (const { reach, impressions } of parts) expect(Number(reach)).toBeLessThanOrEqual(Number(impressions));
});

it("C25 by region what happened off Meta is absent, what happened on it stays", async () => {
  const conversions = [{ action_type: "offsite_conversion.fb_pixel_custom.Krok 1", value: "9" }];
  simulator = await startJantar([campaignDay(0, { actions, conversions })]);
  const fields = "spend,actions,conversions";
  const { data } = (await ask({ fields, breakdowns: "region" })).body;
  expect(data.length).toBeGreaterThan(3);
  const types = data.flatMap((row) => itemsOf(row, "actions").map(({ action_type }) => action_type));
  expect(new Set(types)).toEqual(new Set(["link_click"]));
  for (const row of data) expect(row).not.toHaveProperty("conversions");
});

it("the same question has the same answer", async () => {
  simulator = await startJantar(days);
  const once = (await ask({ breakdowns: "age,gender" })).body.data;
  expect((await ask({ breakdowns: "age,gender" })).body.data).toEqual(once);
});

it("a script's own rows are served as they stand; other columns are still cut from the days", async () => {
  simulator = await startJantar([]);
  const period = { date_start: "2026-10-01", date_stop: "2026-10-31" };
  const women = { ...period, age: "25-34", gender: "female", spend: "12.5", impressions: "900" };
  const men = { ...period, age: "25-34", gender: "male", spend: "-3" };
  simulator.setRows(jantarId, days, undefined, { breakdownRows: [women, men] });
  const { data } = (await ask({ breakdowns: "age,gender" })).body;
  expect(data).toEqual([women, men]);
  expect(sums((await ask({ breakdowns: "region" })).body.data)).toEqual(sums((await ask({})).body.data));
  const november = '{"since":"2026-11-01","until":"2026-11-05"}';
  expect((await ask({ breakdowns: "age,gender", time_range: november })).body.data).toEqual([]);
});

describe("what Meta does not serve", () => {
  it.each([
    "platform_position",
    "age,country",
    "age,gender,region",
    "region,publisher_platform",
    "image_asset,video_asset",
  ])("%s is refused by the names of the columns", async (breakdowns) => {
    simulator = await startJantar(days);
    expect(await ask({ breakdowns })).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 100,
          message: `(#100) Current combination of data breakdown columns (action_type, ${breakdowns.replaceAll(",", ", ")}) is invalid`,
        },
      },
    });
  });

  it("a column that does not exist is refused by its place", async () => {
    simulator = await startJantar(days);
    expect((await ask({ breakdowns: "age,shoe_size" })).body.error?.message).toMatch(
      /Param breakdowns\[1\] must be one of \{age, gender/,
    );
  });

  it("reach by a breakdown is left out when the range begins more than 13 months ago; without one it is there", async () => {
    const old = { date_start: "2025-10-05", date_stop: "2025-10-05" };
    simulator = await startJantar([campaignDay(0, { ...old, reach: "700" })]);
    const asked = (since: string) => ({
      fields: "spend,reach,frequency",
      time_range: JSON.stringify({ since, until: "2025-10-31" }),
    });
    expect((await ask(asked("2025-10-05"))).body.data).toMatchObject([{ reach: "700" }]);
    const [late] = (await ask({ ...asked("2025-10-05"), breakdowns: "age" })).body.data;
    expect(late).toHaveProperty("spend");
    expect(late).not.toHaveProperty("reach");
    expect(late).not.toHaveProperty("frequency");
    simulator.setClock("2026-11-05T07:00:00Z");
    expect((await ask({ ...asked("2025-10-05"), breakdowns: "age" })).body.data[0]).toHaveProperty("reach");
  });

  it("hours beyond 13 months, frequencies beyond 6 and what needs an opt-in come back empty, without an error", async () => {
    const on = (date: string) => campaignDay(0, { date_start: date, date_stop: date });
    simulator = await startJantar([on("2025-10-05"), on("2025-10-06"), on("2026-05-05"), on("2026-05-06")]);
    const days = async (breakdowns: string) => {
      const time_range = '{"since":"2025-10-01","until":"2026-10-31"}';
      const answer = await ask({ breakdowns, time_increment: "1", time_range });
      expect(answer.status).toBe(200);
      return [...new Set(answer.body.data.map((row) => row.date_start))];
    };
    const byHour = "hourly_stats_aggregated_by_advertiser_time_zone";
    expect(await days(byHour)).toEqual(["2025-10-06", "2026-05-05", "2026-05-06"]);
    expect(await days("frequency_value")).toEqual([]);
    expect(await days("impression_device")).toEqual([]);
    await simulator.close();
    const rows = [on("2026-05-05"), on("2026-05-06")];
    simulator = await startJantar(rows, { account: { hasOptedIn: true } });
    expect(await days("frequency_value")).toEqual(["2026-05-06"]);
    expect(await days("impression_device")).toEqual(["2026-05-05", "2026-05-06"]);
  });
});
