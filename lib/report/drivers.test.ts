import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import { driversOf } from "@/lib/report/drivers";
import { accountDay, hotelJantar } from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { Decimal, parseDecimal, sum } from "@/lib/values/decimal";
import { daysOf } from "@/lib/values/window";

const span = daysOf({ since: parseCalendarDay("2025-10-01"), until: parseCalendarDay("2026-10-31") });

/** Figures of one month's every day. */
interface Daily {
  readonly spend: string;
  readonly impressions: number;
  readonly clicks: number;
  readonly results: number;
}

function monthsOf(september: Daily, october: Daily, over: Partial<ReportInput> = {}): ReportInput {
  return hotelJantar({
    days: span.map((date) => {
      const of = date >= "2026-10-01" ? october : september;
      return accountDay(date, {
        values: {
          ...{ total_spend: of.spend, total_impressions: of.impressions, total_clicks: of.clicks + 5 },
          ...{ link_clicks: of.clicks, reservations: of.results, reservation_value: "100", leads: null },
        },
      });
    }),
    ...over,
  });
}

const quiet: Daily = { spend: "40.25", impressions: 1000, clicks: 12, results: 2 };

function explained(report: Report) {
  if (!("of" in report.drivers)) throw new Error(`not explained: ${report.drivers.unavailable}`);
  return report.drivers;
}

/** Figures of two months as far as a split needs them, all of them compared. */
function comparedFigures(september: Daily, october: Daily): Report["figures"] {
  const sums = (of: Daily) => ({
    total_spend: new Decimal(of.spend),
    total_impressions: new Decimal(of.impressions),
    link_clicks: new Decimal(of.clicks),
    reservations: new Decimal(of.results),
    cost_per_reservation: new Decimal(of.spend).dividedBy(of.results),
  });
  const [base, own] = [sums(september), sums(october)];
  return Object.fromEntries(
    Object.entries(own).map(([metric, value]) => {
      const previous = {
        ...{ kind: "percent", own: value.toFixed(), base: base[metric as keyof typeof base].toFixed() },
        ...{ own_days: 31, base_days: 30, change: "1", good: null },
      };
      return [metric, { value: value.toFixed(), comparisons: { previous, year_ago: previous } }];
    }),
  ) as unknown as Report["figures"];
}

const anyFigures = hotelJantar().campaigns[0]?.figures;

/** The month's sums in three campaigns of unequal worth. */
function campaignsOf({ spend, results }: Daily): ReportInput["campaigns"] {
  const none = anyFigures as ReportInput["campaigns"][number]["figures"];
  return [0.5, 0.3, 0.2].map((share, index) => ({
    id: `c${index}`,
    name: `c${index}`,
    figures: {
      ...none,
      total_spend: new Decimal(spend).times(share),
      reservations: new Decimal(results).times([0.2, 0.3, 0.5][index] ?? 0),
    },
  }));
}

