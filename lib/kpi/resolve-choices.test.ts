import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { deriveKpis } from "@/lib/kpi/derive-kpis";
import { day, item } from "@/lib/kpi/fixtures/days";
import type { RawLists } from "@/lib/kpi/raw-lists";
import { resolveChoices } from "@/lib/kpi/resolve-choices";
import { addDays } from "@/lib/values/calendar-day";
import { kpiMetrics } from "@/lib/values/metric";

const resolve = (
  days: readonly { date: string; raw: RawLists }[],
  current = null as Parameters<typeof resolveChoices>[0]["current"],
) =>
  resolveChoices({
    candidates: defaultCandidates,
    current,
    days: days.map(({ date, raw }) => ({ date: day(date), raw })),
  });

const purchases = (value: string) =>
  ["purchase", "omni_purchase", "offsite_conversion.fb_pixel_purchase", "onsite_web_purchase"].map((type) =>
    item(type, value),
  );

describe("resolution once per account", () => {
  test("the first candidate that is present anywhere is chosen, with the earliest day of its type", () => {
    const { choices, newlyResolved, unresolved } = resolve([
      { date: "2026-10-03", raw: { actions: purchases("2") } },
      { date: "2026-10-01", raw: { actions: [item("purchase", "1")] } },
      { date: "2026-10-02", raw: { actions: purchases("4") } },
    ]);
    expect(choices.reservations).toEqual({
      list: "actions",
      type: "omni_purchase",
      measured_since: "2026-10-02",
    });
    expect(newlyResolved).toEqual(["reservations"]);
    expect(unresolved).toContain("leads");
    expect(unresolved).toContain("reservation_value");
  });

  test("incident 15: seven names of one purchase give one choice, and its count once", () => {
    const raw = {
      actions: [
        ...purchases("47"),
        item("onsite_web_app_purchase", "47"),
        item("web_in_store_purchase", "47"),
        item("web_app_in_store_purchase", "47"),
      ],
    };
    const { choices } = resolve([{ date: "2026-10-01", raw }]);
    expect(deriveKpis(raw, choices, day("2026-10-01")).reservations?.toFixed()).toBe("47");
  });

  test("C13 a type that only contains the word purchase is neither a reservation nor resolves one", () => {
    const raw = { actions: [item("offsite_purchase_add_20_s_calls", "9")] };
    expect(resolve([{ date: "2026-10-01", raw }]).choices.reservations).toBeNull();
    const both = { actions: [...purchases("3"), ...raw.actions] };
    const { choices } = resolve([{ date: "2026-10-01", raw: both }]);
    expect(deriveKpis(both, choices, day("2026-10-01")).reservations?.toFixed()).toBe("3");
  });

  test("C14 calls are chosen for the whole account: a campaign that has only the other type counts 0", () => {
    const placed = {
      actions: [item("click_to_call_native_call_placed", "6"), item("click_to_call_call_confirm", "9")],
    };
    const onlyConfirm = { actions: [item("click_to_call_call_confirm", "5")] };
    const account = {
      actions: [item("click_to_call_native_call_placed", "6"), item("click_to_call_call_confirm", "14")],
    };
    const { choices } = resolve([{ date: "2026-10-01", raw: account }]);
    const calls = (raw: RawLists) => deriveKpis(raw, choices, day("2026-10-01")).click_to_call?.toFixed();
    expect([calls(placed), calls(onlyConfirm), calls(account)]).toEqual(["6", "0", "6"]);
  });

  test("incident 17: one campaign's calls never come from another type than the next one's, so 11 is not shown as 12", () => {
    const call = (placed: string, confirm: string) => ({
      actions: [
        item("click_to_call_native_call_placed", placed),
        item("click_to_call_call_confirm", confirm),
      ],
    });
    const campaigns = [
      call("6", "7"),
      call("5", "5"),
      { actions: [item("click_to_call_call_confirm", "1")] },
    ];
    const { choices } = resolve([{ date: "2026-10-01", raw: call("11", "13") }]);
    const calls = campaigns.map((raw) => Number(deriveKpis(raw, choices, day("2026-10-01")).click_to_call));
    expect(calls.reduce((a, b) => a + b)).toBe(11);
  });

  test("incident 18: an event that only conversions[] names is found there, where actions[] has but the roll-up", () => {
    const named = "offsite_conversion.fb_pixel_custom.Reservation step 1";
    const raw = {
      actions: [item("offsite_conversion.fb_pixel_custom", "40")],
      conversions: [item(named, "12"), item("offsite_conversion.fb_pixel_custom.Reservation step 2", "7")],
    };
    const { choices } = resolveChoices({
      candidates: {
        booking_step_1: [{ list: "conversions", type: named }, ...defaultCandidates.booking_step_1],
      },
      current: null,
      days: [{ date: day("2026-10-01"), raw }],
    });
    const kpis = deriveKpis(raw, choices, day("2026-10-01"));
    expect([kpis.booking_step_1?.toFixed(), kpis.booking_step_2]).toEqual(["12", null]);
  });

  test("a choice stays although a better candidate appears later", () => {
    const current = resolve([{ date: "2026-10-01", raw: { actions: [item("purchase", "1")] } }]).choices;
    const later = resolve([{ date: "2026-10-02", raw: { actions: purchases("5") } }], current);
    expect(later.choices.reservations?.type).toBe("purchase");
    expect(later.newlyResolved).toEqual([]);
    expect(later.movedEarlier).toEqual([]);
  });

  test("an unresolved KPI is tried on every later collection and its first hit is reported", () => {
    const first = resolve([{ date: "2026-10-01", raw: { actions: purchases("1") } }]);
    const later = resolve([{ date: "2026-10-20", raw: { actions: [item("lead", "2")] } }], first.choices);
    expect(later.newlyResolved).toEqual(["leads"]);
    expect(later.choices.leads?.measured_since).toBe("2026-10-20");
    expect(later.choices.reservations).toEqual(first.choices.reservations);
  });

  test("an older day moves measured_since earlier and names the days between", () => {
    const first = resolve([{ date: "2026-10-10", raw: { actions: [item("lead", "2")] } }]);
    const earlier = resolve([{ date: "2026-09-30", raw: { actions: [item("lead", "1")] } }], first.choices);
    expect(earlier.movedEarlier).toEqual([{ kpi: "leads", from: "2026-09-30", to: "2026-10-10" }]);
    expect(earlier.newlyResolved).toEqual([]);
  });

  test("the value has a measured_since of its own and may be resolved later than its reservations", () => {
    const first = resolve([{ date: "2026-10-01", raw: { actions: purchases("1") } }]);
    expect(first.choices.reservation_value).toBeNull();
    const later = resolve(
      [{ date: "2026-10-05", raw: { action_values: [item("purchase", "10"), item("omni_purchase", "10")] } }],
      first.choices,
    );
    expect(later.newlyResolved).toEqual(["reservation_value"]);
    expect(later.choices.reservation_value).toEqual({
      list: "action_values",
      type: "omni_purchase",
      measured_since: "2026-10-05",
    });
  });

  test("the value is never that of another type", () => {
    const raw = { actions: purchases("1"), action_values: [item("onsite_conversion.purchase", "99")] };
    expect(resolve([{ date: "2026-10-01", raw }]).choices.reservation_value).toBeNull();
  });

  test("reservations counted from conversions take their value from conversion_values", () => {
    const named = "offsite_conversion.fb_pixel_custom.Rezerwacja";
    const { choices } = resolveChoices({
      candidates: { reservations: [{ list: "conversions", type: named }] },
      current: null,
      days: [
        {
          date: day("2026-10-01"),
          raw: {
            conversions: [item(named, "1")],
            conversion_values: [item(named, "700")],
            action_values: [item(named, "1")],
          },
        },
      ],
    });
    expect(choices.reservation_value).toMatchObject({ list: "conversion_values", type: named });
  });

  test("F39 the same event in actions and conversions counts once, from the list that was chosen", () => {
    const type = "offsite_conversion.fb_pixel_custom.Zapytanie";
    const raw = { actions: [item(type, "4")], conversions: [item(type, "4")] };
    const candidates = { leads: [{ list: "conversions" as const, type }] };
    const { choices } = resolveChoices({
      candidates,
      current: null,
      days: [{ date: day("2026-10-01"), raw }],
    });
    expect(choices.leads?.list).toBe("conversions");
    expect(deriveKpis(raw, choices, day("2026-10-01")).leads?.toFixed()).toBe("4");
  });

  test("C15 a named event with Polish letters is matched whole; a combined event that begins alike is ignored", () => {
    const named = "offsite_conversion.fb_pixel_custom.Kliknięcie w telefon – Łódź";
    const raw = {
      conversions: [item(named, "3"), item(`${named} i e-mail`, "8"), item(named.toLowerCase(), "2")],
    };
    const candidates = { click_to_call: [{ list: "conversions" as const, type: named }] };
    const { choices } = resolveChoices({
      candidates,
      current: null,
      days: [{ date: day("2026-10-01"), raw }],
    });
    expect(deriveKpis(raw, choices, day("2026-10-01")).click_to_call?.toFixed()).toBe("3");
  });
});

