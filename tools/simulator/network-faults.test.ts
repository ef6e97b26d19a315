import { afterEach, expect, it } from "vitest";
import type { Deviation } from "@/tools/simulator/faults";
import { askInsights } from "@/tools/simulator/fixtures/ask";
import { agencyToken, campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator;
afterEach(() => simulator.close());

async function raw(does: Deviation): Promise<Response> {
  simulator.faults.clear();
  simulator.faults.add({ when: {}, does });
  return fetch(`${simulator.url}/v26.0/act_${jantarId}/insights?level=campaign&date_preset=last_month`, {
    headers: { authorization: `Bearer ${agencyToken}` },
    redirect: "manual",
  });
}

it("F20 a redirect names another place and holds nothing", async () => {
  simulator = await startJantar([campaignDay(0)]);
  const answer = await raw({ kind: "redirect", to: "http://login.example/" });
  expect([answer.status, answer.headers.get("location"), await answer.text()]).toEqual([
    302,
    "http://login.example/",
    "",
  ]);
  expect((await raw({ kind: "redirect", to: "/elsewhere", status: 307 })).status).toBe(307);
});

it("F20 an empty 503 has no body; a right body may have a wrong name", async () => {
  simulator = await startJantar([campaignDay(0)]);
  const empty = await raw({ kind: "http", status: 503, body: "" });
  expect([empty.status, empty.headers.get("content-length"), await empty.text()]).toEqual([503, "0", ""]);
  const named = await raw({ kind: "content-type", type: "text/html" });
  expect([named.status, named.headers.get("content-type")]).toEqual([200, "text/html"]);
  expect(await named.json()).toMatchObject({ data: [{ impressions: "1000" }] });
});

it("F31 an answer may be lost after the request was done: it is counted, and the caller waits for nothing", async () => {
  simulator = await startJantar([campaignDay(0)], { world: { budgets: { adsInsights: 10 } } });
  const began = performance.now();
  await expect(raw({ kind: "lost-answer", ms: 60 })).rejects.toThrow();
  expect(performance.now() - began).toBeGreaterThanOrEqual(50);
  await expect(raw({ kind: "hang", ms: 10 })).rejects.toThrow();
  simulator.faults.clear();
  const { headers } = await askInsights(simulator);
  // The lost one and this one; the one that hung never reached Meta.
  expect(headers.get("x-business-use-case-usage")).toContain('"call_count":20');
  expect(simulator.calls.map(({ status }) => status)).toEqual([0, 0, 200]);
});
