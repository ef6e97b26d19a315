import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insightRow } from "@/lib/graph/read/insight-row";
import { hasRowShape, readRows } from "@/lib/graph/read/read-rows";

const row = {
  account_id: "1000000000000001",
  campaign_id: "120210000000000001",
  campaign_name: 'Hotel Jantar "Wiosna"',
  date_start: "2026-10-01",
  date_stop: "2026-10-01",
  spend: "76.5",
  actions: [{ action_type: "omni_purchase", value: "3", "7d_click": "2" }],
};

describe("rows of an insights answer", () => {
  it("come through as they are, unknown fields and action types included", () => {
    const odd = {
      ...row,
      quality: { any: "thing" },
      actions: [{ action_type: "brand_new_type", value: "1" }],
    };
    expect(readRows([row, odd])).toEqual({ ok: true, value: [row, odd] });
  });

  it("C10 absent lists, absent fields and an item without a value are no exception", () => {
    expect(readRows([{}, { date_start: "2026-10-01", actions: [{ action_type: "video_view" }] }]).ok).toBe(
      true,
    );
  });

  it.each([
    [null, "Invalid input"],
    [[], "Invalid input"],
    ["text", "Invalid input"],
    [{ ...row, spend: 76.5 }, "spend"],
    [{ ...row, campaign_name: null }, "campaign_name"],
    [{ ...row, actions: {} }, "actions"],
    [{ ...row, actions: [row.actions[0], { value: "1" }] }, "actions.1.action_type"],
    [{ ...row, action_values: [{ action_type: "omni_purchase", value: 3 }] }, "action_values.0.value"],
    [{ ...row, conversions: [null] }, "conversions.0"],
  ])("%j refuses the page and says where", (odd, where) => {
    const read = readRows([row, odd]);
    expect(read).toMatchObject({ ok: false, reason: "shape" });
    if (!read.ok) expect(read.message).toContain("Row 2 of the page: ");
    if (!read.ok) expect(read.message).toContain(where);
  });

  it("the fast test and the schema agree on everything", () => {
    const names = [...Object.keys(insightRow.shape), "reach", "toString", "constructor"];
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.constant(undefined),
    );
    const item = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ action_type: fc.string(), value: fc.string(), "7d_click": scalar }),
      },
      { weight: 1, arbitrary: fc.record({ action_type: scalar, value: scalar }, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.oneof(scalar, fc.constant([]), fc.object()) },
    );
    const field = fc.oneof(
      { weight: 4, arbitrary: fc.string() },
      { weight: 4, arbitrary: fc.array(item, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.oneof(scalar, fc.object()) },
    );
    const odd = fc.dictionary(fc.constantFrom(...names), field, { maxKeys: 6 });
    // Mostly rows that are nearly right: a figure or a list swapped for something else.
    const near = fc
      .tuple(fc.constantFrom(...names), field)
      .map(([name, value]) => ({ ...row, [name]: value }));
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(odd, near, fc.anything()), (value) => {
        const says = insightRow.safeParse(value).success;
        if (says) accepted += 1;
        else refused += 1;
        expect(hasRowShape(value)).toBe(says);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(300);
  });

  it("the schema keeps what it reads", () => {
    expect(insightRow.parse({ ...row, reach: "3811" })).toEqual({ ...row, reach: "3811" });
  });
});
