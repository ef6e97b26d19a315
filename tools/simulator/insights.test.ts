import { afterEach, describe, expect, it } from "vitest";
import { ask, askInsights, itemsOf } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";
import type { SourceRow } from "@/tools/simulator/world";

let simulator: Simulator;
afterEach(() => simulator.close());

const month = Array.from({ length: 93 }, (_, index) => campaignDay(index));
const refusal = (code: number, message: RegExp) => ({
  status: 400,
  body: { error: { code, message: expect.stringMatching(message) } },
});

it("asked fields and dates come, all numbers as strings; what has no value is absent", async () => {
  simulator = await startJantar([campaignDay(1, { x_future: "1" })]);
  const fields = "account_id,account_currency,campaign_name,spend,reach,actions";
  expect((await askInsights(simulator, { fields })).body.data).toEqual([
    {
      account_id: jantarId,
      account_currency: "PLN",
      campaign_name: "Jantar „morze” 1",
      spend: "1.25",
      x_future: "1",
      date_start: "2026-10-01",
      date_stop: "2026-10-01",
    },
  ]);
});

it("an object without any of the metrics asked for has no row; actions alone make one", async () => {
  const late = {
    ...campaignDay(0),
    spend: undefined,
    impressions: undefined,
    actions: [{ action_type: "omni_purchase", value: "2" }],
  };
  simulator = await startJantar([late]);
  expect((await askInsights(simulator)).body.data).toEqual([]);
  const [row] = (await askInsights(simulator, { fields: "spend,actions" })).body.data;
  expect(row).not.toHaveProperty("spend");
  expect(itemsOf(row, "actions")).toEqual([{ action_type: "omni_purchase", value: "2" }]);
});

it("asked for names only, every campaign has a row for every day", async () => {
  simulator = await startJantar(month.slice(0, 4));
  const { data } = (await askInsights(simulator, { fields: "campaign_name", limit: "500" })).body;
  expect(data).toHaveLength(3 * 31);
});

it("the account's own rows stand in for the sum of its campaigns, where a test gives them", async () => {
  simulator = await startJantar(month.slice(0, 3));
  const total = async () => (await askInsights(simulator, { level: "account" })).body.data;
  expect(await total()).toMatchObject([{ spend: "3.75", impressions: "3003" }]);
  const { campaign_id: _, campaign_name: __, ...day } = campaignDay(0, { spend: "36.25" });
  simulator.setRows(jantarId, month.slice(0, 3), [day]);
  expect(await total()).toMatchObject([{ spend: "36.25" }]);
  expect((await askInsights(simulator)).body.data).toHaveLength(3);
});

describe("action lists", () => {
  const actions = [{ action_type: "lead", value: "5", "7d_click": "3", "1d_view": "2", "7d_view": "4" }];
  const asked = async (query: Record<string, string>) => {
    const { data } = (await askInsights(simulator, { fields: "actions,spend", ...query })).body;
    return itemsOf(data[0], "actions");
  };

  it("have the windows asked for, never 7d_view, and value always", async () => {
    simulator = await startJantar([campaignDay(0, { actions })]);
    expect(await asked({})).toEqual([{ action_type: "lead", value: "5" }]);
    const action_attribution_windows = '["7d_click","1d_ev","7d_view"]';
    expect(await asked({ action_attribution_windows })).toEqual([
      { action_type: "lead", value: "5", "7d_click": "3" },
    ]);
  });

  it("are added up per type and window, exactly, for a coarser row", async () => {
    simulator = await startJantar([campaignDay(0, { actions }), campaignDay(1, { actions })]);
    const windows = '["7d_click"]';
    expect(await asked({ level: "account", action_attribution_windows: windows })).toEqual([
      { action_type: "lead", value: "10", "7d_click": "6" },
    ]);
  });

  it("collapse without action_type among the action breakdowns", async () => {
    const two = [...actions, { action_type: "link_click", value: "1" }];
    simulator = await startJantar([campaignDay(0, { actions: two })]);
    expect(await asked({ action_breakdowns: '["action_reaction"]' })).toEqual([{ value: "6" }]);
    expect(await asked({ action_breakdowns: '["action_type"]' })).toHaveLength(2);
  });

  it("of a window that does not exist are refused, by its place in the list", async () => {
    simulator = await startJantar(month);
    const action_attribution_windows = '["7d_click_1d_view"]';
    expect(await askInsights(simulator, { action_attribution_windows })).toMatchObject(
      refusal(100, /action_attribution_windows\[0\] must be one of/),
    );
  });
});

