import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { type ScriptedAnswer, scriptedHost, scriptedToken, scriptMeta } from "@/tests/support/scripted-meta";

const day = parseCalendarDay("2026-10-01");
const request = { accountId: "act_1", level: "campaign", window: makeWindow(day, day) } as const;
const clock = () => Temporal.Instant.from("2026-10-02T04:00:00Z");

function usage(percent: number, minutesBlocked = 0): Record<string, string> {
  const entry = {
    type: "ads_insights",
    call_count: percent,
    estimated_time_to_regain_access: minutesBlocked,
  };
  return { "x-business-use-case-usage": JSON.stringify({ "1": [entry] }) };
}
function page(headers: Record<string, string>, after?: string): ScriptedAnswer {
  const next = `${scriptedHost}/v26.0/act_1/insights?access_token=${scriptedToken}&after=${after}`;
  return { headers, json: { data: [{ campaign_id: "1", spend: "1" }], paging: after ? { next } : {} } };
}

it("F10 above 75 % ten seconds lie between two calls, of one read and of the next", async () => {
  const { client, waits, notes } = scriptMeta([page(usage(80), "A"), page(usage(92)), page({})], { clock });
  expect(await client.readInsights(request)).toMatchObject({ kind: "ok", pages: 2 });
  expect(await client.readInsights(request)).toMatchObject({ kind: "ok" });
  expect(waits).toEqual([10_000, 10_000]);
  expect(notes).toContainEqual({ kind: "pace", path: "/v26.0/act_1/insights", waitMs: 10_000 });
});

it("an account that Meta calls blocked is not asked again, and others are not slowed", async () => {
  const { client, requests, waits } = scriptMeta([page(usage(100, 30)), page({})], { clock });
  await client.readInsights(request);
  expect(await client.readInsights(request)).toMatchObject({
    kind: "error",
    calls: 0,
    error: { class: "WAIT_ACCOUNT", reason: "paced", retryAfterMs: 30 * 60_000, retryStated: true },
  });
  expect(await client.readInsights({ ...request, accountId: "act_2" })).toMatchObject({ kind: "ok" });
  expect([requests.length, waits]).toEqual([2, []]);
});

it("a try that would come after the caller's deadline is left to the caller", async () => {
  const heavy: ScriptedAnswer = { status: 500, json: { error: { code: 2, error_subcode: 1504044 } } };
  const { client, requests, waits } = scriptMeta([heavy], { msLeft: () => 30_000 });
  expect(await client.readInsights(request)).toMatchObject({
    kind: "error",
    error: { class: "RETRY", code: 2, cutShort: true, retryAfterMs: 60_000 },
  });
  expect([requests.length, waits]).toEqual([1, []]);
});

it("F02 too much data: 500, 250, 100 rows from where the read is, a step more once that works, and 500 again with the next read", async () => {
  const less: ScriptedAnswer = {
    status: 500,
    json: { error: { code: 1, message: "Please reduce the amount of data you're asking for" } },
  };
  const { client, requests } = scriptMeta([
    page({}, "A"),
    less,
    less,
    page({}, "B"),
    less,
    page({}, "C"),
    page({}),
    page({}),
  ]);
  expect(await client.readInsights(request)).toMatchObject({
    kind: "ok",
    pages: 4,
    calls: 7,
    value: [{}, {}, {}, {}],
  });
  await client.readInsights(request);
  const asked = requests.map(({ url }) => [url.searchParams.get("after"), url.searchParams.get("limit")]);
  expect(asked).toEqual([
    [null, "500"],
    ["A", null],
    ["A", "250"],
    ["A", "100"],
    // A step up that fails: the rest of the read stays with what works.
    ["B", "250"],
    ["B", "100"],
    ["C", "100"],
    [null, "500"],
  ]);
});

it("F05 lists that Meta does not build are left out of the question, and one quick try says so", async () => {
  const heavy: ScriptedAnswer = { status: 500, json: { error: { code: 2, error_subcode: 1504044 } } };
  const { client, requests, waits } = scriptMeta([heavy, heavy]);
  const asked = await client.readInsights({
    ...request,
    without: ["actions", "conversion_values"],
    quick: true,
  });
  expect(asked).toMatchObject({ kind: "error", calls: 2, error: { class: "REDUCE" } });
  expect(requests[0]?.url.searchParams.get("fields")?.split(",")).toEqual(
    expect.arrayContaining(["spend", "action_values", "conversions"]),
  );
  expect(requests[0]?.url.searchParams.get("fields")).not.toMatch(/,actions,|conversion_values/);
  expect(waits).toEqual([2_000]);
});
