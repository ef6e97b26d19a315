import { describe, expect, it } from "vitest";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { appsecretProof } from "@/lib/graph/credentials";
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
const lostCursor: ScriptedAnswer = {
  status: 400,
  json: { error: { code: 2642, message: "Invalid cursors values" } },
};

describe("reading insights", () => {
  it("follows next to the end and hands over every row in order", async () => {
    const { client, requests } = scriptMeta([page([1, 2], "A"), page([3, 4], "B"), page([5])]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "ok", pages: 3, calls: 3 });
    expect(read.kind === "ok" && read.value).toEqual([1, 2, 3, 4, 5].map(row));
    expect(requests.map(({ url }) => url.searchParams.get("after"))).toEqual([null, "A", "B"]);
  });

  it("sends the token in the header, the proof as a parameter, on every page", async () => {
    const { client, requests } = scriptMeta([page([1], "A"), page([2])], { appSecret: "app-secret" });
    await client.readInsights(request);
    for (const { url, headers } of requests) {
      expect(headers.authorization).toBe(`Bearer ${scriptedToken}`);
      expect(url.searchParams.getAll("appsecret_proof")).toEqual([
        appsecretProof(scriptedToken, "app-secret"),
      ]);
      expect(url.href).not.toContain(scriptedToken);
      expect(url.href).not.toContain("app-secret");
    }
  });

  it("without an app secret sends no proof", async () => {
    const { client, requests } = scriptMeta([page([1])]);
    await client.readInsights(request);
    expect(requests[0]?.url.searchParams.has("appsecret_proof")).toBe(false);
  });

  it("page by page holds nothing back and waits for the caller between pages", async () => {
    const { client, requests } = scriptMeta([page([1, 2], "A"), page([3])]);
    const seen: string[] = [];
    const read = await client.readInsightPages(request, {
      async page(rows) {
        await Promise.resolve();
        seen.push(`${requests.length} calls, ${rows.length} rows`);
      },
      restart: () => seen.push("restart"),
    });
    expect(seen).toEqual(["1 calls, 2 rows", "2 calls, 1 rows"]);
    expect(read).toMatchObject({ kind: "ok", value: 3 });
  });

  it("an error on a later page gives no rows at all (R4)", async () => {
    const denied: ScriptedAnswer = {
      status: 403,
      json: { error: { code: 200, message: "Permissions error" } },
    };
    const { client } = scriptMeta([page([1], "A"), denied]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({
      kind: "error",
      pages: 1,
      calls: 2,
      error: { class: "FIX_PERMISSION", code: 200 },
    });
    expect(read).not.toHaveProperty("value");
  });

  it("F18 a cursor lost once begins the read anew, each row once", async () => {
    const { client, notes } = scriptMeta([
      page([1], "A"),
      page([2], "B"),
      lostCursor,
      page([1], "A"),
      page([2]),
    ]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "ok", pages: 2, calls: 5, value: [row(1), row(2)] });
    expect(notes).toContainEqual({ kind: "restart", path: `/v26.0/${jantar}/insights` });
  });

  it("F18 a cursor lost twice is an error", async () => {
    const { client } = scriptMeta([page([1], "A"), lostCursor, page([1], "A"), lostCursor]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "error", calls: 4, error: { class: "RESTART_PAGING", code: 2642 } });
  });

  it("C05 a cursor that comes again stops the read", async () => {
    const { client, requests } = scriptMeta([page([1], "A"), page([2], "B"), page([3], "A")]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "error", error: { class: "RETRY", reason: "cursor_loop" } });
    expect(requests).toHaveLength(3);
  });

  it("one page more than the cap is an error, not a shorter list", async () => {
    const { client, requests } = scriptMeta([page([1], "A"), page([2], "B")], { pageCap: 2 });
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "error", error: { class: "PERMANENT", reason: "page_cap" } });
    expect(requests).toHaveLength(2);
    const exact = scriptMeta([page([1], "A"), page([2])], { pageCap: 2 });
    expect(await exact.client.readInsights(request)).toMatchObject({ kind: "ok", pages: 2 });
  });

  it("a row of another shape refuses the window without asking again", async () => {
    const { client } = scriptMeta([{ json: { data: [{ spend: 12.5 }] } }]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "error", calls: 1, error: { class: "PERMANENT", reason: "shape" } });
    expect(read.kind === "error" && read.error.message).toContain("spend");
  });

  it.each([
    { json: {} },
    { json: { data: null } },
    { json: "text" },
    { json: [] },
    { text: "" },
    { text: "<html>" },
  ])("F19 %j with 200 is asked again three times, then RETRY", async (answer) => {
    const { client, waits } = scriptMeta([answer, answer, answer, answer]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({ kind: "error", calls: 4, error: { class: "RETRY", reason: "unreadable" } });
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });
});

