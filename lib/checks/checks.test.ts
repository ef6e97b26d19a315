import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { DataCheck } from "@/lib/checks/catalogue";
import type { CheckInput, SeenRestatement } from "@/lib/checks/check-input";
import { evaluate } from "@/lib/checks/evaluate";
import { total } from "@/lib/checks/fixtures/month-total";
import { morning, type Otherwise, plainClient } from "@/lib/checks/fixtures/plain-client";
import { usualThresholds } from "@/lib/checks/fixtures/usual-thresholds";
import { type Thresholds, thresholdsSchema } from "@/lib/checks/thresholds";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { parseDecimal } from "@/lib/values/decimal";

type Case = readonly [promise: string, input: CheckInput, said: string];

/** Fine, finding, or the reason why it could not be evaluated. */
function saidOf(check: DataCheck, input: CheckInput): string {
  const answer = evaluate(input).data[check];
  return answer.outcome === "unknown" ? answer.reason : answer.outcome;
}

const within = (from: number, to: number, otherwise: Otherwise) => (age: number) =>
  age >= from && age <= to ? otherwise : undefined;
const closed = { total_spend: "0", total_impressions: "0", total_clicks: "0", reservations: "0", rows: 0 };
const none = { reservations: "0" };
const limits = (some: Partial<Thresholds>) => ({ thresholds: { ...usualThresholds, ...some } });
const day = parseCalendarDay;
const restated = (
  date: string,
  changes: Record<string, readonly [string, string]>,
  at = "2026-11-10T03:10:00Z",
): Partial<CheckInput> => ({
  restatements: [
    {
      date: day(date),
      observedAt: Temporal.Instant.from(at),
      changes: Object.fromEntries(
        Object.entries(changes).map(([metric, [from, to]]) => [
          metric,
          { from: parseDecimal(from), to: parseDecimal(to) },
        ]),
      ),
    } as SeenRestatement,
  ],
});
const twin = (sameDays: number | null) => ({ twins: [{ client: "hotel", account: "act_2", sameDays }] });
const wait = (minutes: number) => ({ blocked: { account: null, app: morning.add({ minutes }) } });
const fewer = (share: number) => within(1, 11, { reservations: String(10 * share) });

