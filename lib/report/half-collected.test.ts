import { describe, expect, test } from "vitest";
import { textOf } from "@/components/report/fixtures/page-text";
import { exportRows } from "@/lib/deliver/export/export-rows";
import { type figures, measured } from "@/lib/kpi/fixtures/days";
import { renderPublication } from "@/lib/publications/render-publication";
import { courseOf } from "@/lib/publications/view/course";
import { buildReport } from "@/lib/report/build-report";
import { accountDay, at, hotelJantar, withDays } from "@/lib/report/fixtures/hotel";
import type { ReportSettings } from "@/lib/report/goals";
import type { ReportInput } from "@/lib/report/input";
import { shownMonths } from "@/lib/report/shown-state";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";

const jantar = hotelJantar();

/** Hotel Jantar as it is collected from a day on: nothing before it is stored, and nothing before it is due. */
function collectedFrom(day: string, over: Partial<ReportInput> = {}): ReportInput {
  const collectFrom = parseCalendarDay(day);
  const input = withDays(jantar, (date) => date >= collectFrom);
  return { ...input, account: { ...input.account, collectFrom }, ...over };
}
const said = (input: ReportInput) => buildReport(input).verdict.text.replaceAll("\u00A0", " ");
const english = (input: ReportInput): ReportInput => ({
  ...input,
  client: { ...input.client, locale: "en", names: {} },
});

const goal = (
  metric: "reservations" | "cost_per_reservation",
  kind: "at_least" | "at_most",
  target: string,
) => ({ metric, kind, target: toDecimalText(parseDecimal(target)) as DecimalText }) as const;

describe("a month that the collection entered half-way is not a whole one", () => {
  test.each([
    ["a month of the record", "2026-06-12", "2026-06"],
    ["this month", "2026-10-12", "2026-10"],
  ])("%s is drawn as a part, and the months after it as they are", (_which, since, half) => {
    const report = buildReport(collectedFrom(since));
    const drawn = shownMonths(report, "total_spend").filter(({ value }) => value !== null);
    expect(drawn[0]).toMatchObject({ month: half, state: "partial" });
    expect(drawn.slice(1).map(({ state }) => state)).not.toContain("partial");
    // What is not known to be right is said first.
    const differs = { ...report, differing_sums: ["total_spend" as const] };
    expect(shownMonths(differs, "total_spend").at(-1)?.state).toBe("unreconciled");
  });

  test("the verdict says of how many days it speaks, in both languages", () => {
    const half = collectedFrom("2026-10-12");
    expect(said(half)).toMatch(/^20 z 31 dni – (koszt|rezerwacje)/);
    expect(said(english(half))).toMatch(/^20 of 31 days – (there were|a reservation)/);
    // A gap in the half is one day less of the same month.
    const gap = withDays(half, (date) => date >= "2026-10-12" && date !== "2026-10-20");
    expect(said(gap)).toMatch(/^19 z 31 dni – /);
  });

  test("a month that is not over speaks of the days that are due, as its data line does", () => {
    const open = withDays(jantar, (date) => date <= "2026-10-10");
    const now = at("2026-10-11T09:00");
    expect(said({ ...open, now })).not.toMatch(/^\d+ z/);
    expect(said({ ...withDays(open, (date) => date <= "2026-10-10" && date !== "2026-10-04"), now })).toMatch(
      /^9 z 10 dni – /,
    );
  });

  test("the days before it are not missing, in the document, in the files and in the table: nobody owed them", async () => {
    const report = buildReport(collectedFrom("2026-10-12"));
    const before = report.daily.filter(({ date }) => date < "2026-10-12");
    expect(before.map(({ state, figures }) => [state, figures])).toEqual(before.map(() => [null, null]));
    expect(report.coverage.missing).toEqual([]);
    const rows = exportRows(report).filter(({ date }) => date !== null && date < "2026-10-12");
    expect(rows.length).toBeGreaterThanOrEqual(11);
    for (const { value, state } of rows) expect([value, state]).toEqual([null, "not_collected"]);
    const { html } = await renderPublication({ report, documentSha256: null });
    const text = textOf(html.toString("utf8")).replaceAll("\u00A0", " ");
    expect(text).toContain("11 października——nie pobrano");
    expect(text).not.toContain("jeszcze trwa");
  });

  test("where the first days that are due lack too, those before them are still told apart from them", () => {
    const input = withDays(collectedFrom("2026-10-12"), (date) => date >= "2026-10-14");
    const states = courseOf(buildReport(input)).days.map(({ state }) => state);
    expect(states.slice(10, 14)).toEqual(["not_collected", "missing", "missing", "provisional"]);
    const nothing = buildReport(withDays(collectedFrom("2026-10-12"), () => false));
    expect(courseOf(nothing).days.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 11 }, () => "not_collected"),
      ...Array.from({ length: 20 }, () => "missing"),
    ]);
  });

  test("a day that is not over is neither", () => {
    const now = at("2026-10-15T09:00");
    const open = withDays(collectedFrom("2026-10-12"), (date) => date >= "2026-10-12" && date < "2026-10-15");
    const states = courseOf(buildReport({ ...open, now })).days.map(({ state }) => state);
    expect(states.slice(10, 16)).toEqual([
      ...["not_collected", "provisional", "provisional", "provisional"],
      ...[null, null],
    ]);
  });

  test.each([
    ["at least more than it has", goal("reservations", "at_least", "30"), null],
    ["at least what it has already", goal("reservations", "at_least", "20"), true],
    ["at most more than it has", goal("reservations", "at_most", "30"), null],
    ["at most less than it has", goal("reservations", "at_most", "5"), false],
    ["a cost, which says nothing of the other days", goal("cost_per_reservation", "at_most", "50"), null],
  ])("goal: %s", (_what, one, met) => {
    const settings: ReportSettings = { monthlyBudget: null, goals: [one] };
    const report = buildReport(collectedFrom("2026-10-12", { settings }));
    expect(report.figures.reservations.value).toBe("20");
    expect(report.goals?.figures[0]?.met).toBe(met);
    // Of a whole month each of them is known.
    expect(buildReport({ ...jantar, settings }).goals?.figures[0]?.met).not.toBeNull();
  });
});

