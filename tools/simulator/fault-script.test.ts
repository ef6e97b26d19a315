import { afterEach, expect, it } from "vitest";
import { ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import { readFaults } from "@/tools/simulator/read-faults";
import type { Simulator } from "@/tools/simulator/start";
import { cast } from "@/tools/simulator/worlds/cast";

let simulator: Simulator;
afterEach(() => simulator.close());

const rows = Array.from({ length: 93 }, (_, index) => campaignDay(index));
const days = (count: number) => ({
  time_range: JSON.stringify({ since: "2026-10-01", until: `2026-10-${String(count).padStart(2, "0")}` }),
});
const codeOf = async (query: Readonly<Record<string, string>> = {}) =>
  (await askInsights(simulator, query)).body.error?.code ?? null;

it("F03 too much data on 30 days, fine on 7", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({
    name: "too much data",
    when: { daysAbove: 7 },
    does: { kind: "error", code: 100, subcode: 1487534 },
  });
  expect(await codeOf(days(30))).toBe(100);
  expect(await codeOf(days(8))).toBe(100);
  expect(await codeOf(days(7))).toBeNull();
  expect(await codeOf({ "time_range[since]": "2026-10-01", "time_range[until]": "2026-10-08" })).toBe(100);
  const preset = { level: "campaign", fields: "spend", date_preset: "last_month" };
  expect((await ask(simulator, `/act_${jantarId}/insights`, preset)).status).toBe(400);
  expect(simulator.calls.map(({ script }) => script.length)).toEqual([1, 1, 0, 1, 1]);
  expect(simulator.calls[0]?.script).toEqual(["too much data"]);
});

it("F05 one field never builds, alone or among others", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({
    name: "conversions never build",
    when: { params: { fields: "\\bconversions\\b" } },
    does: { kind: "error", code: 2, subcode: 1504044 },
  });
  expect(await codeOf({ fields: "spend,conversions,clicks" })).toBe(2);
  expect(await codeOf({ fields: "conversions", ...days(1) })).toBe(2);
  expect(await codeOf({ fields: "spend,conversion_values" })).toBeNull();
});

it("F02 too much for one page until pages are small", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: { limitAbove: 100 }, does: { kind: "error", code: 1 } });
  expect(await codeOf({ limit: "500" })).toBe(1);
  expect(await codeOf({ limit: "100" })).toBeNull();
  expect(await codeOf()).toBeNull();
});

it("a fault lasts from one moment of the simulated clock until another", async () => {
  simulator = await startJantar(rows);
  const [from, until] = ["2026-11-06T08:00:00Z", "2026-11-06T09:30:00Z"];
  simulator.faults.add({ when: { from, until }, does: { kind: "error", code: 2 } });
  const codes = [];
  for (const now of ["2026-11-06T07:59:59Z", from, "2026-11-06T09:29:59Z", until]) {
    simulator.setClock(now);
    codes.push(await codeOf());
  }
  expect(codes).toEqual([null, 2, 2, null]);
});

it("a fault meets one token, one method", async () => {
  simulator = await startJantar(rows);
  simulator.faults.add({ when: { token: "other" }, does: { kind: "error", code: 2 } });
  simulator.faults.add({ when: { method: "POST" }, does: { kind: "error", code: 1 } });
  expect(await codeOf()).toBeNull();
  simulator.faults.add({ when: { token: "agency" }, does: { kind: "error", code: 4 } });
  expect(await codeOf()).toBe(4);
});

it("what could never fire is refused, by its name", async () => {
  simulator = await startJantar(rows);
  const does = { kind: "error", code: 2 } as const;
  const add = (when: { from?: string; path?: string }) => () =>
    simulator.faults.add({ name: "night", when, does });
  expect(add({ from: "tonight" })).toThrow(/The fault "night" can never fire/);
  expect(add({ path: "(" })).toThrow(/The fault "night" can never fire/);
  expect(simulator.faults.list()).toEqual([]);
});

it("a fault that met no request is told, so that a script cannot prove what it did not do", async () => {
  simulator = await startJantar(rows);
  const does = { kind: "error", code: 2 } as const;
  simulator.faults.add({ name: "met", when: { nth: 2 }, does }, { name: "missed", when: { nth: 3 }, does });
  await codeOf();
  await codeOf();
  expect(simulator.faults.idle().map(({ name }) => name)).toEqual(["missed"]);
  const told = await (await fetch(`${simulator.controlUrl}/faults`)).json();
  expect(told).toMatchObject({ faults: [{ name: "met" }, { name: "missed" }], idle: [{ name: "missed" }] });
});

it("the bad night of the demo is a script whose every deviation is named and can happen to one of its accounts", () => {
  const script = readFaults("tools/simulator/scripts/bad-night.json");
  expect(script.length).toBeGreaterThan(5);
  const accounts = new Set(cast.map(({ accountId }) => accountId));
  for (const { name, when } of script) {
    expect(name).toMatch(/\w+ \w+/);
    if (when.account !== undefined) expect(accounts).toContain(when.account);
  }
});

it("the control API takes the same script", async () => {
  simulator = await startJantar(rows);
  const post = async (when: object) => {
    const body = JSON.stringify([{ name: "night", when, does: { kind: "error", code: 2 } }]);
    return (await fetch(`${simulator.controlUrl}/faults`, { method: "POST", body })).status;
  };
  const when = { params: { level: "campaign" }, daysAbove: 7, limitAbove: 20, from: "2026-11-06T00:00:00Z" };
  expect(await post(when)).toBe(200);
  expect(simulator.faults.list()).toMatchObject([{ name: "night", when }]);
  expect(await codeOf()).toBe(2);
  expect(await post({ until: "tomorrow" })).toBe(400);
  expect(await post({ spanAbove: 7 })).toBe(400);
});
