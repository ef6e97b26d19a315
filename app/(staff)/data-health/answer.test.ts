import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type AnswerInput, answerOf } from "@/app/(staff)/data-health/answer";
import { type CheckRow, checkRows, didNotRun } from "@/app/(staff)/data-health/check-rows";
import type { DayState } from "@/lib/facts/day-state";
import type { HealthGrid } from "@/lib/facts/grid/build-grid";
import { createTranslate } from "@/lib/i18n/translator";
import type { CalendarDay } from "@/lib/values/calendar-day";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const t = createTranslate("en");
const recently = now.subtract({ minutes: 5 });
const called = { collection: recently, queue: recently, monitor: recently, monitorSaw: null };

/** One client per list of states. */
function gridOf(...clients: DayState[][]): HealthGrid {
  const date = "2026-11-05" as CalendarDay;
  const rows = clients.map((states) => ({
    client: { account: {} },
    cells: states.map((state) => ({ date, state, drawn: state })),
  }));
  return { window: { since: date, until: date }, days: [date], rows } as unknown as HealthGrid;
}

const fine: CheckRow = {
  check: "days_missing",
  kind: "fine",
  evaluated: 2,
  expected: 2,
  found: [],
  unknown: [],
};
const say = (input: Partial<AnswerInput>) => {
  const { answer, rest } = answerOf(
    t,
    {
      grid: gridOf(["settled"], ["settled"]),
      checks: { rows: [fine], everRan: true },
      calls: called,
      now,
      ...input,
    },
    (at) => at.toString().slice(0, 16),
  );
  return rest ? `${answer} | ${rest}` : answer;
};

describe("the answer, worse news first", () => {
  test.each<[string, Partial<AnswerInput>, string]>([
    ["all is there", {}, "All 2 due days are collected and reconciled."],
    [
      "days are missing, and one does not reconcile",
      { grid: gridOf(["failed", "missing", "settled"], ["unreconciled"], ["settled"]) },
      "2 of 5 days are not collected and 1 does not reconcile. | 2 clients are affected; the other one is complete to its newest due day.",
    ],
    [
      "one is late",
      { grid: gridOf(["late"], ["settled"], ["settled"]) },
      "1 of 3 days is late; the next pass reads it. | 1 client is affected; the other 2 are complete to their newest due day.",
    ],
    [
      "two are late while the scheduler is silent",
      {
        grid: gridOf(["late"], ["late"], ["settled"]),
        calls: { ...called, collection: now.subtract({ hours: 5 }) },
      },
      "Nobody has called the collection since 2026-11-06T02:00. | 2 of 3 days are late; nothing reads them until somebody calls the collection. 2 clients are affected; the other one is complete to its newest due day.",
    ],
    [
      "one is late and the collection was never called",
      { grid: gridOf(["late"], ["settled"]), calls: { ...called, collection: null } },
      "Nobody has ever called the collection. | 1 of 2 days is late; nothing reads it until somebody calls the collection. 1 client is affected; the other one is complete to its newest due day.",
    ],
    [
      "one is late, and who calls could not be read",
      { grid: gridOf(["late"], ["settled"]), calls: null },
      "1 of 2 days is late. | 1 client is affected; the other one is complete to its newest due day. Whether anybody calls the collection and the monitor could not be read.",
    ],
    [
      "a check is unknown",
      { checks: { rows: [{ ...fine, kind: "unknown", evaluated: 0 }, fine], everRan: true } },
      "All 2 due days are collected and reconciled. | One check is unknown.",
    ],
    [
      "a check was evaluated for some",
      { checks: { rows: [{ ...fine, kind: "partly", evaluated: 1 }], everRan: true } },
      "All 2 due days are collected and reconciled. | One check could not be evaluated for every client.",
    ],
    [
      "checks never ran",
      { checks: { rows: [], everRan: false } },
      "All 2 due days are collected and reconciled. | The checks have not run yet.",
    ],
    [
      "the scheduler is silent for five hours",
      { calls: { ...called, collection: now.subtract({ hours: 5 }) } },
      "Nobody has called the collection since 2026-11-06T02:00. | All 2 due days are collected and reconciled.",
    ],
    [
      "nobody watches",
      { calls: { ...called, monitor: null } },
      "All 2 due days are collected and reconciled. | Nobody watches from outside: the monitor was never called.",
    ],
    [
      "the days could not be read",
      { grid: null },
      "The days could not be read. | What is stored is not touched. The blocks below say what else is known.",
    ],
    [
      "there is no client",
      { grid: gridOf() },
      "There is no client yet. | Import one with its ad account; its days stand here from the first night on.",
    ],
  ])("%s", (_case, input, expected) => {
    expect(say(input)).toBe(expected);
  });
});

