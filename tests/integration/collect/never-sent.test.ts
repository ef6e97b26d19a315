import { afterAll, beforeAll, expect, test } from "vitest";
import { collectDue } from "@/lib/collect/run/scheduler-call";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
beforeAll(async () => {
  const rows = days("2026-09-01", "2026-11-08").map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: jantarFrom("2026-09-01"), rows }]);
  const limits = { isOver: () => false, signal: new AbortController().signal };
  await collectDue(night.collector, limits, { trigger: "cron", requestedBy: "scheduler" });
  await night.collect({ since: "2026-09-01" });
  expect(night.simulator.calls.length).toBeGreaterThan(8);
});
afterAll(() => night.close());

test("F35, F44: no batch is ever sent, all calls are GET and none goes to the root", () => {
  for (const { method, path, query } of night.simulator.calls) {
    expect(method).toBe("GET");
    expect(path.replace(/^\/?v\d+\.\d+/, "")).toMatch(/^\/?act_\d+\/insights$/);
    expect(query).not.toHaveProperty("batch");
    expect(query).not.toHaveProperty("ids");
  }
});

test("F42: no creative and no image is ever asked for", () => {
  for (const { path, query } of night.simulator.calls) {
    expect(`${path} ${query.fields}`).not.toMatch(/creative|image|thumbnail|picture|ads\b/);
  }
});

/** Questions about a whole period apart from those about its days. */
const isOfPeriod = ({ query }: Night["simulator"]["calls"][number]) => query.time_increment === "all_days";

test("incident 14: reach and frequency are never asked by day, so that nobody can sum them", () => {
  const asked = night.simulator.calls.filter(({ query }) => /reach|frequency/.test(query.fields ?? ""));
  expect(asked.length).toBeGreaterThan(0);
  for (const call of asked) {
    expect(isOfPeriod(call)).toBe(true);
    expect(call.query).not.toHaveProperty("breakdowns");
  }
});

test("incident 36: no token stands in an address", () => {
  expect(night.simulator.calls.filter(({ secretInUrl }) => secretInUrl)).toEqual([]);
});

test("every call says time_range, level, limit and the attribution windows itself", () => {
  for (const call of night.simulator.calls) {
    const { query } = call;
    expect(query).toMatchObject({ limit: "500", level: expect.stringMatching(/^(account|campaign)$/) });
    expect(query.time_increment).toBe(isOfPeriod(call) ? "all_days" : "1");
    // Reach alone has no actions to break down.
    if (/actions/.test(query.fields ?? "")) {
      expect(query.action_breakdowns).toBe('["action_type"]');
      expect(query.action_attribution_windows).toBe('["7d_click","1d_view","1d_ev"]');
    }
    expect(query.time_range).toMatch(/^\{"since":"\d{4}-\d\d-\d\d","until":"\d{4}-\d\d-\d\d"\}$/);
    expect(query).not.toHaveProperty("date_preset");
  }
});
