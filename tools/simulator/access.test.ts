import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { ask, askInsights } from "@/tools/simulator/fixtures/ask";
import { agencyToken, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";
import type { TokenState } from "@/tools/simulator/world";

let simulator: Simulator;
afterEach(() => simulator.close());

const account = `/act_${jantarId}`;
const app = "12|app-secret-of-the-tests";
const refused = (status: number, code: number, error_subcode?: number) => ({
  status,
  body: { error: { code, ...(error_subcode ? { error_subcode } : {}) } },
});

describe("a token", () => {
  it("is taken from the header, the query or the form; without one it is 104, on /me 2500", async () => {
    simulator = await startJantar([]);
    expect((await ask(simulator, account)).status).toBe(200);
    expect((await ask(simulator, account, { access_token: agencyToken }, { token: null })).status).toBe(200);
    const form = new URLSearchParams({
      fb_exchange_token: agencyToken,
      client_secret: "app-secret-of-the-tests",
    });
    const exchanged = await fetch(`${simulator.url}/v26.0/oauth/access_token`, {
      method: "POST",
      body: form,
    });
    expect(await exchanged.json()).toMatchObject({ access_token: agencyToken, expires_in: 5_184_000 });
    expect(await ask(simulator, account, {}, { token: null })).toMatchObject(refused(400, 104));
    expect(await ask(simulator, "/me", {}, { token: null })).toMatchObject(refused(400, 2500));
  });

  it.each<[TokenState, number]>([
    ["removed", 458],
    ["checkpointed", 459],
    ["password_changed", 460],
    ["expired", 463],
    ["logged_out", 467],
  ])("that is %s is 190/%i", async (state, subcode) => {
    simulator = await startJantar([], { token: { state } });
    expect(await askInsights(simulator)).toMatchObject(refused(400, 190, subcode));
  });

  it("that nobody gave out is 190 without a subcode", async () => {
    simulator = await startJantar([]);
    const { status, body } = await ask(simulator, account, {}, { token: "EAAother" });
    expect({ status, code: body.error?.code }).toEqual({ status: 400, code: 190 });
    expect(body.error).not.toHaveProperty("error_subcode");
  });

  it("dies at its moment of the simulated clock, and lives again when the clock goes back", async () => {
    simulator = await startJantar([], { token: { expiresAt: Date.parse("2026-11-06T12:00:00Z") / 1000 } });
    expect((await askInsights(simulator)).status).toBe(200);
    simulator.setClock("2026-11-06T12:00:00Z");
    expect(await askInsights(simulator)).toMatchObject(refused(400, 190, 463));
    simulator.setClock("2026-11-06T11:59:59Z");
    expect((await askInsights(simulator)).status).toBe(200);
  });

  it("without the account among its grants, or without ads_read, is 200 on that account only", async () => {
    simulator = await startJantar([], { token: { accounts: ["7"] } });
    expect(await askInsights(simulator)).toMatchObject(refused(403, 200));
    expect((await ask(simulator, "/me")).status).toBe(200);
    simulator.setToken("agency", { accounts: [jantarId], scopes: ["business_management"] });
    expect(await askInsights(simulator)).toMatchObject(refused(403, 200));
  });
});

describe("appsecret_proof", () => {
  const proofOf = (secret: string) => createHmac("sha256", secret).update(agencyToken).digest("hex");
  const right = { appsecret_proof: proofOf("app-secret-of-the-tests") };
  const wrong = { appsecret_proof: proofOf("another") };

  it.each([
    ["off", 200, 200, 200],
    ["optional", 200, 200, 400],
    ["required", 400, 200, 400],
  ] as const)("%s: none %i, right %i, wrong %i", async (proof, none, good, bad) => {
    simulator = await startJantar([], { world: { proof } });
    expect((await askInsights(simulator)).status).toBe(none);
    expect((await askInsights(simulator, right)).status).toBe(good);
    expect((await askInsights(simulator, wrong)).status).toBe(bad);
  });

  it("is refused in Meta's words", async () => {
    simulator = await startJantar([], { world: { proof: "required" } });
    expect((await askInsights(simulator)).body.error).toMatchObject({
      code: 100,
      type: "GraphMethodException",
      message: "API calls from the server require an appsecret_proof argument",
    });
    expect((await askInsights(simulator, { appsecret_proof: "zz" })).body.error?.message).toBe(
      "Invalid appsecret_proof provided in the API argument",
    );
  });
});

describe("debug_token", () => {
  it("tells scopes and grants, and of a dead token why, with status 200", async () => {
    simulator = await startJantar([], { token: { accounts: [jantarId] } });
    const debug = () => ask(simulator, "/debug_token", { input_token: agencyToken }, { token: app });
    expect((await debug()).body.data).toMatchObject({
      is_valid: true,
      expires_at: 0,
      scopes: ["ads_read"],
      granular_scopes: [{ scope: "ads_read", target_ids: [jantarId] }],
    });
    simulator.setToken("agency", { state: "expired" });
    const dead = await debug();
    expect(dead).toMatchObject({ status: 200, body: { data: { is_valid: false, error: { subcode: 463 } } } });
  });

  it("with a wrong app secret is 190", async () => {
    simulator = await startJantar([]);
    const answer = await ask(simulator, "/debug_token", { input_token: agencyToken }, { token: "12|wrong" });
    expect(answer).toMatchObject(refused(400, 190));
  });
});

describe("an account", () => {
  it("tells the offset of this moment: another one after the clocks change", async () => {
    simulator = await startJantar([], {
      account: { currency: "HUF", timeZone: "Europe/Budapest", status: 2 },
    });
    const node = async () =>
      (await ask(simulator, account, { fields: "currency,account_status,timezone_offset_hours_utc" })).body;
    expect(await node()).toEqual({
      id: `act_${jantarId}`,
      currency: "HUF",
      account_status: 2,
      timezone_offset_hours_utc: 1,
    });
    simulator.setClock("2026-10-25T00:59:59Z");
    expect(await node()).toMatchObject({ timezone_offset_hours_utc: 2 });
  });

  it("asked for one forbidden field fails as a whole", async () => {
    simulator = await startJantar([], { account: { business: { id: "13", edge: "client" } } });
    const asked = { fields: "name,business" };
    expect(await ask(simulator, account, asked)).toMatchObject(refused(403, 200));
    simulator.setToken("agency", { scopes: ["ads_read", "business_management"] });
    expect((await ask(simulator, account, asked)).body).toMatchObject({ business: { id: "13" } });
    expect(await ask(simulator, account, { fields: "wish" })).toMatchObject(refused(400, 100));
  });

  it("can be read although me/adaccounts leaves it out; one that is not there is 100/33", async () => {
    simulator = await startJantar([], { account: { isUnlisted: true } });
    expect((await ask(simulator, "/me/adaccounts")).body.data).toEqual([]);
    expect((await ask(simulator, account, { fields: "name" })).body).toMatchObject({ name: "Hotel Jantar" });
    expect(await ask(simulator, "/act_99")).toMatchObject(refused(400, 100, 33));
  });

  it("of a business stands on that edge only, for who may manage the business", async () => {
    simulator = await startJantar([], { account: { business: { id: "13", edge: "client" } } });
    expect(await ask(simulator, "/13/client_ad_accounts")).toMatchObject(refused(403, 200));
    simulator.setToken("agency", { scopes: ["ads_read", "business_management"] });
    const listed = [{ id: `act_${jantarId}`, account_id: jantarId }];
    expect((await ask(simulator, "/13/client_ad_accounts")).body.data).toEqual(listed);
    expect((await ask(simulator, "/13/owned_ad_accounts")).body.data).toEqual([]);
  });
});

describe("a version", () => {
  const version = (name: string) => ({ version: name });

  it("in use answers and names itself; a dead one is 2635 for ads and answered for core", async () => {
    simulator = await startJantar([]);
    const used = await ask(simulator, account, {}, version("/v25.0"));
    expect([used.status, used.headers.get("facebook-api-version")]).toEqual([200, "v25.0"]);
    const dead = await ask(simulator, account, {}, version("/v24.0"));
    expect(dead).toMatchObject(refused(400, 2635));
    expect(dead.headers.get("facebook-api-version")).toBe("v26.0");
    const core = await ask(simulator, "/me", {}, version("/v18.0"));
    expect([core.status, core.headers.get("facebook-api-version")]).toEqual([200, "v21.0"]);
  });

  it("dies on its day", async () => {
    simulator = await startJantar([]);
    simulator.setClock("2026-10-05T23:59:59Z");
    expect((await ask(simulator, account, {}, version("/v24.0"))).status).toBe(200);
    simulator.setClock("2026-10-06T00:00:00Z");
    expect((await ask(simulator, account, {}, version("/v24.0"))).status).toBe(400);
  });

  it("left out, or never heard of, is refused", async () => {
    simulator = await startJantar([]);
    expect(await ask(simulator, account, {}, version(""))).toMatchObject(refused(400, 2635));
    expect(await ask(simulator, account, {}, version("/v99.0"))).toMatchObject(refused(400, 2500));
  });
});
