import { expect, test } from "vitest";
import { type TodayFacts, todayAnswer } from "@/lib/today/answer";
import type { DataState } from "@/lib/today/data-state";
import type { CalendarDay } from "@/lib/values/calendar-day";

const day = (text: string) => text as CalendarDay;
const complete: DataState = { kind: "complete", until: day("2026-11-05") };
const late: DataState = { kind: "late", days: [day("2026-11-05")] };
const missing: DataState = { kind: "missing", days: [day("2026-11-04")] };
const clients = (...states: (DataState | [DataState])[]) =>
  states.map((state) =>
    Array.isArray(state) ? { needed: true, data: state[0] } : { needed: false, data: state },
  );
const answer = (facts: Partial<TodayFacts>) =>
  todayAnswer({
    clients: clients(complete, complete),
    portal: 0,
    unknown: 0,
    unjudged: 0,
    unread: false,
    unchecked: false,
    uncalled: false,
    unwatched: false,
    yesterday: day("2026-11-05"),
    ...facts,
  });

test("all well is said only where every client is complete, every check answered and somebody watches", () => {
  expect(answer({})).toEqual({ rule: "all_complete", need: 0, all: 2, toYesterday: true, rest: [] });
});

test.each<[string, Partial<TodayFacts>, string]>([
  ["a check is unknown", { unknown: 1 }, "unknown"],
  ["the checks did not run", { unchecked: true }, "unknown"],
  ["alerts and checks could not be read", { unread: true }, "unknown"],
  ["the monitor is dead", { unwatched: true }, "unwatched"],
  ["nobody calls the collection", { uncalled: true }, "uncalled"],
  ["a client is late", { clients: clients(complete, late) }, "incomplete"],
  ["a client has missing days", { clients: clients(complete, missing) }, "incomplete"],
  ["a client needs somebody", { clients: clients(complete, [complete]) }, "clients"],
  ["something concerns every client", { portal: 1 }, "portal"],
  ["there are no clients", { clients: [] }, "no_clients"],
])("R13: never all well while %s", (_, facts, rule) => {
  expect(answer(facts).rule).toBe(rule);
});

test("clients that need somebody come first, then the others by how they stand, then what is not known", () => {
  const facts = { clients: clients([missing], complete, complete, late), unknown: 1, unwatched: true };
  expect(answer(facts)).toMatchObject({
    rule: "clients",
    need: 1,
    all: 4,
    rest: [
      { kind: "complete", count: 2 },
      { kind: "late", count: 1 },
      { kind: "unwatched" },
      { kind: "unknown", count: 1 },
    ],
  });
});

test("what could not be read is said, and nothing is claimed of it", () => {
  expect(answer({ unread: true, clients: clients(complete, missing) }).rest).toEqual([
    { kind: "unread" },
    { kind: "missing", count: 1 },
    { kind: "complete", count: 1 },
  ]);
});

test("a collection that nobody calls is said whatever else there is to say, once", () => {
  expect(answer({ uncalled: true, unchecked: true })).toMatchObject({
    rule: "uncalled",
    rest: [{ kind: "unchecked" }, { kind: "complete", count: 2 }],
  });
  expect(answer({ uncalled: true, unwatched: true })).toMatchObject({
    rule: "unwatched",
    rest: [{ kind: "uncalled" }, { kind: "complete", count: 2 }],
  });
  expect(answer({ uncalled: true, clients: clients([missing]) }).rest).toContainEqual({ kind: "uncalled" });
});

test("clients with nothing to compare are no doubt, and are said all the same", () => {
  expect(answer({ unjudged: 1 })).toMatchObject({
    rule: "all_complete",
    rest: [{ kind: "unjudged", count: 1 }],
  });
  expect(answer({ unjudged: 1, unknown: 1 }).rest).toEqual([
    { kind: "unknown", count: 1 },
    { kind: "complete", count: 2 },
    { kind: "unjudged", count: 1 },
  ]);
});

test("the dead monitor stands before an unknown check", () => {
  expect(answer({ unknown: 1, unwatched: true })).toMatchObject({
    rule: "unwatched",
    rest: [{ kind: "unknown", count: 1 }, { kind: "complete" }],
  });
});

test("before 04:00 nobody is called complete to yesterday", () => {
  const early: DataState = { kind: "complete", until: day("2026-11-04") };
  expect(answer({ clients: clients(early, complete) })).toMatchObject({
    rule: "all_complete",
    toYesterday: false,
  });
});