describe("what every outcome carries", () => {
  const usage = (percent: number) => ({ "x-ad-account-usage": JSON.stringify({ acc_id_util_pct: percent }) });

  it("F11 usage is read from an error answer too", async () => {
    const throttled: ScriptedAnswer = {
      status: 400,
      json: { error: { code: 80000, error_subcode: 2446079, message: "" } },
      headers: {
        "x-business-use-case-usage": JSON.stringify({
          "1000000000000001": [{ type: "ads_insights", call_count: 100, estimated_time_to_regain_access: 8 }],
        }),
      },
    };
    const { client } = scriptMeta([throttled]);
    expect(await client.readInsights(request)).toMatchObject({
      kind: "error",
      error: { class: "WAIT_ACCOUNT", retryAfterMs: 8 * 60_000 },
      usage: { accountPercent: 100, blockedMs: 8 * 60_000 },
    });
  });

  it("the newest answer that carried usage counts", async () => {
    const answers = [
      { ...(page([1], "A") as object), headers: usage(80) },
      { ...(page([2], "B") as object), headers: usage(82) },
      page([3]),
    ];
    const { client } = scriptMeta(answers);
    expect(await client.readInsights(request)).toMatchObject({ kind: "ok", usage: { accountPercent: 82 } });
  });

  it("F45 malformed usage is ignored and told", async () => {
    const { client, notes } = scriptMeta([{ ...(page([1]) as object), headers: { "x-app-usage": "{oops" } }]);
    expect(await client.readInsights(request)).toMatchObject({ kind: "ok", usage: null });
    expect(notes).toContainEqual({ kind: "usage_unreadable", header: "x-app-usage" });
  });

  it("F17 an upgraded version keeps the data and is told once", async () => {
    const headers = {
      "facebook-api-version": "v27.0",
      "x-ad-api-version-warning": "The call has been auto-upgraded to v27.0 as v26.0 has been deprecated",
    };
    const { client, notes } = scriptMeta([
      { ...(page([1], "A") as object), headers },
      { ...(page([2]) as object), headers },
    ]);
    const read = await client.readInsights(request);
    expect(read).toMatchObject({
      kind: "ok",
      version: { answered: "v27.0", warning: headers["x-ad-api-version-warning"] },
    });
    expect(notes.filter(({ kind }) => kind === "version")).toEqual([
      { kind: "version", asked: "v26.0", answered: "v27.0", warning: headers["x-ad-api-version-warning"] },
    ]);
  });

  it("the version that was asked for is no news", async () => {
    const { client, notes } = scriptMeta([
      { ...(page([1]) as object), headers: { "facebook-api-version": "v26.0" } },
    ]);
    expect(await client.readInsights(request)).toMatchObject({ version: { answered: "v26.0" } });
    expect(notes.map(({ kind }) => kind)).toEqual(["call"]);
  });

  it("C07 no token, proof or secret in outcome or notes, whatever Meta repeats", async () => {
    const proof = appsecretProof(scriptedToken, "app-secret");
    const echo = `${scriptedToken} ${proof} app-secret access_token=EAAforeignToken123456`;
    const error = { code: 190, message: echo, type: echo, fbtrace_id: echo };
    const headers = { "facebook-api-version": echo, "x-ad-api-version-warning": echo, "x-fb-trace-id": echo };
    const { client, notes } = scriptMeta([{ status: 401, json: { error }, headers }], {
      appSecret: "app-secret",
    });
    const said = JSON.stringify([await client.readInsights(request), notes]);
    for (const secret of [scriptedToken, proof, "app-secret", "EAAforeign"])
      expect(said).not.toContain(secret);
  });
});

describe("options that cannot work", () => {
  const options = { baseUrl: scriptedHost, version: "v26.0", token: "EAA" };
  it.each([
    [{ baseUrl: "graph" }, "address"],
    [{ baseUrl: "ftp://x" }, "address"],
    [{ version: "26" }, "v26.0"],
    [{ token: "" }, "token"],
    [{ pageLimit: 0 }, "pageLimit"],
    [{ pageCap: 1.5 }, "pageCap"],
  ])("%j are refused in words", (wrong, word) => {
    expect(() => createGraphClient({ ...options, ...wrong })).toThrow(word);
  });
});
