import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { PeriodState, StoredBreakdownRead, StoredReach } from "@/lib/collect/period/period-state";
import { planPeriods } from "@/lib/collect/period/plan-periods";
import { type KpiChoices, unresolvedChoices } from "@/lib/kpi/choices";
import { breakdownKinds } from "@/lib/values/breakdown";
import type { CalendarDay } from "@/lib/values/calendar-day";

const timeZone = "Europe/Warsaw";
/** 05:00 on that day in Warsaw. */
const morning = (day: string) => Temporal.ZonedDateTime.from(`${day}T05:00[${timeZone}]`).toInstant();
const window = (since: string, until: string) => ({
  since: since as CalendarDay,
  until: until as CalendarDay,
});

const nothing: PeriodState = {
  firstDay: "2026-09-01" as CalendarDay,
  reach: [],
  reads: [],
  choices: new Map([[1, unresolvedChoices]]),
  usage: null,
};
const reachRead = (since: string, until: string, on: string, unavailable: string | null = null) =>
  ({ window: window(since, until), observedAt: morning(on), unavailable }) satisfies StoredReach;
const allRead = (since: string, until: string, on: string, over: Partial<StoredBreakdownRead> = {}) =>
  breakdownKinds.map((kind) => ({
    ...{ kind, window: window(since, until), observedAt: morning(on), failedAt: null, mappingVersion: 1 },
    ...over,
  }));

function due(state: Partial<PeriodState>, on: string, collectFrom = "2026-09-01") {
  const account = { timeZone, collectFrom: collectFrom as CalendarDay };
  return planPeriods(account, { ...nothing, ...state }, morning(on)).map((asked) => {
    const what = [...(asked.reach ? ["reach"] : []), ...asked.breakdowns];
    return `${asked.window.since}/${asked.window.until} ${what.join(" ")}`;
  });
}
const all = "reach age_gender placement region";

