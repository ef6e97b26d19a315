import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { type Report, reportSchema } from "@/lib/report/document";
import {
  at,
  byAge,
  byPlacement,
  byRegion,
  hotelJantar,
  monthReach,
  withAccountDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

const october = hotelJantar();
const build = (over: Partial<ReportInput>) => buildReport({ ...october, ...over });
const window = (since: string, until: string) => ({
  since: parseCalendarDay(since),
  until: parseCalendarDay(until),
});

describe("reach of the month", () => {
  test("C23 incident 14: is what Meta answered for exactly these days, whatever the days themselves add up to", () => {
    expect(build({}).reach).toEqual({
      value: "11840",
      frequency: "2.618243",
      window: { since: "2026-10-01", until: "2026-10-31" },
      state: "provisional",
      observed_at: "2026-11-04T03:14:00Z",
    });
    expect(build({ reach: [] }).reach).toEqual({ unavailable: "not_collected" });
  });

  test("C23 incident 14: answers about parts of the month are not added up, and none stands for the whole", () => {
    const parts = [
      monthReach({ window: window("2026-10-01", "2026-10-15") }),
      monthReach({ window: window("2026-10-16", "2026-10-31") }),
      monthReach({ window: window("2026-10-01", "2026-10-30") }),
    ];
    expect(build({ reach: parts }).reach).toEqual({ unavailable: "not_collected" });
    const days = october.days.map(({ date }) => monthReach({ window: { since: date, until: date } }));
    expect(build({ reach: days }).reach).toEqual({ unavailable: "not_collected" });
  });

  test("of a month that is not over is that of the days asked, which stand beside it", () => {
    const now = at("2026-10-20T09:00");
    const days = october.days.filter(({ date }) => date < "2026-10-20");
    const reach = [
      monthReach({ window: window("2026-10-01", "2026-10-17") }),
      monthReach({ window: window("2026-10-01", "2026-10-18") }),
    ];
    expect(build({ now, days, reach }).reach).toMatchObject({
      value: "11840",
      window: { since: "2026-10-01", until: "2026-10-18" },
    });
  });

  test("of a client's first month begins with its first day", () => {
    const account = { ...october.account, collectFrom: parseCalendarDay("2026-10-12") };
    expect(build({ account }).reach).toEqual({ unavailable: "not_collected" });
    const reach = [monthReach({ window: window("2026-10-12", "2026-10-31") })];
    expect(build({ account, reach }).reach).toMatchObject({ value: "11840" });
  });

  test("is settled once it was read 28 days after the month", () => {
    const state = (local: string) => {
      const { reach } = build({ reach: [monthReach({ observedAt: at(local) })] });
      return "state" in reach ? reach.state : null;
    };
    expect(state("2026-11-27T23:59")).toBe("provisional");
    expect(state("2026-11-28T04:15")).toBe("settled");
  });

  test.each([
    ["not_reported", "not_reported"],
    ["older_than_13_months", "not_kept"],
    ["meta_unavailable", "failed"],
    ["request_refused", "failed"],
  ])("that is not there says why: %s is %s, never 0", (unavailable, told) => {
    const reach = [monthReach({ reach: null, frequency: null, unavailable })];
    expect(build({ reach }).reach).toEqual({ unavailable: told });
  });
});

type Told = Exclude<Report["breakdowns"]["region"], { unavailable: string }>;
function told(breakdown: Report["breakdowns"]["region"]): Told {
  if ("unavailable" in breakdown) throw new Error(`unavailable: ${breakdown.unavailable}`);
  return breakdown;
}

describe("who and where", () => {
  test("C24 rows have both keys, and with the difference they are the account's own total", () => {
    const { age_gender, placement } = build({}).breakdowns;
    expect(told(age_gender).rows.map(({ keys, figures }) => [...keys, figures.total_spend])).toEqual([
      ["25-34", "female", "900"],
      ["35-44", "male", "335"],
      ["Unknown", "unknown", "12.75"],
    ]);
    expect(told(age_gender)).toMatchObject({
      covers: { spend: "1247.75", account_spend: "1247.75", observed_at: "2026-11-04T03:15:00Z" },
      difference: "0",
    });
    expect(told(placement).rows.map(({ keys }) => keys)).toEqual([
      ["instagram", "instagram_reels"],
      ["facebook", "feed"],
    ]);
    expect(told(placement)).toMatchObject({ difference: "12.5" });
    for (const breakdown of [told(age_gender), told(placement)]) {
      const rows = breakdown.rows.map(({ figures }) => parseDecimal(figures.total_spend ?? ""));
      const whole = sum([...rows, parseDecimal(breakdown.difference ?? "")]);
      expect(toDecimalText(whole)).toBe(build({}).figures.total_spend.value);
    }
  });

  test("C25 what Meta does not give by region is null and named, not 0; where the type is Meta's own it counts", () => {
    const region = told(build({}).breakdowns.region);
    expect(region.not_reported).toEqual(["reservations", "reservation_value"]);
    expect(region.rows[0]).toMatchObject({
      keys: ["Pomorskie"],
      figures: { total_spend: "1247.75", reservations: null, cost_per_reservation: null, roas: null },
    });
    expect(told(build({}).breakdowns.age_gender).not_reported).toEqual([]);
  });

  test("ratios of a row are ratios of its sums, of what the client sees and nothing else", () => {
    const [first] = told(build({}).breakdowns.age_gender).rows;
    expect(first?.figures).toEqual({
      ...{ total_spend: "900", total_impressions: "21000", total_clicks: "420", link_clicks: "210" },
      ...{ reservations: "22", reservation_value: "6600" },
      ...{ cost_per_reservation: "40.909090909091", roas: "7.333333333333" },
    });
  });

  test("an account total that Meta did not give: nobody knows what the rows cover", () => {
    const { region } = build({ breakdowns: [byRegion({ accountSpend: null })] }).breakdowns;
    expect(told(region)).toMatchObject({ covers: { account_spend: null }, difference: null });
  });

  test("a KPI that counted something else when it was read is unknown until it is read again", () => {
    const choices = { ...byAge().choices, reservations: null };
    const [first] = told(build({ breakdowns: [byAge({ choices })] }).breakdowns.age_gender).rows;
    expect(first?.figures).toMatchObject({
      reservations: null,
      cost_per_reservation: null,
      reservation_value: "6600",
    });
  });

  test("R8 a month in two currencies has none", () => {
    const changed = withAccountDays(october, { until: "2026-10-10", currency: "EUR" });
    expect(buildReport(changed).breakdowns.placement).toEqual({ unavailable: "currency_changed" });
  });

  test("a reading of a part of an ended month does not stand for the month", () => {
    const part = { window: window("2026-10-01", "2026-10-28") };
    expect(build({ breakdowns: [byAge(part)] }).breakdowns.age_gender).toEqual({
      unavailable: "not_collected",
    });
    const failed = byAge({ ...part, unavailable: "meta_unavailable" });
    expect(build({ breakdowns: [failed] }).breakdowns.age_gender).toEqual({ unavailable: "failed" });
  });
});

describe("a source that failed", () => {
  const failed = byPlacement({ rows: [], spend: null, accountSpend: null, unavailable: "request_refused" });

  test("incident 47: fails neither the report nor another block", () => {
    const whole = build({});
    const report = build({ breakdowns: [byAge(), failed, byRegion()], reach: [] });
    expect(report.breakdowns.placement).toEqual({ unavailable: "failed" });
    expect(report.breakdowns.age_gender).toEqual(whole.breakdowns.age_gender);
    expect(report.breakdowns.region).toEqual(whole.breakdowns.region);
    expect({ ...report, breakdowns: null, reach: null }).toEqual({ ...whole, breakdowns: null, reach: null });
  });

  test("incident 27: stands in the document as failed, so that no surface can render it as empty or as fine", () => {
    for (const report of [build({ breakdowns: [failed] }), build({ breakdowns: [], reach: [] })]) {
      const sections = [report.reach, ...Object.values(report.breakdowns)];
      for (const section of sections) {
        if ("unavailable" in section) expect(Object.keys(section)).toEqual(["unavailable"]);
      }
      expect(report.breakdowns.placement).not.toHaveProperty("rows");
      expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    }
    // Nor can a section be left out of a document: it says what it has or why it has nothing.
    const { breakdowns: _, ...without } = build({});
    expect(reportSchema.safeParse(without).success).toBe(false);
  });

  test("figures of an earlier reading stay, with when they were read", () => {
    const stale = byAge({ unavailable: "meta_unavailable", observedAt: at("2026-11-02T04:15") });
    expect(told(build({ breakdowns: [stale] }).breakdowns.age_gender).covers.observed_at).toBe(
      "2026-11-02T03:15:00Z",
    );
  });
});
