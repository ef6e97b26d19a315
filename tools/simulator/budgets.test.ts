import { Temporal } from "temporal-polyfill";
import { afterEach, describe, expect, it } from "vitest";
import type { Budgets } from "@/tools/simulator/budgets";
import { type Answered, ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { scripted } from "@/tools/simulator/world";

let simulator: Simulator;
afterEach(() => simulator.close());

const rows = Array.from({ length: 6 }, (_, index) => campaignDay(index));
const start = Temporal.Instant.from("2026-11-06T07:00:00Z");
const at = (minutes: number) => simulator.setClock(start.add({ seconds: Math.round(minutes * 60) }));
const jantar = (budgets: Budgets) => startJantar(rows, { world: { budgets } });
const header = (answer: Answered, name: string) => JSON.parse(answer.headers.get(name) ?? "null");
const hourOf = (answer: Answered) => header(answer, "x-business-use-case-usage")?.[jantarId][0] ?? null;
const campaigns = () => ask(simulator, `/act_${jantarId}/campaigns`);
async function times(count: number): Promise<void> {
  for (let call = 0; call < count; call++) await askInsights(simulator);
}

describe("the rolling hour of an account", () => {
  it("is told in percent on good and on bad answers once it is above one percent, the wait in minutes", async () => {
    simulator = await jantar({ adsInsights: 200 });
    await times(1);
    expect(hourOf(await askInsights(simulator))).toBeNull();
    await times(1);
    expect(hourOf(await askInsights(simulator))).toEqual({
      type: "ads_insights",
      call_count: 2,
      total_cputime: 0,
      total_time: 0,
      estimated_time_to_regain_access: 0,
      ads_api_access_tier: "standard_access",
    });
    const bad = await askInsights(simulator, { fields: "wish" });
    expect([bad.status, hourOf(bad).call_count]).toEqual([400, 2]);
  });

  it("F07 used up, it answers 400 with 80000/2446079 and the minutes until the oldest call leaves it", async () => {
    simulator = await jantar({ adsInsights: 4, tier: "limited" });
    for (const minutes of [0, 10, 20, 25]) {
      at(minutes);
      expect((await askInsights(simulator)).status).toBe(200);
    }
    at(29.5);
    const refused = await askInsights(simulator);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 80000, error_subcode: 2446079 } } });
    // The refused call stands in the books, too: the two oldest must leave, the second of them at minute 70.
    expect(hourOf(refused)).toMatchObject({
      call_count: 125,
      estimated_time_to_regain_access: 41,
      ads_api_access_tier: "development_access",
    });
    at(69.9);
    expect((await askInsights(simulator)).status).toBe(400);
    at(90);
    expect((await askInsights(simulator)).status).toBe(200);
  });

  it("whoever goes on asking waits longer than whoever waits", async () => {
    const freeAt = async (asksOn: boolean) => {
      simulator = await jantar({ adsInsights: 3 });
      await times(4);
      for (let minute = 1; minute < 200; minute++) {
        at(minute);
        if (!asksOn && minute < 60) continue;
        if ((await askInsights(simulator)).status === 200) return minute;
      }
      return null;
    };
    expect(await freeAt(false)).toBe(60);
    await simulator.close();
    expect(await freeAt(true)).toBeNull();
  });

  it("is another one for entities: 80004, while insights are still answered", async () => {
    simulator = await jantar({ adsManagement: 1 });
    expect((await campaigns()).status).toBe(200);
    expect((await campaigns()).body.error).toMatchObject({ code: 80004, error_subcode: 2446079 });
    expect((await askInsights(simulator)).status).toBe(200);
  });

  it("loses what the user's errors cost; errors of Meta cost nothing", async () => {
    simulator = await jantar({ adsInsights: 10, errorCost: 2 });
    const wrong = () => askInsights(simulator, { fields: "wish" });
    for (let call = 0; call < 3; call++) expect((await wrong()).body.error?.code).toBe(100);
    // Three calls are made, and of ten only four are left.
    expect(hourOf(await askInsights(simulator)).call_count).toBe(100);
    expect((await askInsights(simulator)).body.error?.code).toBe(80000);
    await simulator.close();
    simulator = await jantar({ adsInsights: 10, errorCost: 2 });
    simulator.faults.add({ when: { times: 3 }, does: { kind: "error", code: 2 } });
    await times(3);
    expect(hourOf(await askInsights(simulator)).call_count).toBe(40);
  });

  it("has Meta's own size where the world says nothing: by tier and active ads", async () => {
    const ads = [1, 2].map((id) => ({ id: String(id), name: "A", campaign_id: "1" }));
    const gone = { id: "3", name: "C", campaign_id: "1", effective_status: "DELETED" };
    simulator = await startJantar(rows, {
      world: { budgets: { tier: "limited" } },
      account: { ads: [...ads, gone] },
    });
    // 600 + 400 × 2 = 1400: with the 28th call it is two percent.
    await times(26);
    expect(hourOf(await askInsights(simulator))).toBeNull();
    expect(hourOf(await askInsights(simulator)).call_count).toBe(2);
  });

  it("is bitten by computing time before calls, where that is scarce", async () => {
    simulator = await jantar({ adsInsights: 1000, cpuSeconds: 0.1 });
    await times(5);
    const refused = await askInsights(simulator);
    expect(refused.body.error?.code).toBe(80000);
    expect(hourOf(refused)).toMatchObject({ call_count: 0, total_cputime: 106 });
    expect(hourOf(refused).estimated_time_to_regain_access).toBe(60);
  });

  it("belongs to one account and one app", async () => {
    const account = { name: "A", currency: "PLN", timeZone: "Europe/Warsaw", source: scripted(rows) };
    const token = { state: "ok", scopes: ["ads_read"] } as const;
    simulator = await startSimulator({
      world: {
        accounts: [
          { ...account, id: jantarId, budgets: { adsInsights: 1 } },
          { ...account, id: "7" },
        ],
        tokens: [
          { ...token, id: "one", value: "ONE" },
          { ...token, id: "two", value: "TWO", appId: "99" },
        ],
        budgets: { adsInsights: 2 },
      },
    });
    at(0);
    const statusOf = async (id: string, value: string) =>
      (await ask(simulator, `/act_${id}/insights`, {}, { token: value })).status;
    expect([await statusOf(jantarId, "ONE"), await statusOf(jantarId, "ONE")]).toEqual([200, 400]);
    expect(await statusOf(jantarId, "TWO")).toBe(200);
    expect([await statusOf("7", "ONE"), await statusOf("7", "ONE"), await statusOf("7", "ONE")]).toEqual([
      200, 200, 400,
    ]);
  });
});

