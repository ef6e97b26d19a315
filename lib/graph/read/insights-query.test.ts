import { expect, it } from "vitest";
import { insightsQuery } from "@/lib/graph/read/insights-query";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";

const october = makeWindow(parseCalendarDay("2026-10-01"), parseCalendarDay("2026-10-31"));
const ask = (level: "account" | "campaign") =>
  Object.fromEntries(new URLSearchParams(insightsQuery({ level, window: october }, 500)));

it("asks one row per campaign and day, every parameter written out", () => {
  expect(ask("campaign")).toEqual({
    level: "campaign",
    time_increment: "1",
    time_range: '{"since":"2026-10-01","until":"2026-10-31"}',
    fields:
      "account_id,campaign_id,campaign_name,objective,impressions,clicks,inline_link_clicks,spend,actions,action_values,conversions,conversion_values,attribution_setting,account_currency",
    action_breakdowns: '["action_type"]',
    action_attribution_windows: '["7d_click","1d_view","1d_ev"]',
    limit: "500",
  });
});

it("asks the account for the same metrics on the same basis (R7)", () => {
  const { fields: own, level, ...rest } = ask("account");
  const { fields: campaign, level: _, ...same } = ask("campaign");
  expect(level).toBe("account");
  expect(rest).toEqual(same);
  expect(own?.split(",")).toEqual(
    campaign?.split(",").filter((field) => !["campaign_id", "campaign_name", "objective"].includes(field)),
  );
});

it("F42 F44 asks for no images, no batch, no whole creatives", () => {
  expect(insightsQuery({ level: "campaign", window: october }, 500)).not.toMatch(
    /image|creative|thumbnail|batch|breakdowns=.*age/,
  );
});
