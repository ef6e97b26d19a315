import { afterEach, beforeEach, expect, it } from "vitest";
import { askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startJantar([campaignDay(0)]);
});
afterEach(() => simulator.close());

async function control(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(
    `${simulator.controlUrl}${path}`,
    body === undefined ? { method } : { method, body: JSON.stringify(body) },
  );
  return { status: response.status, body: await response.json() };
}

it("the clock is read, stopped and freed", async () => {
  expect(await control("GET", "/clock")).toEqual({ status: 200, body: { now: "2026-11-06T07:00:00Z" } });
  await control("PUT", "/clock", { now: "2027-01-01T00:00:00Z" });
  expect(simulator.now().toString()).toBe("2027-01-01T00:00:00Z");
  await control("PUT", "/clock", { now: null });
  expect(Math.abs(simulator.now().epochMilliseconds - Date.now())).toBeLessThan(5_000);
});

it("faults are added and taken away", async () => {
  await control("POST", "/faults", [
    { name: "outage", when: { times: 1 }, does: { kind: "error", code: 2 } },
  ]);
  expect((await askInsights(simulator)).status).toBe(500);
  expect((await askInsights(simulator)).status).toBe(200);
  await control("POST", "/faults", [{ when: {}, does: { kind: "error", code: 2 } }]);
  await control("DELETE", "/faults");
  expect((await askInsights(simulator)).status).toBe(200);
});

it.each([
  { when: { tmies: 1 }, does: { kind: "reset" } },
  { when: {}, does: { kind: "explode" } },
  { when: { path: "(" }, does: { kind: "reset" } },
  { when: {}, does: { kind: "error" } },
  { when: { probability: 2 }, does: { kind: "reset" } },
])("a fault that could never fire as meant is refused: %j", async (fault) => {
  expect((await control("POST", "/faults", [fault])).status).toBe(400);
  expect(simulator.faults.list()).toEqual([]);
});

it("calls are listed and forgotten", async () => {
  await askInsights(simulator);
  expect((await control("GET", "/calls")).body).toMatchObject([
    { path: `/act_${jantarId}/insights`, token: "agency", status: 200 },
  ]);
  await control("DELETE", "/calls");
  expect((await control("GET", "/calls")).body).toEqual([]);
});

it("a token is killed and revived", async () => {
  await control("PUT", "/tokens/agency", { revokedAt: "2026-11-06T06:00:00Z" });
  expect((await askInsights(simulator)).body.error).toMatchObject({ code: 190, error_subcode: 460 });
  await control("PUT", "/tokens/agency", { revokedAt: null });
  expect((await askInsights(simulator)).status).toBe(200);
  expect((await control("PUT", "/tokens/nobody", { state: "ok" })).status).toBe(400);
});

it("an account's rows are replaced: a restatement", async () => {
  const rows = [campaignDay(0, { spend: "9.99" }), campaignDay(1)];
  expect((await control("PUT", `/accounts/${jantarId}/rows`, { rows })).status).toBe(200);
  expect((await askInsights(simulator)).body.data.map(({ spend }) => spend)).toEqual(["9.99", "1.25"]);
});

it("the truth is what both levels would answer now", async () => {
  simulator.setRows(jantarId, [campaignDay(0), campaignDay(1)], [campaignDay(0, { spend: "40" })]);
  const query = `account=${jantarId}&since=2026-10-01&until=2026-10-31`;
  expect((await control("GET", `/truth?${query}`)).body).toMatchObject({
    campaigns: [{ spend: "0.25" }, { spend: "1.25" }],
    account: [{ spend: "40" }],
  });
});

it("what it does not know is refused in a sentence", async () => {
  expect(await control("GET", "/wishes")).toEqual({
    status: 400,
    body: { error: 'RangeError: There is no control "GET /wishes".' },
  });
});
