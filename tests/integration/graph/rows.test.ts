import { expect, it } from "vitest";
import { readAgainst } from "@/tests/integration/graph/read-against";

const day = {
  account_id: "1000000000000001",
  campaign_id: "120210000000000001",
  campaign_name: "Jantar",
  date_start: "2026-10-01",
  date_stop: "2026-10-01",
};

it("C08 an account without delivery is a good answer without rows", async () => {
  const { read } = await readAgainst([]);
  expect(read).toMatchObject({ kind: "ok", value: [], pages: 1, calls: 1 });
});

it("C10 absent lists and fields come through as absent, not as an exception and not as zero", async () => {
  const { read } = await readAgainst([{ ...day, impressions: "10" }]);
  const [row] = read.kind === "ok" ? read.value : [];
  expect(row).toMatchObject({ ...day, impressions: "10" });
  for (const field of ["spend", "clicks", "actions", "action_values", "conversions", "conversion_values"]) {
    expect(row).not.toHaveProperty(field);
  }
});

it("C11 unknown action types and unknown fields are kept as they came", async () => {
  const actions = [{ action_type: "onsite_conversion.hologram_7d", value: "4", "7d_click": "4" }];
  const { read } = await readAgainst([
    { ...day, impressions: "10", actions, x_new_metric: { any: ["shape"] } },
  ]);
  expect(read).toMatchObject({ kind: "ok", value: [{ actions, x_new_metric: { any: ["shape"] } }] });
});

it("six decimals and Polish letters survive the wire", async () => {
  const exact = { ...day, spend: "28204.970018", campaign_name: 'Zażółć gęślą „jaźń" \\ 🏨' };
  const { read } = await readAgainst([exact]);
  expect(read).toMatchObject({ kind: "ok", value: [exact] });
});