const cases: { readonly [Check in DataCheck]: readonly Case[] } = {
  spend_without_conversions: [
    ["no reservation for three days where ten a day are usual", plainClient(within(1, 3, none)), "finding"],
    ["two days are no three", plainClient(within(1, 2, none)), "fine"],
    ["a day that ended the silence ends the finding", plainClient(within(2, 9, none)), "fine"],
    [
      "two a day: three silent days may be chance",
      plainClient((age) => ({ reservations: age <= 3 ? "0" : "2" })),
      "fine",
    ],
    [
      "two a day: nine silent days are none",
      plainClient((age) => ({ reservations: age <= 9 ? "0" : "2" })),
      "finding",
    ],
    [
      "one in a fortnight is too few to judge",
      plainClient((age) => ({ reservations: age <= 14 ? "0" : "0.9" })),
      "too_few_conversions",
    ],
    ["days without delivery are no silence", plainClient(within(1, 20, closed)), "fine"],
    [
      "a season that ends takes spend and bookings together",
      plainClient(within(1, 3, { total_spend: "5", ...none })),
      "fine",
    ],
    [
      "a missing day ends what is known",
      plainClient((age) => (age === 2 ? null : within(1, 3, none)(age))),
      "days_missing",
    ],
    ["a silence of six weeks stays one", plainClient(within(1, 42, none)), "finding"],
    ["nothing read since the day before yesterday", plainClient(within(1, 2, null)), "not_read_recently"],
    [
      "three weeks of history are no baseline",
      plainClient((age) => (age > 24 ? null : within(1, 3, none)(age))),
      "too_little_history",
    ],
    ["nothing is counted", plainClient(undefined, { measured: [] }), "not_measured"],
    [
      "an agency that waits for five days",
      plainClient(within(1, 4, none), limits({ silent_days: 5 })),
      "fine",
    ],
  ],
  conversions_without_spend: [
    [
      "impressions and reservations of a day with 0 spend",
      plainClient(within(3, 3, { total_spend: "0" })),
      "finding",
    ],
    [
      "bookings of yesterday's clicks after the last ad",
      plainClient((age) => (age <= 3 ? { ...closed, reservations: "2" } : undefined)),
      "fine",
    ],
    [
      "bookings eight days after the last ad",
      plainClient((age) => (age <= 8 ? { ...closed, reservations: age === 1 ? "2" : "0" } : undefined)),
      "finding",
    ],
    [
      "as many as on a usual day without an ad",
      plainClient(within(2, 2, { ...closed, reservations: "10" })),
      "finding",
    ],
    ["no ads and no bookings", plainClient(within(1, 30, closed)), "fine"],
    ["a day that has long settled", plainClient(within(40, 40, { total_spend: "0" })), "fine"],
    ["nothing is counted", plainClient(undefined, { measured: [] }), "not_measured"],
    ["nothing was ever read", plainClient(() => null), "never_read"],
  ],
  kpi_fell: [
    ["a third of the usual for a week", plainClient(fewer(0.3)), "finding"],
    ["less than half, beyond chance", plainClient(fewer(0.49)), "finding"],
    ["half is not below half", plainClient(fewer(0.5)), "fine"],
    ["six tenths", plainClient(fewer(0.6)), "fine"],
    ["the newest three days are still coming in", plainClient(within(1, 3, { reservations: "1" })), "fine"],
    [
      "half the spend and half the bookings",
      plainClient(within(1, 11, { total_spend: "40", reservations: "4" })),
      "fine",
    ],
    [
      "two a day to a half: chance can do that",
      plainClient((age) => ({ reservations: age <= 11 ? "0.9" : "2" })),
      "fine",
    ],
    [
      "under ten a week nothing is said",
      plainClient((age) => ({ reservations: age <= 11 ? "0.1" : "1.4" })),
      "too_few_conversions",
    ],
    ["exactly ten a week can be judged", plainClient(() => ({ reservations: "1.5" })), "fine"],
    ["a week with a missing day", plainClient(within(6, 6, null)), "days_missing"],
    [
      "measured for two weeks only",
      plainClient(within(15, 120, { reservations: null })),
      "too_little_history",
    ],
    ["closed for the winter", plainClient(within(1, 20, closed)), "no_delivery"],
    ["silent altogether: said there, not twice", plainClient(within(1, 11, none)), "fine"],
  ],
  row_volume_low: [
    ["two of eight campaigns while as much was spent", plainClient(within(1, 1, { rows: 2 })), "finding"],
    ["three of eight", plainClient(within(1, 1, { rows: 3 })), "fine"],
    [
      "two of eight for a quarter of the money",
      plainClient(within(1, 1, { rows: 2, total_spend: "25" })),
      "fine",
    ],
    ["one campaign of two", plainClient((age) => ({ rows: age === 1 ? 1 : 2 })), "fine"],
    [
      "no campaign at all while money was spent",
      plainClient((age) => ({ rows: age === 1 ? 0 : 2 })),
      "finding",
    ],
    ["no delivery", plainClient(within(1, 1, closed)), "fine"],
    ["a first week", plainClient((age) => (age > 7 ? null : undefined)), "too_little_history"],
    ["nothing new was read", plainClient(within(1, 2, null)), "not_read_recently"],
  ],
  days_missing: [
    ["a hole", plainClient(within(9, 9, null)), "finding"],
    ["the 35th day back", plainClient(within(35, 35, null)), "finding"],
    ["the 36th", plainClient(within(36, 36, null)), "fine"],
    ["yesterday: that is late, not a hole", plainClient(within(1, 1, null)), "fine"],
    [
      "a day that Meta does not answer has a name already",
      plainClient(within(9, 9, null), { namedGaps: new Set([day("2026-11-01")]) }),
      "fine",
    ],
    [
      "before the first day that is collected",
      plainClient(within(20, 120, null), { collectFrom: day("2026-10-22") }),
      "fine",
    ],
    [
      "older days while a new account catches up",
      plainClient(within(20, 120, null), { firstReadAt: morning.subtract({ hours: 47 }) }),
      "fine",
    ],
    [
      "older days that never came",
      plainClient(within(20, 120, null), { firstReadAt: morning.subtract({ hours: 48 }) }),
      "finding",
    ],
    ["nothing is due", plainClient(() => null, { collectFrom: day("2026-11-10") }), "nothing_due"],
    ["nothing was ever read", plainClient(() => null, { firstReadAt: null }), "never_read"],
  ],
  month_total_differs: [
    ["the same", plainClient(undefined, total("3100")), "fine"],
    ["inside the rounding of 31 days", plainClient(undefined, total("3100.16")), "fine"],
    ["outside of it", plainClient(undefined, total("3100.17")), "finding"],
    ["forints round to whole ones", plainClient(undefined, { ...total("3116"), currency: "HUF" }), "fine"],
    [
      "impressions have no rounding",
      plainClient(undefined, total("310001", { metric: "total_impressions" })),
      "finding",
    ],
    ["no total was read", plainClient(), "no_month_total"],
    [
      "a total from before the spend had settled",
      plainClient(undefined, total("3000", { observedAt: Temporal.Instant.from("2026-11-03T03:20:00Z") })),
      "no_month_total",
    ],
    ["a month with a missing day", plainClient(within(20, 20, null), total("3000")), "days_missing"],
    [
      "days that changed after the total was read",
      plainClient(undefined, total("3000", { daysChangedSince: true })),
      "read_at_different_times",
    ],
    [
      "days that will be read again first",
      plainClient(undefined, total("3000", { observedAt: Temporal.Instant.from("2026-11-10T05:00:00Z") })),
      "read_at_different_times",
    ],
    ...(["3100", "3000"] as const).map(
      (value): Case => [
        `days read between two readings of the total that gave the same ${value}`,
        plainClient(
          undefined,
          total(value, {
            observedAt: Temporal.Instant.from("2026-11-10T05:00:00Z"),
            sameSince: Temporal.Instant.from("2026-11-09T05:00:00Z"),
          }),
        ),
        value === "3100" ? "fine" : "finding",
      ],
    ),
  ],
  unusual_restatement: [
    [
      "a day's bookings doubled after a week",
      plainClient(undefined, restated("2026-11-01", { reservations: ["10", "21"] })),
      "finding",
    ],
    [
      "nine more are too few",
      plainClient(undefined, restated("2026-11-01", { reservations: ["10", "19"] })),
      "fine",
    ],
    [
      "in the first week they come in",
      plainClient(undefined, restated("2026-11-03", { reservations: ["4", "21"] })),
      "fine",
    ],
    [
      "bookings taken away",
      plainClient(undefined, restated("2026-10-20", { reservations: ["20", "5"] })),
      "finding",
    ],
    [
      "money of an older day",
      plainClient(undefined, restated("2026-11-01", { total_spend: ["100", "106"] })),
      "finding",
    ],
    [
      "five in a hundred are a correction",
      plainClient(undefined, restated("2026-11-01", { total_spend: ["100", "105"] })),
      "fine",
    ],
    [
      "money of the first days is not final",
      plainClient(undefined, restated("2026-11-07", { total_spend: ["50", "100"] })),
      "fine",
    ],
    [
      "eight days ago it was news",
      plainClient(undefined, restated("2026-10-20", { reservations: ["10", "40"] }, "2026-11-02T03:00:00Z")),
      "fine",
    ],
    ["nothing was ever read", plainClient(() => null), "never_read"],
  ],
  yesterday_late: [
    ["yesterday is missing at 8:00", plainClient(within(1, 1, null)), "finding"],
    [
      "at 6:30 already",
      plainClient(within(1, 1, null), { now: Temporal.Instant.from("2026-11-10T05:30:00Z") }),
      "finding",
    ],
    [
      "not a minute before",
      plainClient(within(1, 1, null), { now: Temporal.Instant.from("2026-11-10T05:29:00Z") }),
      "fine",
    ],
    [
      "in New York it is 2:00 at night",
      plainClient(within(1, 1, null), { zone: "America/New_York" }),
      "fine",
    ],
    ["two days are stale, not late", plainClient(within(1, 2, null)), "fine"],
    ["incident 46 today is never expected", plainClient(), "fine"],
    ["an account of today", plainClient(() => null, { collectFrom: day("2026-11-10") }), "nothing_due"],
    [
      "an agency that expects it at nine",
      plainClient(within(1, 1, null), limits({ late_at: "09:00" })),
      "fine",
    ],
  ],
  data_stale: [
    ["two days are missing", plainClient(within(1, 2, null)), "finding"],
    ["one is only late", plainClient(within(1, 1, null)), "fine"],
    [
      "at night it stays what it was",
      plainClient(within(1, 3, null), { now: Temporal.Instant.from("2026-11-10T02:00:00Z") }),
      "finding",
    ],
    ["nothing was ever read of a month that is due", plainClient(() => null), "finding"],
    ["an account of today", plainClient(() => null, { collectFrom: day("2026-11-10") }), "nothing_due"],
  ],
  shared_ad_account: [
    ["incident 35 the same figures on seven days", plainClient(undefined, twin(7)), "finding"],
    ["on six it may be chance", plainClient(undefined, twin(6)), "fine"],
    ["incident 35 one and the same account", plainClient(undefined, twin(null)), "finding"],
    ["nobody else", plainClient(), "fine"],
  ],
  rate_limited: [
    ["another sixteen minutes", plainClient(undefined, wait(16)), "finding"],
    ["fifteen are ordinary", plainClient(undefined, wait(15)), "fine"],
    ["it was yesterday", plainClient(undefined, wait(-600)), "fine"],
  ],
};

describe.each(Object.keys(cases) as DataCheck[])("%s", (check) => {
  test.each(cases[check])("%s", (_, input, said) => {
    expect(saidOf(check, input)).toBe(said);
  });
});

test("R9 under ten conversions no share is named, only counts", () => {
  const share = (input: CheckInput) => {
    const answer = evaluate(input).data.kpi_fell;
    return answer.outcome === "finding" ? answer.findings[0]?.evidence.share : "nothing found";
  };
  expect(share(plainClient(fewer(0.3)))).toBe("0.3");
  expect(share(plainClient(fewer(0.1)))).toBeNull();
});

test("a limit that is misspelt or impossible is refused, and none is needed", () => {
  expect(thresholdsSchema.parse({})).toMatchObject({
    restated_days: 7,
    twin_days: 7,
    rate_limit_minutes: 15,
  });
  for (const wrong of [{ silent_day: 3 }, { silent_days: 0 }, { kpi_fell_below: 1 }, { late_at: "25:00" }])
    expect(thresholdsSchema.safeParse(wrong).success).toBe(false);
});
