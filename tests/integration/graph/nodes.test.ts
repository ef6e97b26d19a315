import { afterAll, beforeAll, expect, it } from "vitest";
import { agencyToken, clientOf, jantar, startJantar } from "@/tests/integration/graph/read-against";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startJantar([]);
});
afterAll(() => simulator.close());

it("the account tells its currency, zone and status", async () => {
  const read = await clientOf(simulator).client.readAccount(jantar);
  expect(read).toMatchObject({
    kind: "ok",
    value: {
      id: jantar,
      name: "Hotel Jantar",
      currency: "PLN",
      timezone_name: "Europe/Warsaw",
      account_status: 1,
    },
  });
});

it("campaigns come in every status, over as many pages as it takes", async () => {
  const read = await clientOf(simulator, { pageLimit: 2 }).client.readCampaigns(jantar);
  expect(read).toMatchObject({ kind: "ok", pages: 2 });
  expect(read.kind === "ok" && read.value.map(({ effective_status }) => effective_status)).toEqual([
    "ACTIVE",
    "ARCHIVED",
    "DELETED",
  ]);
});

it("an account that is not there is FIX_PERMISSION", async () => {
  const read = await clientOf(simulator).client.readAccount("act_9");
  expect(read).toMatchObject({
    kind: "error",
    calls: 1,
    error: { class: "FIX_PERMISSION", code: 100, subcode: 33 },
  });
});

it("F15 the token report says what the token may read, and that it died", async () => {
  const { client, notes } = clientOf(simulator);
  simulator.setToken("agency", { accounts: ["1000000000000002"] });
  const alive = await client.debugToken("12", "app-secret-of-latarnia");
  expect(alive).toMatchObject({
    kind: "ok",
    value: {
      valid: true,
      expiresAt: null,
      granted: [{ scope: "ads_read", accountIds: ["1000000000000002"] }],
    },
  });
  simulator.setToken("agency", { state: "password_changed" });
  const dead = await client.debugToken("12", "app-secret-of-latarnia");
  expect(dead).toMatchObject({ kind: "ok", value: { valid: false, error: { code: 190, subcode: 460 } } });
  expect(JSON.stringify([alive, dead, notes])).not.toContain(agencyToken);
});

it("a wrong app secret is FIX_CREDENTIALS and does not show", async () => {
  const read = await clientOf(simulator).client.debugToken("12", "wrong-secret");
  expect(read).toMatchObject({ kind: "error", error: { class: "FIX_CREDENTIALS", code: 190 } });
  expect(JSON.stringify(read)).not.toContain("wrong-secret");
});
