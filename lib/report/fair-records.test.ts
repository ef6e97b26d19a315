import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { accountDay, at, hotelJantar, unreconciledSpend } from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import type { CalendarDay } from "@/lib/values/calendar-day";

const jantar = hotelJantar();

describe("the record of thirteen months is a comparison with each of them", () => {
  /** Every month alike, and this one with half as many results again, so that its cost is the lowest. The spend of one day may differ. */
  const year = (
    bend: (date: string) => number | null,
    over: Partial<ReportInput> = {},
    differing?: string,
  ) => {
    const days = jantar.days.flatMap((day) => {
      const bent = bend(day.date);
      if (bent === null) return [];
      const differs = day.date === differing ? unreconciledSpend : {};
      return accountDay(day.date, {
        ...differs,
        values: { reservations: bent, reservation_value: bent * 300 },
      });
    });
    return buildReport({ ...jantar, days, ...over }).verdict.text;
  };
  const usual = (date: string) => (date >= "2026-10-01" ? 3 : 2);
  const record = "najmniej od 13 miesięcy";

  test("it is said where all thirteen are whole and counted enough", () => {
    expect(year(usual)).toContain(record);
  });

  test.each<[string, Parameters<typeof year>]>([
    ["this month is not over", [usual, { now: at("2026-10-20T09:00") }]],
    ["a month of them lacks a day", [(date) => (date === "2026-03-09" ? null : usual(date))]],
    ["the first of them lacks a day", [(date) => (date === "2025-10-09" ? null : usual(date))]],
    [
      "the first of them began late, before which nothing was expected",
      [
        (date) => (date < "2025-10-12" ? null : usual(date)),
        { account: { ...jantar.account, collectFrom: "2025-10-12" as CalendarDay } },
      ],
    ],
    [
      "a month of them lacks most of its days and one that it has differs",
      [(date) => (date.startsWith("2026-03") && date > "2026-03-06" ? null : usual(date)), {}, "2026-03-05"],
    ],
    ["a day of one of them differs", [usual, {}, "2026-03-05"]],
    ["a day of this month differs", [usual, {}, "2026-10-05"]],
    [
      "a month of them had nine results",
      [(date) => (date.startsWith("2026-03") ? (date <= "2026-03-09" ? 1 : 0) : usual(date))],
    ],
    [
      "the same month a year ago was counted otherwise",
      [
        usual,
        {
          published: {
            previous: null,
            yearAgo: {
              ...{ version: 1, currency: "PLN", figures: {} },
              choices: { reservations: { list: "actions", type: "another_type" } },
            },
          },
        },
      ],
    ],
  ])("it is not said where %s", (_where, [bend, over, differing]) => {
    const days = (date: string) => (over?.now && date >= "2026-10-20" ? null : bend(date));
    expect(year(days, over, differing)).not.toContain(record);
  });
});
