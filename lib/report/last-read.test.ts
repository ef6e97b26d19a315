import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { at, hotelJantar } from "@/lib/report/fixtures/hotel";
import type { AccountDay } from "@/lib/report/input";

const october = hotelJantar({ now: at("2026-11-20T09:00") });
const run = (number: number) => `8f14e45f-ceea-467a-9f6a-2b1c6d0a000${number}`;
/** October as its 35 days were read again on 17 November, some days read otherwise. */
function readOn(over: Readonly<Record<string, Partial<AccountDay>>>) {
  const days = october.days.map((day) =>
    day.date < "2026-10-01"
      ? day
      : { ...day, observedAt: at("2026-11-17T04:12"), runId: run(1), ...over[day.date] },
  );
  return buildReport({ ...october, days });
}
const seventeenth = at("2026-11-17T04:12").toString();

test("one day that was read again makes no month fresh: the oldest read counts, and its run", () => {
  const report = readOn({ "2026-10-31": { observedAt: at("2026-11-20T04:12"), runId: run(2) } });
  expect(report).toMatchObject({ observed_at: seventeenth, run_id: run(1) });
  expect(new Set(report.appendix.reconciliation.map((row) => row.at))).toEqual(new Set([seventeenth]));
});

test("one day that was left behind makes the month as old as that day", () => {
  const report = readOn({ "2026-10-25": { observedAt: at("2026-11-09T04:12"), runId: run(2) } });
  expect(report).toMatchObject({ observed_at: at("2026-11-09T04:12").toString(), run_id: run(2) });
});

test("a day that can change no more is read no more, and does not make the rest look old", () => {
  const report = readOn({ "2026-10-01": { observedAt: at("2026-10-30T04:12"), runId: run(2) } });
  expect(report).toMatchObject({ observed_at: seventeenth, run_id: run(1) });
});

test("a month of which nothing can change any more was read when that became true of its last day", () => {
  const days = october.days.map((day) => ({ ...day, observedAt: at("2026-11-29T04:12") }));
  const settled = days.map((day) =>
    day.date === "2026-10-01" ? { ...day, observedAt: at("2026-10-30T04:12") } : day,
  );
  const report = buildReport({ ...october, now: at("2026-12-01T09:00"), days: settled });
  expect(report).toMatchObject({ state: "settled", observed_at: at("2026-11-29T04:12").toString() });
});