it("F06 the score of five minutes answers 17/2446079, its header counts seconds, and a call during the block prolongs it", async () => {
  simulator = await jantar({ model: "score", tier: "limited" });
  await times(59);
  expect(header(await askInsights(simulator), "x-ad-account-usage")).toEqual({
    acc_id_util_pct: 100,
    reset_time_duration: 0,
    ads_api_access_tier: "development_access",
  });
  const refused = await askInsights(simulator);
  expect(refused).toMatchObject({ status: 400, body: { error: { code: 17, error_subcode: 2446079 } } });
  expect(header(refused, "x-ad-account-usage")).toMatchObject({ reset_time_duration: 300 });
  expect(refused.headers.has("x-business-use-case-usage")).toBe(false);
  at(4);
  expect((await askInsights(simulator)).status).toBe(400);
  at(8.9);
  expect((await askInsights(simulator)).status).toBe(400);
  at(13.9);
  expect((await askInsights(simulator)).status).toBe(200);
});

it("both models at once: the narrower one refuses", async () => {
  simulator = await jantar({ model: "both", adsInsights: 2 });
  await times(2);
  const refused = await askInsights(simulator);
  expect(refused.body.error?.code).toBe(80000);
  expect(hourOf(refused).call_count).toBe(150);
});

it("F08 an app with too much load is answered 4/1504022 for every account, and again a minute after it stopped asking", async () => {
  simulator = await jantar({ appCalls: 3 });
  await times(3);
  const refused = await askInsights(simulator);
  expect(refused).toMatchObject({ status: 400, body: { error: { code: 4, error_subcode: 1504022 } } });
  expect(header(refused, "x-fb-ads-insights-throttle")).toMatchObject({ app_id_util_pct: 100 });
  expect(header(refused, "x-app-usage")).toMatchObject({ call_count: 100 });
  expect((await campaigns()).status).toBe(200);
  at(6);
  expect((await askInsights(simulator)).status).toBe(200);
});

it("a dead token, an old version and what a proxy answers never reach the books", async () => {
  simulator = await jantar({ adsInsights: 1 });
  simulator.setToken("agency", { state: "expired" });
  await times(2);
  simulator.setToken("agency", { state: "ok" });
  const old = await ask(simulator, `/act_${jantarId}/insights`, {}, { version: "/v24.0" });
  expect(old.body.error?.code).toBe(2635);
  simulator.faults.add({ when: { times: 2 }, does: { kind: "http", status: 502, body: "" } });
  const plain = { headers: { authorization: "Bearer EAAagencyOfTheSimulatorTests" } };
  for (let call = 0; call < 2; call++) await fetch(`${simulator.url}/v26.0/act_${jantarId}/insights`, plain);
  expect((await askInsights(simulator)).status).toBe(200);
});

it("budgets come and go by the control API; off, usage is small and constant as ever", async () => {
  simulator = await startJantar(rows);
  const put = async (body: unknown) => {
    const init = { method: "PUT", body: JSON.stringify(body) };
    return (await fetch(`${simulator.controlUrl}/budgets`, init)).status;
  };
  expect(hourOf(await askInsights(simulator)).call_count).toBe(2);
  expect(await put({ adsInsights: 1 })).toBe(200);
  expect((await askInsights(simulator)).status).toBe(200);
  expect((await askInsights(simulator)).status).toBe(400);
  expect(await put(null)).toBe(200);
  expect(hourOf(await askInsights(simulator)).call_count).toBe(2);
  expect(await put({ insights: 1 })).toBe(400);
});
