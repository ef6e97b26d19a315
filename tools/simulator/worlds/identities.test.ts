import { Decimal } from "decimal.js";
import { expect, it } from "vitest";
import { readInsightsParams } from "@/tools/simulator/insights-params";
import { insightsRows } from "@/tools/simulator/insights-rows";
import type { SourceRow } from "@/tools/simulator/world";
import { cast } from "@/tools/simulator/worlds/cast";
import { accountOf, actionOf, anchor, daily, october } from "@/tools/simulator/worlds/test-latarnia";

const delivering = cast.filter(({ slug }) => slug !== "splywy-brda");
const exact = Decimal.clone({ precision: 40 });

it("ctr, cpc, cpm, cpp and frequency follow from their own row to six decimals, zeros trimmed", () => {
  const fields = "impressions,clicks,spend,reach,ctr,cpc,cpm,cpp,frequency";
  for (const { slug } of delivering) {
    const account = accountOf(slug);
    for (const level of ["account", "campaign", "ad"]) {
      const query = new URLSearchParams({ fields, level, time_increment: "7", date_preset: "last_month" });
      const params = readInsightsParams(query, "2026-11-06", "account", anchor);
      const rows = insightsRows(account, { kind: "account", id: "" }, params, anchor) as Record<
        string,
        string
      >[];
      expect(rows.length).toBeGreaterThan(4);
      for (const row of rows) {
        const check = (name: string, above?: string, below?: string, scale = 1) => {
          if (Number(below ?? 0) === 0) return expect(row).not.toHaveProperty(name);
          const value = new exact(above ?? 0).div(below ?? 1).times(scale);
          expect(row[name], name).toBe(value.toDecimalPlaces(6).toFixed());
        };
        check("ctr", row.clicks, row.impressions, 100);
        check("cpc", row.spend, row.clicks);
        check("cpm", row.spend, row.impressions, 1000);
        check("cpp", row.spend, row.reach, 1000);
        check("frequency", row.impressions, row.reach);
      }
    }
  }
});

it("counts and money add up from ads to campaigns to the account, to the cent", () => {
  const sums = (rows: readonly SourceRow[]) =>
    ["impressions", "clicks", "inline_link_clicks", "spend"].map((field) =>
      rows.reduce((total, row) => total.plus(String(row[field])), new exact(0)).toFixed(),
    );
  // Auto Wilk's account has a day that does not add up, on purpose.
  for (const { slug } of delivering.filter((member) => member.slug !== "auto-wilk")) {
    const [ads, campaigns, account] = (["ad", "campaign", "account"] as const).map((level) =>
      sums(daily(accountOf(slug), level, october)),
    );
    expect(campaigns, slug).toEqual(ads);
    expect(account, slug).toEqual(ads);
  }
});

it("reach does not: the account's is above that of any ad and below their sum", () => {
  for (const { slug } of delivering) {
    const ads = daily(accountOf(slug), "ad", october);
    for (const total of daily(accountOf(slug), "account", october)) {
      const reaches = ads
        .filter((ad) => ad.date_start === total.date_start)
        .map(({ reach }) => Number(reach));
      expect(Number(total.reach)).toBeGreaterThanOrEqual(Math.max(...reaches));
      expect(Number(total.reach)).toBeLessThan(reaches.reduce((sum, reach) => sum + reach, 0));
      expect(Number(total.reach)).toBeLessThanOrEqual(Number(total.impressions));
    }
  }
});

it("one purchase stands under each of its names with the same number and the same value", () => {
  const names = ["purchase", "omni_purchase", "offsite_conversion.fb_pixel_purchase", "onsite_web_purchase"];
  for (const row of daily(accountOf("hotel-jantar"), "campaign", october)) {
    expect(new Set(names.map((name) => actionOf(row, name))).size).toBe(1);
    expect(new Set(names.map((name) => actionOf(row, name, "action_values"))).size).toBe(1);
  }
});

it("all leads are those of forms and those of the website", () => {
  for (const row of daily(accountOf("auto-wilk"), "campaign", october)) {
    const forms = actionOf(row, "onsite_conversion.lead_grouped");
    const website = actionOf(row, "offsite_conversion.fb_pixel_lead");
    expect(actionOf(row, "lead")).toBe(forms + website);
  }
});

it("calls of twenty seconds stand under a name with purchase in it, and are no purchases", () => {
  const rows = daily(accountOf("hotel-jantar"), "campaign", october);
  const calls = rows.map((row) => actionOf(row, "offsite_purchase_add_20_s_calls"));
  expect(calls).toEqual(rows.map((row) => actionOf(row, "click_to_call_native_20s_call_connect")));
  expect(calls).not.toEqual(rows.map((row) => actionOf(row, "omni_purchase")));
});

it("the funnel narrows: search, view, checkout, purchase", () => {
  for (const row of daily(accountOf("pensjonat-sosna"), "ad", october)) {
    const steps = ["omni_search", "omni_view_content", "omni_initiated_checkout", "omni_purchase"].map(
      (step) => actionOf(row, step),
    );
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
  }
});

it("windows of an item add up to its value; views and clicks are never more than it", () => {
  for (const { slug } of delivering)
    for (const row of daily(accountOf(slug), "campaign", october))
      for (const item of row.actions ?? [])
        expect(Number(item["7d_click"] ?? 0) + Number(item["1d_view"] ?? 0)).toBe(Number(item.value));
});
