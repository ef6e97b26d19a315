import { describe, expect, it } from "vitest";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { makeWindow } from "@/lib/values/window";
import { type ScriptedAnswer, scriptedHost, scriptedToken, scriptMeta } from "@/tests/support/scripted-meta";

const jantar = "act_1000000000000001";
const october = makeWindow(parseCalendarDay("2026-10-01"), parseCalendarDay("2026-10-31"));
const request = { accountId: jantar, level: "campaign", window: october } as const;

const row = (campaign: number) => ({ campaign_id: String(campaign), date_start: "2026-10-01", spend: "1.5" });

function page(campaigns: number[], after?: string): ScriptedAnswer {
  const next = `${scriptedHost}/v26.0/${jantar}/insights?access_token=${scriptedToken}&limit=2&after=${after}`;
  const paging = { cursors: { before: "b", after: "z" }, ...(after ? { next } : {}) };
  return { json: { data: campaigns.map(row), paging } };
}
const outage: ScriptedAnswer = {
  status: 500,
  json: { error: { code: 1, message: "An unknown error occurred" } },
};

describe("asking again", () => {
  it("F01 one outage is repaired by the same request", async () => {
    const { client, requests, waits, notes } = scriptMeta([outage, page([1])]);
    expect(await client.readInsights(request)).toMatchObject({ kind: "ok", calls: 2, pages: 1 });
    expect(requests[0]?.url.href).toBe(requests[1]?.url.href);
    expect(waits).toEqual([2_000]);
    expect(notes).toContainEqual({
      kind: "retry",
      path: `/v26.0/${jantar}/insights`,
      class: "RETRY",
      attempt: 1,
      waitMs: 2_000,
    });
  });

  it("a lasting outage ends after five tries", async () => {
    const { client, waits } = scriptMeta([outage, outage, outage, outage, outage]);
    expect(await client.readInsights(request)).toMatchObject({
      kind: "error",
      calls: 5,
      error: { class: "RETRY" },
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  it("an unknown code ends after three tries", async () => {
    const odd: ScriptedAnswer = { status: 400, json: { error: { code: 99999, message: "?" } } };
    const { client } = scriptMeta([odd, odd, odd]);
    expect(await client.readInsights(request)).toMatchObject({
      kind: "error",
      calls: 3,
      error: { unknownCode: true },
    });
  });

  it("F04 a heavy request in disguise becomes REDUCE after its tries", async () => {
    const heavy: ScriptedAnswer = {
      status: 500,
      json: { error: { code: 2, error_subcode: 1504044, message: "" } },
    };
    const { client, waits } = scriptMeta([heavy, heavy, heavy, heavy]);
    expect(await client.readInsights(request)).toMatchObject({
      kind: "error",
      calls: 4,
      error: { class: "REDUCE" },
    });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(300_000);
  });

  it.each([
    [190, "FIX_CREDENTIALS"],
    [80000, "WAIT_ACCOUNT"],
    [4, "WAIT_APP"],
    [2635, "VERSION"],
    [3018, "CLAMP"],
    [100, "PERMANENT"],
  ] as const)("%i comes back at once as %s", async (code, expected) => {
    const { client, waits } = scriptMeta([{ status: 400, json: { error: { code, message: "" } } }]);
    expect(await client.readInsights(request)).toMatchObject({
      kind: "error",
      calls: 1,
      error: { class: expected },
    });
    expect(waits).toEqual([]);
  });

  it("F20 reset, silence and a page of a proxy are repaired", async () => {
    const html: ScriptedAnswer = { status: 502, text: "<html>Bad gateway</html>" };
    const { client } = scriptMeta([{ fails: "ECONNRESET" }, "hangs", html, page([1])], { readTimeoutMs: 20 });
    expect(await client.readInsights(request)).toMatchObject({ kind: "ok", calls: 4, pages: 1 });
  });

  it("F20 silence that lasts is a timeout, a broken network says its code", async () => {
    const silent = scriptMeta(["hangs", "hangs", "hangs", "hangs", "hangs"], { readTimeoutMs: 5 });
    expect(await silent.client.readInsights(request)).toMatchObject({
      kind: "error",
      error: { class: "RETRY", reason: "timeout", http_status: null },
    });
    const reset: ScriptedAnswer = { fails: "ECONNRESET" };
    const broken = scriptMeta([reset, reset, reset, reset, reset]);
    expect(await broken.client.readInsights(request)).toMatchObject({
      kind: "error",
      error: { reason: "network", message: "The connection failed (ECONNRESET)." },
    });
  });

  it("the caller can stop a call, a wait and a read between pages", async () => {
    const during = new AbortController();
    const hanging = scriptMeta(["hangs"]);
    setTimeout(() => during.abort(), 5);
    const stopped = { kind: "error", calls: 1, error: { class: "RETRY", reason: "stopped" } };
    expect(await hanging.client.readInsights({ ...request, signal: during.signal })).toMatchObject(stopped);

    const waiting = new AbortController();
    const failing = scriptMeta([outage], { sleep: async () => waiting.abort() });
    expect(await failing.client.readInsights({ ...request, signal: waiting.signal })).toMatchObject(stopped);

    const between = new AbortController();
    const paging = scriptMeta([page([1], "A")]);
    const sink = { page: () => between.abort(), restart: () => undefined };
    expect(await paging.client.readInsightPages({ ...request, signal: between.signal }, sink)).toMatchObject(
      stopped,
    );
  });
});
