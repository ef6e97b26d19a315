import { describe, expect, it } from "vitest";
import { scriptedHost, scriptedToken, scriptMeta } from "@/tests/support/scripted-meta";

const jantar = "act_1000000000000001";

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
