import { describe, expect, it } from "vitest";
import { readUsage, type UseCase } from "@/lib/graph/pace/read-usage";

function read(
  headers: Record<string, unknown>,
  accountId: string | null = "1000000000000001",
  useCase?: UseCase,
) {
  const unreadable: string[] = [];
  const texts = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const header = (name: string) => new Headers(texts).get(name);
  const usage = readUsage(header, accountId, useCase ?? "ads_insights", (name) => unreadable.push(name));
  return { usage, unreadable };
}

const entry = {
  type: "ads_insights",
  call_count: 41,
  total_cputime: 63,
  total_time: 38,
  estimated_time_to_regain_access: 0,
  ads_api_access_tier: "development_access",
};

describe("usage headers", () => {
  it("of a business use case: the highest percentage, minutes, tier", () => {
    const { usage } = read({
      "X-Business-Use-Case-Usage": {
        "1000000000000001": [{ ...entry, estimated_time_to_regain_access: 30 }],
      },
    });
    expect(usage).toEqual({
      accountPercent: 63,
      appPercent: null,
      blockedMs: 30 * 60_000,
      resetMs: null,
      tier: "limited",
    });
  });

  it("of an ad account: seconds, fractions, more than 100", () => {
    const { usage } = read({
      "x-ad-account-usage": {
        acc_id_util_pct: 118.5,
        reset_time_duration: 100,
        ads_api_access_tier: "standard_access",
      },
    });
    expect(usage).toMatchObject({ accountPercent: 118.5, resetMs: 100_000, blockedMs: 0, tier: "full" });
  });

  it("of insights and of the app: the app's share apart from the account's", () => {
    const { usage } = read({
      "x-fb-ads-insights-throttle": {
        app_id_util_pct: 12,
        acc_id_util_pct: 81,
        ads_api_access_tier: "standard_access",
      },
      "x-app-usage": { call_count: 28, total_time: 25, total_cputime: 25 },
    });
    expect(usage).toMatchObject({ accountPercent: 81, appPercent: 28 });
  });

  it("another account's and another use case's entries do not count beside our own", () => {
    const buc = {
      "1000000000000001": [entry, { ...entry, type: "ads_management", call_count: 99 }],
      "1000000000000002": [{ ...entry, call_count: 100, estimated_time_to_regain_access: 60 }],
    };
    expect(read({ "x-business-use-case-usage": buc }).usage).toMatchObject({
      accountPercent: 63,
      blockedMs: 0,
    });
    expect(
      read({ "x-business-use-case-usage": buc }, "1000000000000001", "ads_management").usage,
    ).toMatchObject({
      accountPercent: 99,
    });
    expect(read({ "x-business-use-case-usage": buc }, "1000000000000003").usage).toMatchObject({
      accountPercent: 100,
      blockedMs: 3_600_000,
    });
  });

  it("an unknown tier counts as limited", () => {
    const { usage } = read({ "x-ad-account-usage": { acc_id_util_pct: 1, ads_api_access_tier: "gold" } });
    expect(usage?.tier).toBe("limited");
  });

  it("no header is no usage", () => {
    expect(read({}).usage).toBeNull();
    expect(read({ "x-app-usage": {} }).usage).toBeNull();
  });

  it.each(["{", "[]", "null", "7", "percent", '"41"'])(
    "F45 a malformed header %j is told and ignored",
    (text) => {
      const { usage, unreadable } = read({
        "x-business-use-case-usage": text,
        "x-app-usage": { call_count: 5 },
      });
      expect(unreadable).toEqual(["x-business-use-case-usage"]);
      expect(usage).toMatchObject({ accountPercent: null, appPercent: 5 });
    },
  );

  it.each([
    { "1000000000000001": "full" },
    { "1000000000000001": [null, 5, "x", []] },
    { "1000000000000001": [{ ...entry, call_count: "many", total_cputime: -4, total_time: null }] },
    { "1000000000000001": { call_count: Number.MAX_VALUE * 2 } },
  ])("F45 odd content %j gives no percentage and no exception", (value) => {
    expect(read({ "x-business-use-case-usage": value }).usage?.accountPercent ?? null).toBeNull();
  });

  it("numbers written as strings are read", () => {
    const { usage } = read({ "x-app-usage": { call_count: "28" } });
    expect(usage?.appPercent).toBe(28);
  });
});
