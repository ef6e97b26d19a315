import { expect, it } from "vitest";
import { campaignDays, readAgainst } from "@/tests/integration/graph/read-against";

it("C08 an account without delivery is a good answer without rows", async () => {
  const { read } = await readAgainst([]);
  expect(read).toMatchObject({ kind: "ok", value: [], pages: 1, calls: 1 });
});

it("C10 absent lists and fields come through as absent, not as an exception and not as zero", async () => {
  const bare = {
    account_id: "1000000000000001",
    campaign_id: "1",
    date_start: "2026-10-01",
    date_stop: "2026-10-01",
  };
  const { read } = await readAgainst([bare]);
  expect(read).toMatchObject({ kind: "ok", value: [bare] });
  expect(read.kind === "ok" && Object.keys(read.value[0] ?? {})).toEqual(Object.keys(bare));
});

it("C11 unknown action types and unknown fields are kept as they came", async () => {
  const [row] = campaignDays(1);
  const odd = {
    ...row,
    actions: [{ action_type: "onsite_conversion.hologram_7d", value: "4", "7d_click": "4", skan_click: "1" }],
    results: [{ indicator: "actions:lead", values: [{ value: "5", attribution_windows: ["default"] }] }],
    instagram_profile_follow: "2",
  };
  const { read } = await readAgainst([odd]);
  expect(read.kind === "ok" && read.value).toEqual([odd]);
});

it("six decimals and Polish letters survive the wire", async () => {
  const [row] = campaignDays(1);
  const exact = { ...row, spend: "28204.970018", campaign_name: 'Zażółć gęślą „jaźń" \\ 🏨' };
  const { read } = await readAgainst([exact]);
  expect(read.kind === "ok" && read.value).toEqual([exact]);
});
