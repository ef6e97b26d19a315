import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import {
  at,
  hotelJantar,
  unreconciledSpend,
  withAccountDays,
  withDay,
  withDays,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const october = hotelJantar();
const blocks = (input: typeof october) => whatBlocks(buildReport(input));
const attempt = (date: string, willRetry: boolean) => ({
  date: parseCalendarDay(date),
  endedAt: at("2026-11-01T04:12"),
  willRetry,
});

describe("what blocks publishing (R11)", () => {
  test("nothing blocks a complete, reconciled month, though it is provisional", () => {
    expect(buildReport(october).state).toBe("provisional");
    expect(blocks(october)).toEqual([]);
  });

  test("an open month is never published, whatever is overridden", () => {
    const open = { ...withDays(october, (date) => date < "2026-10-20"), now: at("2026-10-20T09:00") };
    expect(blocks(open)).toEqual([{ kind: "open", overridable: false }]);
  });

  test("the hours before the last day is due are still an open month, not a complete one", () => {
    const early = { ...withoutDays(october, 31), now: at("2026-11-01T02:00") };
    expect(blocks(early)).toEqual([{ kind: "open", overridable: false }]);
  });

  test("missing and failed days block by date, until a named person says why not", () => {
    const input = { ...withoutDays(october, 4, 17, 18), attempts: [attempt("2026-10-17", false)] };
    expect(blocks(input)).toEqual([
      { kind: "failed", overridable: true, dates: ["2026-10-17"] },
      { kind: "missing", overridable: true, dates: ["2026-10-04", "2026-10-18"] },
    ]);
  });

  test("a late day is a day without data and blocks too", () => {
    const input = { ...withoutDays(october, 31), now: at("2026-11-01T06:00") };
    expect(buildReport(input).coverage.missing).toEqual([{ date: "2026-10-31", reason: "late" }]);
    expect(blocks(input)).toEqual([{ kind: "missing", overridable: true, dates: ["2026-10-31"] }]);
  });

  test("an unreconciled day blocks, also when every figure of it is shown from the account", () => {
    expect(blocks(withDay(october, "2026-10-12", unreconciledSpend))).toEqual([
      { kind: "unreconciled", overridable: true, dates: ["2026-10-12"] },
    ]);
  });

  test("a month of which nothing was collected is never published", () => {
    const never = {
      ...october,
      days: [],
      account: { ...october.account, collectFrom: parseCalendarDay("2026-11-01") },
    };
    expect(blocks(never)).toEqual([{ kind: "nothing_collected", overridable: false }]);
    expect(blocks({ ...october, days: [] })[0]).toEqual({ kind: "nothing_collected", overridable: false });
  });

  test("days before collection began are not missing: such a month may be published with its day count", () => {
    const account = { ...october.account, collectFrom: parseCalendarDay("2026-10-12") };
    const input = { ...withDays(october, (date) => date >= "2026-10-12"), account };
    expect(buildReport(input).coverage).toMatchObject({ days: 20, expected: 20, calendar: 31, missing: [] });
    expect(blocks(input)).toEqual([]);
  });

  test("R11 currency changed within the month: it blocks from the day on, until a named person says why not", () => {
    const input = withAccountDays(october, { until: "2026-10-14", currency: "EUR" });
    const since = "2026-10-15";
    expect(blocks(input)).toEqual([
      {
        ...{ kind: "currency_changed", overridable: true },
        changes: [{ since, field: "currency", from: "EUR", to: "PLN" }],
      },
    ]);
  });

  test("R11 currency changed after the month: the account is not what the month's days were read as", () => {
    const input = { ...october, account: { ...october.account, currency: "EUR" } };
    expect(blocks(input)).toEqual([
      {
        ...{ kind: "currency_changed", overridable: true },
        changes: [{ since: null, field: "currency", from: "PLN", to: "EUR" }],
      },
    ]);
  });

  test("R11 zone changed: it blocks beside a missing day and a changed currency", () => {
    const input = withAccountDays(withoutDays(october, 4), {
      ...{ until: "2026-10-14", currency: "EUR", zone: "America/Los_Angeles" },
    });
    expect(blocks(input).map(({ kind, overridable }) => [kind, overridable])).toEqual([
      ["missing", true],
      ["currency_changed", true],
      ["time_zone_changed", true],
    ]);
  });

  test("R11 month's sum: days that do not add up to Meta's own month block beside everything else", () => {
    const monthTotal = {
      ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
      at: "2026-11-05T03:20:00Z",
    };
    expect(blocks({ ...october, monthTotal })).toEqual([
      { kind: "month_total_differs", overridable: true, total: monthTotal },
    ]);
    const worse = withAccountDays(
      { ...withoutDays(october, 4), monthTotal },
      { until: "2026-10-14", currency: "EUR" },
    );
    expect(blocks(worse).map(({ kind }) => kind)).toEqual([
      "missing",
      "month_total_differs",
      "currency_changed",
    ]);
    expect(buildReport(october)).not.toHaveProperty("month_total");
  });

  test("a change before the month's first day blocks nothing: the month is whole", () => {
    expect(blocks(withAccountDays(october, { until: "2026-09-30", currency: "EUR", zone: "UTC" }))).toEqual(
      [],
    );
  });
});
