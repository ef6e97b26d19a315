import { afterEach, expect, it } from "vitest";
import type { Deviation } from "@/tools/simulator/faults";
import { ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { agencyToken, campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

const rows = Array.from({ length: 6 }, (_, index) => campaignDay(index));
let simulator: Simulator;
afterEach(() => simulator.close());

/** The raw answer, or the name of the failure of the network. */
async function raw(): Promise<{ status: number; type: string | null; text: string } | string> {
  const address = `${simulator.url}/v26.0/act_${jantarId}/insights?level=campaign&fields=spend&date_preset=last_month&access_token=${agencyToken}`;
  try {
    const response = await fetch(address);
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      text: await response.text(),
    };
  } catch {
    return "no answer";
  }
}

it("an error comes with Meta's text and usual status of its code", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: { times: 1 }, does: { kind: "error", code: 1 } });
  simulator.faults.add({ when: { nth: 2 }, does: { kind: "error", code: 17, subcode: 2446079 } });
  expect(await askInsights(simulator)).toMatchObject({ status: 500, body: { error: { code: 1 } } });
  const throttled = await askInsights(simulator);
  expect(throttled).toMatchObject({ status: 400, body: { error: { code: 17, error_subcode: 2446079 } } });
  expect(throttled.headers.get("x-business-use-case-usage")).toContain(jantarId);
});

it("an error in Polish holds no English, its codes are the same", async () => {
  simulator = await startJantar(rows, { token: { locale: "pl", state: "expired" } });
  const dead = await askInsights(simulator);
  expect(dead.body.error).toMatchObject({ code: 190, error_subcode: 463 });
  expect(dead.body.error?.message).toMatch(/wygasła/);
  simulator.faults.add({ when: {}, does: { kind: "error", code: 80000, subcode: 2446079, locale: "pl" } });
  expect((await askInsights(simulator)).body.error?.message).toMatch(/Zbyt wiele wywołań/);
});

it("truncated JSON is a complete answer with status 200", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: {}, does: { kind: "truncate" } });
  const answer = await raw();
  expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^\{"data":/) });
  expect(() => JSON.parse((answer as { text: string }).text)).toThrow();
});

it("a proxy's page has its own type and status", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: {}, does: { kind: "http", status: 502, body: "<html>Bad gateway</html>" } });
  expect(await raw()).toEqual({
    status: 502,
    type: "text/html; charset=utf-8",
    text: "<html>Bad gateway</html>",
  });
});

it("a reset and silence give no answer; the server goes on", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: { nth: 1 }, does: { kind: "reset" } });
  simulator.faults.add({ when: { nth: 2 }, does: { kind: "hang", ms: 30 } });
  expect(await raw()).toBe("no answer");
  expect(await raw()).toBe("no answer");
  expect(await raw()).toMatchObject({ status: 200 });
  expect(simulator.calls.map(({ status }) => status)).toEqual([0, 0, 200]);
});

it("latency and a slow body change nothing but the time", async () => {
  simulator = await startJantar(rows);
  const plain = await raw();
  simulator.faults.add({ when: { nth: 1 }, does: { kind: "latency", ms: 60 } });
  simulator.faults.add({ when: { nth: 2 }, does: { kind: "slow-body", ms: 60 } });
  for (const _ of [1, 2]) {
    const began = performance.now();
    expect(await raw()).toEqual(plain);
    expect(performance.now() - began).toBeGreaterThanOrEqual(50);
  }
});

it("rows are doubled, turned round, added and changed as the script says", async () => {
  simulator = await startJantar(rows);
  const plain = (await askInsights(simulator)).body.data;
  const once = async (does: Deviation) => {
    simulator.faults.clear();
    simulator.faults.add({ when: {}, does });
    return (await askInsights(simulator)).body.data;
  };
  expect(await once({ kind: "duplicate-rows" })).toEqual([...plain, plain.at(-1)]);
  expect(await once({ kind: "shuffle-rows" })).toEqual([...plain].reverse());
  const extra = { account_id: "7", date_start: "1999-01-01" };
  expect(await once({ kind: "extra-rows", rows: [extra] })).toEqual([...plain, extra]);
  const patched = await once({
    kind: "patch-rows",
    row: 1,
    fields: { spend: "-3", date_stop: null, future: "x" },
  });
  expect(patched[0]).toEqual(plain[0]);
  expect(patched[1]).toMatchObject({ spend: "-3", future: "x" });
  expect(patched[1]).not.toHaveProperty("date_stop");
});

it("headers can be replaced by malformed ones", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({
    when: {},
    does: { kind: "headers", headers: { "x-business-use-case-usage": "{{not json" } },
  });
  expect((await askInsights(simulator)).headers.get("x-business-use-case-usage")).toBe("{{not json");
});

it("a fault meets only what it names: path, account, level, page, and so many times", async () => {
  simulator = await startJantar(rows);
  const error = { kind: "error", code: 2 } as const;
  simulator.faults.add({ when: { path: "/campaigns$" }, does: error });
  simulator.faults.add({ when: { account: "7" }, does: error });
  simulator.faults.add({ when: { level: "account", times: 2 }, does: error });
  simulator.faults.add({ when: { page: 2 }, does: error });
  expect((await askInsights(simulator)).status).toBe(200);
  expect((await ask(simulator, `/act_${jantarId}/campaigns`)).status).toBe(500);
  const statuses = [];
  for (const _ of [1, 2, 3]) statuses.push((await askInsights(simulator, { level: "account" })).status);
  expect(statuses).toEqual([500, 500, 200]);
  const { paging } = (await askInsights(simulator, { limit: "2" })).body;
  expect((await ask(simulator, paging?.next ?? "")).status).toBe(500);
});

it("a probability is decided by the seed, so a run can be repeated", async () => {
  const run = async () => {
    simulator = await startJantar(rows);
    simulator.faults.add({ when: { probability: 0.5 }, does: { kind: "error", code: 2 } });
    const statuses = [];
    for (let call = 0; call < 20; call++) statuses.push((await askInsights(simulator)).status);
    return statuses;
  };
  const first = await run();
  await simulator.close();
  expect(await run()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 500]));
});

it("the call log names token, page of the call and fault, and holds no secret", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: { nth: 2 }, does: { kind: "error", code: 190, subcode: 463 } });
  await askInsights(simulator);
  await raw();
  expect(simulator.calls).toMatchObject([
    { method: "GET", token: "agency", secretInUrl: false, status: 200, faults: [] },
    { path: `/act_${jantarId}/insights`, token: "agency", secretInUrl: true, status: 400, faults: ["error"] },
  ]);
  expect(JSON.stringify(simulator.calls)).not.toContain(agencyToken);
});