describe("a result that is measured since the middle of the month is not told as the month's", () => {
  const since = "2026-10-21";
  /** Every day of October is stored; its reservations, five on each day, were counted since the 21st only. */
  const measuredSince = (reservations = 5, delivery: Parameters<typeof figures>[0] = {}): ReportInput => {
    const days = jantar.days.map(({ date }) => {
      const isMeasured = date >= since;
      const counts = {
        reservations: isMeasured ? reservations : null,
        reservation_value: isMeasured ? reservations * 300 : null,
      };
      return accountDay(date, { values: { ...delivery, ...counts } });
    });
    const choices = measured({ reservations: since, reservation_value: since });
    return { ...withDays({ ...jantar, days }, () => true), mapping: { ...jantar.mapping, choices } };
  };
  /** A day whose campaigns lack a reservation. */
  const text = (amount: string) => toDecimalText(parseDecimal(amount));
  const difference = { campaigns: text("4"), account: text("5"), difference: text("1") };
  const differing = {
    reconciled: false,
    differences: [{ metric: "reservations" as const, ...difference }],
  };
  const nothing = { total_spend: "0", total_impressions: 0, total_clicks: 0, link_clicks: 0 };

  test("the verdict says of how many days its result and its cost are, in both languages", () => {
    const { figures, coverage } = buildReport(measuredSince());
    expect([coverage.days, figures.reservations.days, figures.cost_per_reservation.days]).toEqual([
      31, 11, 11,
    ]);
    expect(said(english(measuredSince()))).toBe(
      "11 of 31 days – there were 55 reservations, and a reservation cost PLN 8.05.",
    );
    expect(said(measuredSince())).toMatch(/^11 z 31 dni – rezerwacje: 55, a koszt jednostkowy to 8,05 zł\.$/);
  });

  test("a gap among the counted days is one less of them, one before them is not", () => {
    const without = (gap: string) => withDays(measuredSince(), (date) => date !== gap);
    expect(said(english(without("2026-10-25")))).toMatch(/^10 of 31 days – there were 50 reservations/);
    expect(said(english(without("2026-10-04")))).toMatch(/^11 of 31 days – there were 55 reservations/);
  });

  test("of a month that is not over it is told against the days that are due", () => {
    const open = withDays(measuredSince(), (date) => date <= "2026-10-23");
    expect(said(english({ ...open, now: at("2026-10-24T09:00") }))).toMatch(/^3 of 23 days – there were 15 /);
  });

  test("no results on those days do not stand beside the spend of all", () => {
    expect(said(english(measuredSince(0)))).toBe("11 of 31 days – there were no reservations in October.");
    expect(said(measuredSince(0))).toBe("11 z 31 dni – nie było rezerwacji w październiku.");
    // Where both are of the same days they stand together.
    const half = withDays(measuredSince(0), (date) => date >= since);
    expect(said(english(half))).toMatch(
      /^11 of 31 days – there were no reservations in October; PLN [\d.]+ was/,
    );
  });

  test.each([
    ["at least more than it has", "at_least", "100", null],
    ["at least what it has already", "at_least", "55", true],
    ["at most less than it has", "at_most", "50", false],
    ["at most more than it has", "at_most", "100", null],
  ] as const)("goal: %s, also where a day differs", (_what, kind, target, met) => {
    const goals = [goal("reservations", kind, target)];
    const input = { ...measuredSince(), settings: { monthlyBudget: null, goals } };
    const metOf = (of: ReportInput) => buildReport(of).goals?.figures[0]?.met;
    expect(metOf(input)).toBe(met);
    const days = input.days.map((day) => (day.date === "2026-10-25" ? { ...day, ...differing } : day));
    expect(buildReport({ ...input, days }).figures.reservations.state).toBe("unreconciled");
    expect(metOf({ ...input, days })).toBe(met);
  });

  test("results of earlier ads are told so as well where nothing ran", () => {
    const late = english({ ...measuredSince(1, nothing), lastDelivery: null });
    expect(said(late)).toMatch(/^No ads ran in October\. 11 of 31 days – there were 11 reservations – from/);
  });
});
