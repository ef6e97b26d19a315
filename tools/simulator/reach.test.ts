import { afterEach, expect, it } from "vitest";
import { ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator;
afterEach(() => simulator.close());

const days = Array.from({ length: 93 }, (_, index) => campaignDay(index, { reach: String(600 + index) }));
const fields = "account_id,campaign_id,impressions,reach,frequency,cpp";
const reaches = async (query: Readonly<Record<string, string>>): Promise<number[]> => {
  const { data } = (await askInsights(simulator, { fields, limit: "500", ...query })).body;
  return data.map(({ reach }) => Number(reach));
};
const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

it("C23 a period's reach is below the sum of its days and above the best of them, for the account and for every campaign", async () => {
  simulator = await startJantar(days);
  for (const level of ["account", "campaign"]) {
    const daily = await reaches({ level });
    const whole = await reaches({ level, time_increment: "all_days" });
    expect(whole).toHaveLength(level === "account" ? 1 : 3);
    expect(sum(whole)).toBeLessThan(sum(daily));
    expect(Math.min(...whole)).toBeGreaterThan(Math.max(...daily) * (level === "account" ? 1 : 0.9));
  }
});

it("more days never reach fewer people, and the account never fewer than one campaign nor more than all of them", async () => {
  simulator = await startJantar(days);
  let before = 0;
  for (const until of ["2026-10-01", "2026-10-02", "2026-10-09", "2026-10-31"]) {
    const range = { time_range: JSON.stringify({ since: "2026-10-01", until }), time_increment: "all_days" };
    const [account = 0] = await reaches({ ...range, level: "account" });
    const campaigns = await reaches({ ...range, level: "campaign" });
    expect(account).toBeGreaterThan(before);
    expect(account).toBeGreaterThanOrEqual(Math.max(...campaigns));
    expect(account).toBeLessThanOrEqual(sum(campaigns));
    before = account;
  }
});

it("a script says the reach of a period, and frequency and cpp follow from it; null is left out", async () => {
  simulator = await startJantar([]);
  const october = { since: "2026-10-01", until: "2026-10-31" };
  const periodReach = [
    { ...october, reach: "3811" },
    { ...october, campaign_id: "120210000000000001", reach: null },
  ];
  simulator.setRows(jantarId, days, undefined, { periodReach });
  const whole = { time_increment: "all_days", fields };
  const [account] = (await askInsights(simulator, { ...whole, level: "account" })).body.data;
  expect(account).toMatchObject({ reach: "3811", frequency: "25.525584", impressions: "97278" });
  const campaigns = (await askInsights(simulator, whole)).body.data;
  expect(campaigns.map((row) => "reach" in row)).toEqual([true, false, true]);
  expect(campaigns[1]).not.toHaveProperty("frequency");
  const other = { time_range: '{"since":"2026-10-01","until":"2026-10-30"}' };
  const [shorter] = (await askInsights(simulator, { ...whole, ...other, level: "account" })).body.data;
  expect(shorter?.reach).not.toBe("3811");
});

it("C22 campaigns come with what was set, what came of it, and budgets in minor units; conversions with their names", async () => {
  const campaign = { objective: "OUTCOME_SALES", effective_status: "WITH_ISSUES" } as const;
  simulator = await startJantar([], {
    account: {
      campaigns: [
        { ...campaign, id: "1", name: "A", daily_budget: "12000" },
        {
          ...campaign,
          id: "2",
          name: "B",
          status: "PAUSED",
          lifetime_budget: "900000",
          budget_remaining: "1",
        },
        { ...campaign, id: "3", name: "C", effective_status: "ARCHIVED" },
      ],
      customConversions: [{ id: "71", name: "Telefon", custom_event_type: "CONTACT", is_archived: true }],
    },
  });
  const list = async (edge: string, query: Readonly<Record<string, string>>) =>
    (await ask(simulator, `/act_${jantarId}/${edge}`, query)).body.data;
  const asked = "status,effective_status,daily_budget,lifetime_budget,budget_remaining";
  expect(await list("campaigns", { fields: asked })).toEqual([
    { id: "1", status: "ACTIVE", effective_status: "WITH_ISSUES", daily_budget: "12000" },
    {
      id: "2",
      status: "PAUSED",
      effective_status: "WITH_ISSUES",
      lifetime_budget: "900000",
      budget_remaining: "1",
    },
  ]);
  expect(await list("campaigns", { effective_status: '["ARCHIVED"]' })).toEqual([{ id: "3" }]);
  expect(await list("customconversions", { fields: "name,custom_event_type,is_archived" })).toEqual([
    { id: "71", name: "Telefon", custom_event_type: "CONTACT", is_archived: true },
  ]);
});
