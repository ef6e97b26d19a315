import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unresolvedChoices } from "@/lib/kpi/choices";
import { deriveKpis, MalformedItemError } from "@/lib/kpi/derive-kpis";
import { day, item, measured } from "@/lib/kpi/fixtures/days";
import { toDecimalText } from "@/lib/values/decimal";
import { kpiMetrics } from "@/lib/values/metric";

const choices = {
  ...measured({ leads: "2026-10-10", reservations: "2026-10-01", reservation_value: "2026-10-05" }),
};
const leads = "type_of_leads";
const on = (date: string, raw: Parameters<typeof deriveKpis>[0]) => deriveKpis(raw, choices, day(date));

describe("KPIs of one day", () => {
  test("incident 24: before measured_since a KPI is null even if an item is there, from that day on it is 0 when absent", () => {
    expect(on("2026-10-09", { actions: [item(leads, "3")] }).leads).toBeNull();
    expect(on("2026-10-10", {}).leads?.toFixed()).toBe("0");
    expect(on("2026-10-10", { actions: null }).leads?.toFixed()).toBe("0");
  });

  test("a KPI without a choice is null on every day", () => {
    const kpis = deriveKpis({ actions: [item("lead", "3")] }, unresolvedChoices, day("2026-10-10"));
    expect(kpiMetrics.map((kpi) => kpis[kpi])).toEqual(kpiMetrics.map(() => null));
  });

  test("reservations and their value are measured since days of their own", () => {
    const kpis = on("2026-10-03", {
      actions: [item("type_of_reservations", "2")],
      action_values: [item("type_of_reservation_value", "300.5")],
    });
    expect([kpis.reservations?.toFixed(), kpis.reservation_value]).toEqual(["2", null]);
  });

  test("C16 a KPI is the item's value; nested windows are never added", () => {
    const nested = item(leads, "3", {
      "1d_click": "1",
      "7d_click": "2",
      "28d_click": "3",
      "1d_view": "1",
      "1d_ev": "1",
    });
    expect(on("2026-10-10", { actions: [nested] }).leads?.toFixed()).toBe("3");
  });

  test("C16 an item that has windows only counts 0, not its windows", () => {
    expect(on("2026-10-10", { actions: [item(leads, undefined, { "1d_ev": "4" })] }).leads?.toFixed()).toBe(
      "0",
    );
  });

  test("C12 with all aliases of a lead in one row only the chosen type counts", () => {
    const aliases = [
      "onsite_conversion.lead_grouped",
      "offsite_conversion.fb_pixel_lead",
      "onsite_web_lead",
      "lead",
    ];
    const actions = [item(leads, "912"), ...aliases.map((type) => item(type, "497"))];
    expect(on("2026-10-10", { actions }).leads?.toFixed()).toBe("912");
  });

  test("incident 16: a longer name that contains the chosen one is another event", () => {
    const actions = [item(`offsite_${leads}_add_20_s_calls`, "7"), item(leads.toUpperCase(), "1")];
    expect(on("2026-10-10", { actions }).leads?.toFixed()).toBe("0");
  });

  test("incident 20: nothing is estimated from clicks when a KPI has no item", () => {
    expect(on("2026-10-10", { actions: [item("link_click", "1000")] }).leads?.toFixed()).toBe("0");
    expect(on("2026-10-10", { actions: [item("link_click", "1000")] }).messages).toBeNull();
  });

  test("incident 41: fractions and long decimals stay exact", () => {
    expect(on("2026-10-10", { actions: [item(leads, "2.333333")] }).leads?.toFixed()).toBe("2.333333");
    const value = "90071992547409931234.000000000001";
    const kpis = on("2026-10-10", { action_values: [item("type_of_reservation_value", value)] });
    expect(kpis.reservation_value?.toFixed()).toBe(value);
  });

  test.each(["-1", "", "1e5", "NaN", "1,5", " 3", "0x10", "Infinity", ".5"])(
    "the value %j is refused with its type",
    (value) => {
      expect(() => on("2026-10-10", { actions: [item(leads, value)] })).toThrow(MalformedItemError);
      expect(() => on("2026-10-10", { actions: [item(leads, value)] })).toThrow(leads);
    },
  );

  test("a number in place of decimal text is refused", () => {
    const actions = [{ action_type: leads, value: 3 as unknown as string }];
    expect(() => on("2026-10-10", { actions })).toThrow(MalformedItemError);
  });

  test("a type that occurs twice in its list is refused: neither their sum nor one of them is known to be right", () => {
    expect(() => on("2026-10-10", { actions: [item(leads, "1"), item(leads, "2")] })).toThrow("twice");
  });

  test("a malformed value of a type that is not chosen hurts nobody", () => {
    expect(on("2026-10-10", { actions: [item("video_play_curve", "n/a")] }).leads?.toFixed()).toBe("0");
  });

  test("whatever decimal arrives is the figure, digit by digit", () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, "0")}1`);
    fc.assert(
      fc.property(decimal, (value) => {
        const kpis = on("2026-10-10", { actions: [item(leads, value)] });
        expect(kpis.leads && toDecimalText(kpis.leads)).toBe(value);
      }),
    );
  });
});
