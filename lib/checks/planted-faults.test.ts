import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type CheckKey, checks, type DataCheck } from "@/lib/checks/catalogue";
import type { CheckedDay, CheckInput } from "@/lib/checks/check-input";
import { dataChecks, evaluate } from "@/lib/checks/evaluate";
import { healthyClients } from "@/lib/checks/fixtures/healthy-clients";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";
import { Decimal } from "@/lib/values/decimal";

const clients = healthyClients(2);
/** A hotel that never closes and a shop that sells a lot: each fault can be planted in any week of their year. */
const [hotel, shop] = [clients[1], clients[4]];
if (!hotel || !shop) throw new Error("two clients");

const reservations = (day: CheckedDay, value: Decimal): CheckedDay => ({
  ...day,
  figures: { ...day.figures, reservations: value },
});

/** Changes the days whose age (1 = yesterday) the fault reaches. */
function bend(
  input: CheckInput,
  ages: readonly number[],
  change: (day: CheckedDay) => CheckedDay | null,
): CheckInput {
  const length = input.days.length;
  return {
    ...input,
    days: input.days.flatMap((day, index) => (ages.includes(length - index) ? (change(day) ?? []) : day)),
  };
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const dayAt = (input: CheckInput, age: number): CheckedDay => {
  const day = input.days.at(-age);
  if (!day) throw new Error(`no day of age ${age}`);
  return day;
};

/** Every fault of the list that facts can show, on the first morning on which it is complete; and what it is found as. */
const faults: {
  readonly [Check in DataCheck]: { readonly subject: RegExp; plant(input: CheckInput): CheckInput };
} = {
  spend_without_conversions: {
    subject: /^reservations$/,
    plant: (input) => bend(input, [1, 2, 3], (day) => reservations(day, new Decimal(0))),
  },
  conversions_without_spend: {
    subject: /^account$/,
    plant: (input) =>
      bend(input, [2], (day) => ({ ...day, figures: { ...day.figures, total_spend: new Decimal(0) } })),
  },
  kpi_fell: {
    subject: /^reservations$/,
    plant: (input) =>
      bend(input, range(1, 10), (day) =>
        reservations(day, (day.figures.reservations ?? new Decimal(0)).times("0.3").floor()),
      ),
  },
  row_volume_low: {
    subject: /^campaigns$/,
    plant: (input) => bend(input, [1], (day) => ({ ...day, campaignRows: 2 })),
  },
  days_missing: { subject: /^account$/, plant: (input) => bend(input, [9], () => null) },
  month_total_differs: {
    subject: /^\d{4}-\d{2}$/,
    plant: (input) => ({
      ...input,
      monthTotals: input.monthTotals.map((total, index) =>
        index === 0 ? { ...total, value: total.value.plus("12.5") } : total,
      ),
    }),
  },
  unusual_restatement: {
    subject: /^reservations$/,
    plant: (input) => {
      const { date, figures } = dayAt(input, 15);
      const from = figures.reservations ?? new Decimal(0);
      const changes = { reservations: { from, to: from.times(2).plus(10) } };
      return {
        ...input,
        restatements: [
          ...input.restatements,
          { date, observedAt: input.now.subtract({ hours: 4 }), changes },
        ],
      };
    },
  },
  yesterday_late: { subject: /^\d{4}-\d{2}-\d{2}$/, plant: (input) => bend(input, [1], () => null) },
  data_stale: { subject: /^account$/, plant: (input) => bend(input, [1, 2], () => null) },
  shared_ad_account: {
    subject: /^other-hotel$/,
    plant: (input) => ({ ...input, twins: [{ client: "other-hotel", account: "act_2", sameDays: 14 }] }),
  },
  rate_limited: {
    subject: /^account$/,
    plant: (input) => ({ ...input, blocked: { account: input.now.add({ hours: 1 }), app: null } }),
  },
};

/** What was found, as `check subject`. */
function alarms(input: CheckInput): string[] {
  const { data } = evaluate(input);
  return dataChecks.flatMap((check) => {
    const answer = data[check];
    return answer.outcome === "finding" ? answer.findings.map(({ subject }) => `${check} ${subject}`) : [];
  });
}

/** From the sixth of a month on, when Meta's total of the one before has settled. */
const mornings = fc
  .integer({ min: 0, max: 360 })
  .map((day) => addDays(hotel.firstMorning, day))
  .filter((day) => Number(day.slice(8)) >= 6);
const someone = fc.constantFrom(hotel, shop);

describe("R8 recall", () => {
  test.each(dataChecks)(
    "%s is named for its planted fault, on any day of the year, and nothing else is",
    (check) => {
      const { plant, subject } = faults[check];
      fc.assert(
        fc.property(someone, mornings, (client, today) => {
          const [first, ...others] = alarms(plant(client.at(today)));
          expect(others).toEqual([]);
          expect(first?.startsWith(`${check} `)).toBe(true);
          expect(first?.slice(check.length + 1)).toMatch(subject);
        }),
        { numRuns: 25 },
      );
    },
  );

  test("every finding carries the numbers it was made from as text, and months that lie in the year", () => {
    fc.assert(
      fc.property(someone, mornings, fc.constantFrom(...dataChecks), (client, today, check) => {
        const answer = evaluate(faults[check].plant(client.at(today))).data[check];
        if (answer.outcome !== "finding") throw new Error("nothing found");
        for (const { evidence, months, amount, message } of answer.findings) {
          expect(message.length).toBeGreaterThan(10);
          for (const value of Object.values(evidence).flat())
            expect(value === null || typeof value === "string").toBe(true);
          for (const month of months) expect(month <= monthOf(today)).toBe(true);
          if (amount !== null) expect(amount).toMatch(/^\d+(\.\d+)?$/);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("many faults at once are each named", () => {
    const today = "2025-10-20" as CalendarDay;
    const several = [
      "days_missing",
      "rate_limited",
      "shared_ad_account",
      "unusual_restatement",
      "row_volume_low",
    ] as const;
    const input = several.reduce((bent, check) => faults[check].plant(bent), hotel.at(today));
    expect(
      alarms(input)
        .map((alarm) => alarm.split(" ")[0])
        .sort(),
    ).toEqual([...several].sort());
  });

  const leftBehind = (Object.keys(checks) as CheckKey[]).filter((check) =>
    ["read", "condition"].includes(checks[check].where),
  );
  test.each(leftBehind)(
    "%s, which the collector finds, is a finding while it is open, fine after a look, unknown without",
    (check) => {
      const input = hotel.at("2025-10-20" as CalendarDay);
      const answer = (bent: CheckInput) => (evaluate(bent).outcomes as Record<string, unknown>)[check];
      expect(answer({ ...input, open: new Set([check]) })).toEqual({ outcome: "finding" });
      expect(answer(input)).toEqual({ outcome: "fine" });
      // Incident 32: nothing open because nobody looked is not health.
      expect(answer({ ...input, days: [], accountCheckedAt: null, tokenCheckedAt: null })).toEqual({
        outcome: "unknown",
        reason: "never_read",
      });
      expect(answer({ ...input, now: input.now.add({ hours: 72 }) })).toEqual({
        outcome: "unknown",
        reason: "not_read_recently",
      });
    },
  );
});

test("incident 31 a token that died eight days ago is no eight days of zeros: stale data, and no check that calls it fine", () => {
  const input = bend(hotel.at("2025-10-20" as CalendarDay), range(1, 8), () => null);
  const { data, outcomes } = evaluate(input);
  expect(data.data_stale).toMatchObject({
    outcome: "finding",
    findings: [
      { severity: "high", evidence: { days: expect.arrayContaining(["2025-10-12", "2025-10-19"]) } },
    ],
  });
  for (const check of ["spend_without_conversions", "kpi_fell", "row_volume_low"] as const)
    expect(data[check]).toEqual({ outcome: "unknown", reason: "not_read_recently" });
  expect(outcomes.campaign_sum_differs.outcome).toBe("unknown");
  // It was read until then: "never" would be as wrong as "fine".
  expect(
    Object.values(outcomes).filter((answer) => "reason" in answer && answer.reason === "never_read"),
  ).toEqual([]);
  expect(outcomes.no_access).toEqual({ outcome: "unknown", reason: "not_read_recently" });
});

test("a perfect month alarms on none of its days, by any client's clock", () => {
  fc.assert(
    fc.property(fc.constantFrom(...clients), mornings, (client, today) => {
      expect(alarms(client.at(today))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("the same facts at the same moment give the same answers", () => {
  const input = shop.at("2025-12-10" as CalendarDay);
  expect(evaluate(input)).toEqual(evaluate({ ...input, now: Temporal.Instant.from(input.now.toString()) }));
});
