import { expect, it } from "vitest";
import { campaignDays, readAgainst } from "@/tests/integration/graph/read-against";

const sixty = campaignDays(60);
const buc = (entry: object) => ({
  "x-business-use-case-usage": JSON.stringify({ "1000000000000001": [{ type: "ads_insights", ...entry }] }),
});

it("F11 the usage headers of an error answer are used: eight minutes are eight minutes", async () => {
  const headers = buc({ call_count: 100, total_time: 40, estimated_time_to_regain_access: 8 });
  const { read } = await readAgainst(sixty, [
    { when: { page: 2 }, does: { kind: "error", code: 17, subcode: 2446079, headers } },
  ]);
  expect(read).toMatchObject({
    kind: "error",
    calls: 2,
    error: { class: "WAIT_ACCOUNT", retryAfterMs: 480_000 },
    usage: { accountPercent: 100, blockedMs: 480_000 },
  });
});

it("usage comes with a good answer too", async () => {
  const headers = buc({ call_count: 92 });
  const { read } = await readAgainst(sixty, [{ when: {}, does: { kind: "headers", headers } }]);
  expect(read).toMatchObject({ kind: "ok", usage: { accountPercent: 92, blockedMs: 0 } });
});

it("F17 an automatic upgrade keeps the data and raises one warning", async () => {
  const { read, notes } = await readAgainst(sixty, [], { options: { version: "v24.0" }, autoUpgrade: true });
  expect(read).toMatchObject({ kind: "ok", value: sixty, version: { answered: "v26.0" } });
  expect(read.version.warning).toContain("v24.0 has been deprecated");
  expect(notes.filter(({ kind }) => kind === "version")).toHaveLength(1);
});

it("F45 malformed usage headers are ignored", async () => {
  const headers = {
    "x-business-use-case-usage": "{not json",
    "x-app-usage": "[]",
    "x-ad-account-usage": '{"acc_id_util_pct":"?"}',
  };
  const { read, notes } = await readAgainst(sixty, [{ when: {}, does: { kind: "headers", headers } }]);
  expect(read).toMatchObject({ kind: "ok", value: sixty, usage: null });
  expect(notes).toContainEqual({ kind: "usage_unreadable", header: "x-business-use-case-usage" });
});
