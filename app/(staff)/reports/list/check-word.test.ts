import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { checkOf } from "@/app/(staff)/reports/list/check-word";
import { createTranslate } from "@/lib/i18n/translator";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import type { CalendarDay } from "@/lib/values/calendar-day";

const { figures, coverage } = buildReport(hotelJantar());
const { total_spend: spend, reservations } = figures;
const printed = { currency: "PLN", spend: spend.value, result: reservations.value };
const out = {
  version: 1,
  at: Temporal.Instant.from("2026-11-04T08:12:00Z"),
  by: "Marta",
  overridden: false,
  withdrawn: false,
  restated: false,
  unreadSince: null,
};
const row = {
  ...{ blockers: [], coverage, currency: "PLN", spend },
  result: { figure: reservations },
  publication: { ...out, printed },
} satisfies Parameters<typeof checkOf>[0];
type Row = Parameters<typeof checkOf>[0];
const say = (over: Partial<Row>, locale: "pl" | "en" = "en") => {
  const { glyph, word } = checkOf({ ...row, ...over }, createTranslate(locale), locale);
  return `${glyph}: ${word.replaceAll("\u00A0", " ")}`;
};
const since = (change: Partial<typeof printed>, overridden = false): Partial<Row> => ({
  publication: { ...out, overridden, printed: { ...printed, ...change } },
});

test("a published month whose figures are still those that were printed is clear", () => {
  expect(say({})).toBe("clear: all clear");
  expect(say({ publication: null })).toBe("clear: all clear");
});

test("a result that changed since it was published is told with both figures, before the spend", () => {
  const change = since({ result: "27", spend: "1200" });
  expect(say(change)).toBe("look: 27 to 30 since v1");
  expect(say(change, "pl")).toBe("look: z 27 na 30 od v1");
});

test("a spend that changed is told in the client's currency, by the reader's format", () => {
  expect(say(since({ spend: "1200" }))).toBe("look: PLN 1,200.00 to PLN 1,247.75 since v1");
  expect(say(since({ spend: "1200" }), "pl")).toBe("look: z 1 200,00 zł na 1 247,75 zł od v1");
  expect(say(since({ spend: null }))).toBe("look: — to PLN 1,247.75 since v1");
});

test("what Meta changed beside spend and result is told too, and never reads all clear", () => {
  const restated = (overridden = false, change: Partial<typeof printed> = {}) => ({
    publication: { ...out, overridden, restated: true, printed: { ...printed, ...change } },
  });
  expect(say(restated())).toBe("look: changed since v1");
  expect(say(restated(), "pl")).toBe("look: zmiany od v1");
  expect(say(restated(true))).toBe("look: changed since v1");
  expect(say(restated(false, { result: "27" }))).toBe("look: 27 to 30 since v1");
  // Digits beyond the printed ones are no two amounts to anybody who reads them.
  expect(say(since({ spend: "1247.7512" }))).toBe("look: changed since v1");
});

test("a month that is out and was not read for two days: nobody can tell whether Meta changed it", () => {
  const unreadSince = "2026-11-08" as CalendarDay;
  const unread = (over: Partial<typeof out> = {}) => ({
    publication: { ...out, ...over, unreadSince, printed },
  });
  expect(say(unread())).toBe("look: not read since 8 Nov");
  expect(say(unread(), "pl")).toBe("look: nie odczytano od 8 lis");
  expect(say(unread({ overridden: true }))).toBe("look: not read since 8 Nov");
  expect(say(unread({ restated: true }))).toBe("look: changed since v1");
});

test("the same digits in another currency are another amount", () => {
  expect(say(since({ currency: "EUR" }))).toBe("look: EUR 1,247.75 to PLN 1,247.75 since v1");
});

test("the gravest stands alone: what blocks, then what changed, then that it went out with a reason", () => {
  const blockers = [{ kind: "unreconciled", overridable: true, dates: ["2026-10-27"] }] as const;
  expect(say({ publication: null, blockers })).toBe("blocked: 27 Oct does not match");
  // It is out already: nothing is blocked any more, somebody has to look.
  expect(say({ ...since({ result: "27" }), blockers })).toBe("look: 27 Oct does not match");
  expect(say({ ...since({ result: "27" }, true), blockers })).toBe("look: 27 to 30 since v1");
  expect(say({ ...since({}, true), blockers })).toBe("look: published with a reason");
});

test("an open finding about the month never reads all clear, published or not", () => {
  expect(say({ doubts: ["results_gone"] })).toBe("look: Meta sends no results any more");
  expect(say({ publication: null, doubts: ["incomplete_data"] })).toBe("look: days stored only in part");
  expect(say({ ...since({}, true), doubts: ["results_gone"] }, "pl")).toBe(
    "look: Meta nie podaje już wyników",
  );
});

test("R11 the month's sum is named where it blocks, and where nobody has compared it", () => {
  const total = { metric: "total_spend", days: "1247.75", meta: "1260.25", difference: "12.5" } as const;
  const differs = { kind: "month_total_differs", overridable: true } as const;
  const blockers = [{ ...differs, total: { ...total, at: "2026-11-05T03:20:00Z" } }];
  expect(say({ publication: null, blockers, monthTotal: "finding" })).toBe("blocked: month total differs");
  expect(say({ publication: null, blockers, monthTotal: "finding" }, "pl")).toBe(
    "blocked: inna suma miesiąca",
  );
  expect(say({ publication: null, monthTotal: "fine" })).toBe("clear: all clear");
  for (const monthTotal of [null, "no_month_total", "read_at_different_times"] as const) {
    expect(say({ publication: null, monthTotal })).toBe("unknown: month total not compared");
    expect(say({ monthTotal })).toBe("clear: all clear");
  }
});