describe("below the campaign", () => {
  const ads = [
    { id: "1", name: "A", campaign_id: "120210000000000000" },
    { id: "2", name: "B", campaign_id: "120210000000000000", effective_status: "DELETED" },
  ];
  const rows: SourceRow[] = ads.map(({ id, name }) => campaignDay(0, { ad_id: id, ad_name: name }));
  const adIds = async (filtering?: string) => {
    const query = { level: "ad", fields: "ad_id,spend", ...(filtering ? { filtering } : {}) };
    return (await askInsights(simulator, query)).body.data.map(({ ad_id }) => ad_id);
  };

  it("deleted ads are left out unless asked for by name; their campaign counts them always", async () => {
    simulator = await startJantar(rows, { account: { ads } });
    expect(await adIds()).toEqual(["1"]);
    const statuses = (value: string[]) =>
      JSON.stringify([{ field: "ad.effective_status", operator: "IN", value }]);
    expect(await adIds(statuses(["ACTIVE", "DELETED"]))).toEqual(["1", "2"]);
    expect(await adIds(statuses(["DELETED"]))).toEqual(["2"]);
    expect((await askInsights(simulator)).body.data).toMatchObject([{ spend: "0.5" }]);
  });

  it("edges list ads and campaigns the same way, by the fields asked for", async () => {
    simulator = await startJantar(rows, { account: { ads } });
    const list = async (path: string, query = {}) => (await ask(simulator, path, query)).body.data;
    expect(await list(`/act_${jantarId}/ads`)).toEqual([{ id: "1" }]);
    const both = '["ACTIVE","DELETED"]';
    expect(await list(`/act_${jantarId}/ads`, { effective_status: both, fields: "name" })).toHaveLength(2);
    expect(await list(`/act_${jantarId}/campaigns`, { fields: "name,objective" })).toEqual([
      { id: "120210000000000000", name: "Jantar „morze” 0", objective: "OUTCOME_SALES" },
    ]);
    const [ad] = await list(`/act_${jantarId}/ads`, { fields: "creative{id,image_hash}" });
    expect(ad?.creative).toEqual({ id: "91", image_hash: "1".padStart(32, "0") });
  });

  it("a campaign answers by its id, with insights of its own", async () => {
    simulator = await startJantar(month);
    const id = "120210000000000001";
    expect((await ask(simulator, `/${id}`, { fields: "name" })).body).toEqual({
      id,
      name: "Jantar „morze” 1",
    });
    const query = { date_preset: "last_month", fields: "campaign_id,impressions" };
    const { data } = (await ask(simulator, `/${id}/insights`, query)).body;
    expect(data).toMatchObject([{ campaign_id: id, date_start: "2026-10-01", date_stop: "2026-10-31" }]);
  });
});

it("filters by id, name and sums, and refuses an operator that it does not serve", async () => {
  simulator = await startJantar(month);
  const count = async (field: string, operator: string, value: unknown) => {
    const filtering = JSON.stringify([{ field, operator, value }]);
    return (await askInsights(simulator, { filtering, limit: "500" })).body.data?.length;
  };
  expect(await count("campaign.id", "IN", ["120210000000000001", "120210000000000002"])).toBe(62);
  expect(await count("campaign.name", "CONTAIN", "„morze” 2")).toBe(31);
  expect(await count("campaign.name", "STARTS_WITH", "Sklep")).toBe(0);
  expect(await count("campaign.impressions", "GREATER_THAN", 1091)).toBe(1);
  expect(await count("campaign.id", "STEM_MATCH", "1")).toBeUndefined();
});

it("sorts by a metric or by an action, else by day and campaign", async () => {
  const leads = (value: string) => ({ actions: [{ action_type: "lead", value }] });
  simulator = await startJantar([
    campaignDay(2, leads("1")),
    campaignDay(0, leads("3")),
    campaignDay(1, leads("2")),
  ]);
  const spends = async (sort?: string) => {
    const query = sort ? { sort: JSON.stringify([sort]) } : {};
    return (await askInsights(simulator, query)).body.data.map(({ spend }) =>
      Number.parseInt(spend ?? "", 10),
    );
  };
  expect(await spends()).toEqual([0, 1, 2]);
  expect(await spends("spend_descending")).toEqual([2, 1, 0]);
  expect(await spends("actions:lead_ascending")).toEqual([2, 1, 0]);
});

it("an unknown field is refused in Meta's words", async () => {
  simulator = await startJantar(month);
  expect(await askInsights(simulator, { fields: "spend,wish" })).toMatchObject(
    refusal(100, /wish is not valid for fields param\. please check/),
  );
});
