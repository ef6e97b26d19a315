import { expect, test } from "vitest";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { unexplainedActionTypes } from "@/lib/kpi/known-action-types";

const listed = (types: readonly string[]) =>
  unexplainedActionTypes([{ actions: types.map((action_type) => ({ action_type, value: "1" })) }]);

test("C11 an unknown action type is listed for the operator once, in whatever list it stands", () => {
  const item = { action_type: "onsite_web_teleport", value: "1" };
  expect(unexplainedActionTypes([{ actions: [item] }, { conversions: [item] }])).toEqual([
    "onsite_web_teleport",
  ]);
});

test("types that the mapping knows are explained", () => {
  const candidates = Object.values(defaultCandidates).flatMap((list) => (list ?? []).map(({ type }) => type));
  expect(candidates.length).toBeGreaterThan(10);
  expect(listed(candidates)).toEqual([]);
});

test.each([
  "offsite_conversion.fb_pixel_custom.Rezerwacja – krok 1",
  "offsite_conversion.custom.1234567890",
  "onsite_web_app_purchase",
  "omni_initiated_checkout",
  "offsite_purchase_add_20_s_calls",
  "onsite_conversion.messaging_user_depth_3_message_send",
])("%s is explained", (type) => {
  expect(listed([type])).toEqual([]);
});