describe("checks", () => {
  const clients = [
    { clientId: "a", name: "A" },
    { clientId: "b", name: "B" },
  ];
  const answer = (clientId: string, outcome: "fine" | "finding" | "unknown", hours = 1) => ({
    clientId,
    evaluatedAt: now.subtract({ hours }),
    outcomes: { days_missing: { outcome, ...(outcome === "unknown" ? { reason: "never_read" } : {}) } },
  });
  const rowOf = (...answers: ReturnType<typeof answer>[]) =>
    checkRows({ clients, now, answers: { clients: answers } }).find(({ check }) => check === "days_missing");

  test("fine only when every client got an answer", () => {
    expect(rowOf(answer("a", "fine"), answer("b", "fine"))?.kind).toBe("fine");
    expect(rowOf(answer("a", "fine"))?.kind).toBe("partly");
    expect(rowOf(answer("a", "fine"), answer("b", "unknown"))).toMatchObject({
      kind: "partly",
      evaluated: 1,
      unknown: [{ reason: "never_read", clients: ["B"] }],
    });
  });

  test("a finding says whose it is, beside those that are unknown", () => {
    expect(rowOf(answer("a", "finding"))).toMatchObject({ kind: "finding", found: ["A"], evaluated: 1 });
  });

  test("an answer of the day before yesterday says nothing of today", () => {
    expect(rowOf(answer("a", "fine", 27), answer("b", "fine", 27))?.kind).toBe("unknown");
  });

  test("who ran and could judge nobody did not stand still", () => {
    const of = (...answers: ReturnType<typeof answer>[]) => {
      const row = rowOf(...answers);
      return row && { kind: row.kind, still: didNotRun(row) };
    };
    expect(of()).toEqual({ kind: "unknown", still: true });
    expect(of(answer("a", "fine", 27), answer("b", "fine", 27))).toEqual({ kind: "unknown", still: true });
    expect(of(answer("a", "unknown"), answer("b", "unknown"))).toEqual({ kind: "unknown", still: false });
    expect(of(answer("a", "unknown"))).toEqual({ kind: "unknown", still: false });
  });

  test("what is unknown stands first, what is fine last", () => {
    const rows = checkRows({
      clients,
      now,
      answers: { clients: [answer("a", "fine"), answer("b", "fine")] },
    });
    expect(rows[0]?.kind).toBe("unknown");
    expect(rows.at(-1)?.check).toBe("days_missing");
  });
});

test("incident 34: a monitor that counts everybody while the newest days of clients are not there is named, one that counts them is not", () => {
  const grid = gridOf(["failed"], ["settled"]);
  const saw = (done: number) => ({ ...called, monitorSaw: { done, expected: 2 } });
  expect(say({ grid, calls: saw(2) })).toContain(
    "The monitor counted 2 of 2 as read, yet the newest day of 1 client is not there: do not believe it.",
  );
  expect(say({ grid, calls: saw(1) })).not.toContain("do not believe it");
  expect(say({ calls: saw(2) })).not.toContain("do not believe it");
  // In the hours in which yesterday is only late, the day before it speaks.
  expect(say({ grid: gridOf(["failed", "late"], ["settled", "late"]), calls: saw(2) })).toContain(
    "the newest day of 1 client is not there",
  );
  // In the small hours it expects nobody yet.
  const early = { ...called, monitorSaw: { done: 0, expected: 0 } };
  expect(say({ grid, calls: early })).not.toContain("do not believe it");
});