const types = [
  "lead",
  "onsite_conversion.lead_grouped",
  "omni_purchase",
  "purchase",
  "search",
  "omni_search",
];
const someDays = fc.array(
  fc.record({
    date: fc.integer({ min: 0, max: 60 }).map((n) => addDays(day("2026-08-01"), n)),
    raw: fc.record({
      actions: fc.subarray(types).map((present) => present.map((type) => item(type, "1"))),
      action_values: fc.subarray(types).map((present) => present.map((type) => item(type, "2.5"))),
    }),
  }),
  { maxLength: 12 },
);

describe("whatever arrives", () => {
  test("a choice once made is never unmade or changed, and measured_since only moves earlier", () => {
    fc.assert(
      fc.property(fc.array(someDays, { minLength: 2, maxLength: 5 }), (nights) => {
        let current = null as Parameters<typeof resolveChoices>[0]["current"];
        for (const days of nights) {
          const { choices } = resolveChoices({ candidates: defaultCandidates, current, days });
          for (const kpi of kpiMetrics) {
            const [before, after] = [current?.[kpi], choices[kpi]];
            if (!before) continue;
            expect(after).toMatchObject({ list: before.list, type: before.type });
            expect(after && after.measured_since <= before.measured_since).toBe(true);
          }
          current = choices;
        }
      }),
    );
  });

  test("the order of days changes nothing, and resolving again on the same days changes nothing", () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const first = resolveChoices({ candidates: defaultCandidates, current: null, days });
        const turned = resolveChoices({
          candidates: defaultCandidates,
          current: null,
          days: [...days].reverse(),
        });
        expect(turned).toEqual(first);
        const again = resolveChoices({ candidates: defaultCandidates, current: first.choices, days });
        expect(again.choices).toEqual(first.choices);
        expect([...again.newlyResolved, ...again.movedEarlier]).toEqual([]);
      }),
    );
  });

  test("measured_since is a day on which the chosen type really occurs", () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const { choices } = resolveChoices({ candidates: defaultCandidates, current: null, days });
        for (const kpi of kpiMetrics) {
          const choice = choices[kpi];
          if (!choice) continue;
          const occurs = days
            .filter(({ raw }) =>
              (raw[choice.list as "actions"] ?? []).some((i) => i.action_type === choice.type),
            )
            .map(({ date }) => date)
            .sort();
          expect(choice.measured_since).toBe(occurs[0]);
        }
      }),
    );
  });
});