describe("which periods are due", () => {
  test("the first time: the running month to yesterday, then every month back to the first stored day", () => {
    expect(due({}, "2026-11-09")).toEqual([
      `2026-11-01/2026-11-08 ${all}`,
      `2026-10-01/2026-10-31 ${all}`,
      `2026-09-01/2026-09-30 ${all}`,
    ]);
    expect(due({ firstDay: null }, "2026-11-09")).toEqual([]);
  });

  test("a month that Meta is asked about begins with the account's first day", () => {
    expect(due({ firstDay: "2026-10-12" as CalendarDay }, "2026-11-02", "2026-10-12")).toEqual([
      `2026-11-01/2026-11-01 ${all}`,
      `2026-10-12/2026-10-31 ${all}`,
    ]);
  });

  test("on the first of a month there is no running month yet", () => {
    expect(due({ firstDay: "2026-10-01" as CalendarDay }, "2026-11-01")).toEqual([
      `2026-10-01/2026-10-31 ${all}`,
    ]);
  });

  test("years back: six months a pass, newest first, none of which Meta keeps only a part", () => {
    const old = due({ firstDay: "2020-01-01" as CalendarDay }, "2026-11-09", "2020-01-01");
    expect(old).toHaveLength(8);
    expect(old.at(-1)).toBe(`2026-04-01/2026-04-30 ${all}`);
    const since = "2023-10-01" as CalendarDay;
    const reads = Array.from({ length: 37 }, (_, index) => {
      const first = Temporal.PlainDate.from("2026-11-01").subtract({ months: index });
      const last = first.add({ months: 1 }).subtract({ days: 1 });
      return window(first.toString(), last.toString());
    });
    const state = {
      firstDay: since,
      reach: reads.map(({ since, until }) => reachRead(since, until, "2026-11-30")),
      reads: reads.flatMap(({ since, until }) => allRead(since, until, "2026-11-30")),
    };
    // 37 months before 9 November 2026 is 9 October 2023: of that October Meta keeps a part.
    expect(due(state, "2026-11-09", since)).toEqual(["2026-11-01/2026-11-08 reach"]);
  });

  describe("reach", () => {
    const done = allRead("2026-10-01", "2026-10-31", "2026-12-05");
    const october = (on: string, readOn: string, unavailable: string | null = null) =>
      due(
        {
          firstDay: "2026-10-01" as CalendarDay,
          reads: [
            ...done,
            ...allRead("2026-11-01", "2026-11-30", on),
            ...allRead("2026-12-01", "2026-12-31", on),
          ],
          reach: [reachRead("2026-10-01", "2026-10-31", readOn, unavailable)],
        },
        on,
        "2026-10-01",
      ).filter((text) => text.startsWith("2026-10"));

    test("of an ended month every morning until it was read 28 days after its end, then never again", () => {
      expect(october("2026-11-09", "2026-11-08")).toEqual(["2026-10-01/2026-10-31 reach"]);
      expect(october("2026-11-28", "2026-11-27")).toEqual(["2026-10-01/2026-10-31 reach"]);
      expect(october("2026-11-29", "2026-11-28")).toEqual([]);
      expect(october("2026-12-20", "2026-11-28")).toEqual([]);
      // An outage over the day on which it settled does not leave it provisional for ever.
      expect(october("2026-12-20", "2026-11-20")).toEqual(["2026-10-01/2026-10-31 reach"]);
    });

    test("is not asked twice on one local day", () => {
      expect(october("2026-11-09", "2026-11-09")).toEqual([]);
    });

    test("that could not be read is tried on the next morning, of an older month a week later", () => {
      expect(october("2026-11-30", "2026-11-29", "meta_unavailable")).toEqual([
        "2026-10-01/2026-10-31 reach",
      ]);
      expect(october("2026-12-20", "2026-12-19", "request_refused")).toEqual([]);
      expect(october("2026-12-27", "2026-12-19", "request_refused")).toEqual(["2026-10-01/2026-10-31 reach"]);
    });

    test("that Meta does not have is not asked for again once the month is settled", () => {
      expect(october("2026-11-30", "2026-11-29", "not_reported")).toEqual([]);
    });

    test("of the running month is asked for every new yesterday", () => {
      const reach = [reachRead("2026-11-01", "2026-11-08", "2026-11-09")];
      const state = { firstDay: "2026-11-01" as CalendarDay, reach };
      expect(due(state, "2026-11-09", "2026-11-01")).toEqual([
        "2026-11-01/2026-11-08 age_gender placement region",
      ]);
      expect(due(state, "2026-11-10", "2026-11-01")).toEqual([`2026-11-01/2026-11-09 ${all}`]);
    });
  });

  describe("breakdowns", () => {
    const only = (on: string, reads: readonly StoredBreakdownRead[], over: Partial<PeriodState> = {}) =>
      due({ firstDay: "2026-10-01" as CalendarDay, reads, ...over }, on, "2026-10-01")
        .filter((text) => text.startsWith("2026-10"))
        .map((text) => text.split(" ").filter((word) => word !== "reach"))
        .map((words) => words.slice(1).length);

    test("of the running month weekly", () => {
      const reads = allRead("2026-10-01", "2026-10-07", "2026-10-08");
      expect(only("2026-10-14", reads)).toEqual([0]);
      expect(only("2026-10-15", reads)).toEqual([3]);
    });

    test("of an ended month at once, daily until delivery settled, weekly until conversions did, then never", () => {
      expect(only("2026-11-01", allRead("2026-10-01", "2026-10-30", "2026-10-31"))).toEqual([3]);
      const read = (on: string) => allRead("2026-10-01", "2026-10-31", on);
      expect(only("2026-11-02", read("2026-11-01"))).toEqual([3]);
      expect(only("2026-11-03", read("2026-11-02"))).toEqual([3]);
      expect(only("2026-11-04", read("2026-11-03"))).toEqual([0]);
      expect(only("2026-11-10", read("2026-11-03"))).toEqual([3]);
      expect(only("2026-12-05", read("2026-11-27"))).toEqual([3]);
      expect(only("2026-12-20", read("2026-11-28"), {})).toEqual([0]);
    });

    test("incident 47 one that failed is due on the next morning; the others are left alone", () => {
      const [age, placement, region] = allRead("2026-10-01", "2026-10-31", "2026-11-04");
      if (!age || !placement || !region) throw new Error("three kinds");
      const reads = [age, { ...placement, failedAt: morning("2026-11-04") }, region];
      const asked = (on: string) =>
        due({ firstDay: "2026-10-01" as CalendarDay, reads }, on, "2026-10-01").filter((text) =>
          text.startsWith("2026-10"),
        );
      expect(asked("2026-11-05")).toEqual(["2026-10-01/2026-10-31 reach placement"]);
      expect(asked("2026-11-04")).toEqual(["2026-10-01/2026-10-31 reach"]);
    });

    test("are read again where a KPI of the month counts another action type by now", () => {
      const leads = (type: string, measured_since: string): KpiChoices => ({
        ...unresolvedChoices,
        leads: { list: "actions", type, measured_since: measured_since as CalendarDay },
      });
      const settled = allRead("2026-10-01", "2026-10-31", "2026-12-01");
      const asked = (now: KpiChoices) =>
        only("2026-12-20", settled, {
          choices: new Map([
            [1, leads("lead", "2026-01-01")],
            [2, now],
          ]),
        });
      expect(asked(leads("onsite_conversion.lead_grouped", "2026-01-01"))).toEqual([3]);
      expect(asked(leads("lead", "2026-01-01"))).toEqual([0]);
      // A choice that begins after the month says nothing about it; one that goes away does.
      const first = new Map([
        [1, unresolvedChoices],
        [2, leads("lead", "2026-11-05")],
      ]);
      expect(only("2026-12-20", settled, { choices: first })).toEqual([0]);
      expect(asked(unresolvedChoices)).toEqual([3]);
    });
  });
});