describe("drivers", () => {
  test("say by how much each factor made a reservation dearer or cheaper, to the printed difference", () => {
    const drivers = explained(
      buildReport(monthsOf(quiet, { ...quiet, spend: "48.30", clicks: 15, results: 3 })),
    );
    expect(drivers).toMatchObject({ of: "cost_per_reservation", from: "20.125", to: "16.1" });
    expect(drivers.factors.map(({ key, amount }) => [key, Number(amount) > 0])).toEqual([
      ["cpm", true],
      ["link_ctr", false],
      ["result_rate", false],
    ]);
    // 20.13 and 16.10 are printed.
    expect(sum(drivers.factors.map(({ amount }) => parseDecimal(amount))).toFixed(2)).toBe("-4.03");
  });

  test("a factor that did not change has no amount", () => {
    const { factors } = explained(buildReport(monthsOf(quiet, { ...quiet, results: 4 })));
    expect(factors.map(({ amount }) => amount)).toEqual(["0", "0", expect.stringMatching(/^-/)]);
  });

  test("add up to the printed change to the minor unit, whatever the months", () => {
    const daily = fc.record({
      spend: fc
        .integer({ min: 100, max: 900_000 })
        .map((cents) => new Decimal(cents).dividedBy(100).toFixed()),
      impressions: fc.integer({ min: 50, max: 900_000 }),
      clicks: fc.integer({ min: 1, max: 49 }),
      results: fc.integer({ min: 1, max: 400 }),
    });
    const currency = fc.constantFrom("PLN", "JPY", "HUF");
    // Two months nearly alike, their cost beside a half: rounding leaves more than any factor changed.
    const near = fc.record({
      spend: fc.integer({ min: 10_030, max: 10_070 }).map(String),
      impressions: fc.integer({ min: 99_600, max: 100_400 }),
      clicks: fc.integer({ min: 996, max: 1004 }),
      results: fc.constant(100),
    });
    const months = fc.oneof(fc.tuple(daily, daily), fc.tuple(near, near));
    fc.assert(
      fc.property(months, currency, ([september, october], money) => {
        const drivers = driversOf({
          shown: ["reservations"],
          figures: comparedFigures(september, october),
          currency: money,
          campaigns: campaignsOf(october),
          previousCampaigns: campaignsOf(september),
        });
        if (!("of" in drivers)) throw new Error("nothing forbids this split");
        const { factors, from, to, between, within } = drivers;
        const digits = money === "PLN" ? 2 : 0;
        const printed = (text: string) => parseDecimal(text).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
        const change = printed(to).minus(printed(from));
        expect(sum(factors.map(({ amount }) => parseDecimal(amount))).eq(change)).toBe(true);
        for (const { amount } of factors)
          expect(parseDecimal(amount).decimalPlaces()).toBeLessThanOrEqual(digits);
        // No rest of rounding says that a factor pushed the other way than it did.
        for (const { key, from: before, to: after, amount } of factors) {
          const isInverse = key === "link_ctr" || key === "result_rate";
          const [low, high] = isInverse ? [after, before] : [before, after];
          const pushed = parseDecimal(high).comparedTo(low);
          expect(Math.sign(Number(amount)) * pushed, `${key} ${before} ${after} ${amount}`).not.toBe(-1);
        }
        if (between !== null && within !== null)
          expect(parseDecimal(between).plus(within).eq(change)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("a yen that rounding leaves over goes to a factor that made the result dearer, never to one that made it cheaper", () => {
    // 100.47 yen a reservation in September, 100.53 in October: 100 and 101 are printed, and the most that any factor did was to make it cheaper.
    const september = { spend: "10047", impressions: 100_000, clicks: 1000, results: 100 };
    const october = { spend: "10053", impressions: 100_460, clicks: 1002, results: 100 };
    const drivers = driversOf({
      ...{ shown: ["reservations"], currency: "JPY" },
      figures: comparedFigures(september, october),
      ...{ campaigns: campaignsOf(october), previousCampaigns: campaignsOf(september) },
    });
    if (!("of" in drivers)) throw new Error("nothing forbids this split");
    expect(drivers.factors.map(({ key, amount }) => [key, amount])).toEqual([
      ["cpm", "0"],
      ["link_ctr", "1"],
      ["result_rate", "0"],
    ]);
  });

  test("without results the spend is explained, by how often and how dearly ads were shown", () => {
    const report = buildReport(
      monthsOf(
        { ...quiet, results: 0 },
        { ...quiet, results: 0, spend: "60.25", impressions: 1200 },
        { mapping: { version: 0, choices: hotelJantar().mapping.choices, chosenOn: {} } },
      ),
    );
    expect(explained(report)).toMatchObject({ of: "total_spend" });
    expect(explained(report).factors.map(({ key }) => key)).toEqual(["total_impressions", "cpm"]);
  });

  test("a month after one of zeros is not split because a factor is zero, which is no word of few results", () => {
    const none = { spend: "0", impressions: 0, clicks: 0, results: 0 };
    const { shown: _, ...client } = hotelJantar().client;
    const input = monthsOf(none, quiet, {
      client: { ...client, shown: ["total_spend", "total_impressions"] },
    });
    const report = buildReport(input);
    expect(report.figures.total_spend.comparisons.previous.kind).toBe("from_zero");
    expect(report.drivers).toMatchObject({ unavailable: "factor_missing" });
  });

  test("under ten reservations nothing is split, and amounts by campaign stand instead", () => {
    const few = monthsOf({ ...quiet, results: 0 }, { ...quiet, results: 0 });
    const days = few.days.map((day) =>
      day.date.endsWith("-01") ? accountDay(day.date, { values: { reservations: 4 } }) : day,
    );
    const { drivers } = buildReport({ ...few, days });
    expect(drivers).toMatchObject({ unavailable: "too_few" });
  });

  test("R9: a month with a missing day is not split by campaign", () => {
    const input = monthsOf(quiet, { ...quiet, spend: "44.25" });
    const { drivers } = buildReport({
      ...input,
      days: input.days.filter(({ date }) => date !== "2026-10-09"),
    });
    expect(drivers).toMatchObject({ of: "cost_per_reservation", between: null, within: null });
  });

  test("a budget moved to the cheaper campaign is told apart from campaigns that did better", () => {
    const input = monthsOf({ ...quiet, spend: "40", results: 2 }, { ...quiet, spend: "40", results: 2.5 });
    type Campaigns = ReportInput["campaigns"];
    /** A month's two campaigns with another part each of its spend and its reservations. */
    const parted = (month: Campaigns, ...parts: readonly (readonly [number, number])[]): Campaigns =>
      month.map(({ figures }, index) => {
        const [spend, reservations] = parts[index] ?? [0, 0];
        const id = index === 0 ? "dear" : "cheap";
        const own = { total_spend: new Decimal(spend), reservations: new Decimal(reservations) };
        return { id, name: id, figures: { ...figures, ...own } };
      });
    // September: 600 for 15 and 600 for 45. October: 310 for 7.75 and 930 for 69.75: the same two, and both add up to the account.
    const moved = buildReport({
      ...input,
      previousCampaigns: parted(input.previousCampaigns, [600, 15], [600, 45]),
      campaigns: parted(input.campaigns, [310, 7.75], [930, 69.75]),
    });
    // Results per spend did not change within either campaign.
    expect(explained(moved).within).toBe("0");
    expect(Number(explained(moved).between)).toBeLessThan(0);
  });
});
