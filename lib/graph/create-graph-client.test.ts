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
const outage: ScriptedAnswer = {
  status: 500,
  json: { error: { code: 1, message: "An unknown error occurred" } },
};
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

describe("the account, its campaigns, the token", () => {
  const node = {
    id: jantar,
    account_id: "1000000000000001",
    name: "Hotel Jantar",
    currency: "PLN",
    timezone_name: "Europe/Warsaw",
    account_status: 1,
    amount_spent: "27181032",
  };

  it("the account is read without the business field", async () => {
    const { client, requests } = scriptMeta([{ json: node }]);
    expect(await client.readAccount(jantar)).toMatchObject({ kind: "ok", value: node });
    expect(requests[0]?.url.pathname).toBe(`/v26.0/${jantar}`);
    expect(requests[0]?.url.searchParams.get("fields")?.split(",")).not.toContain("business");
  });

  it("an account without currency or zone is refused", async () => {
    const { currency: _, ...rest } = node;
    const { client } = scriptMeta([{ json: rest }]);
    expect(await client.readAccount(jantar)).toMatchObject({
      kind: "error",
      error: { class: "PERMANENT", reason: "shape" },
    });
  });

  it("campaigns are asked in every status and end at an empty page", async () => {
    const next = `${scriptedHost}/v26.0/${jantar}/campaigns?after=A`;
    const { client, requests } = scriptMeta([
      { json: { data: [{ id: "1", name: "Wiosna" }], paging: { next } } },
      { json: { data: [], paging: { next } } },
    ]);
    expect(await client.readCampaigns(jantar)).toMatchObject({
      kind: "ok",
      value: [{ id: "1", name: "Wiosna" }],
    });
    expect(JSON.parse(requests[0]?.url.searchParams.get("effective_status") ?? "")).toContain("DELETED");
  });

  it("a dead token is an answer, not an error", async () => {
    const data = {
      is_valid: false,
      app_id: 12,
      scopes: [],
      error: { code: 190, subcode: 463, message: "expired" },
    };
    const { client, requests, notes } = scriptMeta([{ json: { data } }], { appSecret: "app-secret" });
    const read = await client.debugToken("12", "app-secret");
    expect(read).toMatchObject({
      kind: "ok",
      value: { valid: false, appId: "12", error: { code: 190, subcode: 463 } },
    });
    expect(requests[0]?.headers.authorization).toBe("Bearer 12|app-secret");
    expect([...(requests[0]?.url.searchParams.keys() ?? [])]).toEqual(["input_token"]);
    expect(JSON.stringify([read, notes])).not.toContain(scriptedToken);
  });

  it("F15 a token says which accounts a scope is limited to and when it ends", async () => {
    const data = {
      is_valid: true,
      app_id: "12",
      type: "SYSTEM_USER",
      scopes: ["ads_read", "public_profile"],
      granular_scopes: [
        { scope: "ads_read", target_ids: ["1000000000000001"] },
        { scope: "business_management" },
      ],
      expires_at: 1_790_000_000,
    };
    const { client } = scriptMeta([{ json: { data } }, { json: { data: { ...data, expires_at: 0 } } }]);
    const limited = await client.debugToken("12", "s");
    expect(limited).toMatchObject({
      kind: "ok",
      value: {
        granted: [
          { scope: "ads_read", accountIds: ["1000000000000001"] },
          { scope: "business_management", accountIds: null },
        ],
      },
    });
    expect(limited.kind === "ok" && limited.value.expiresAt?.toString()).toBe("2026-09-21T14:13:20Z");
    const endless = await client.debugToken("12", "s");
    expect(endless.kind === "ok" && endless.value.expiresAt).toBeNull();
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
