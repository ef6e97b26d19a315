import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addressOf } from "@/app/(staff)/alerts/filters";
import { unknownList } from "@/app/(staff)/alerts/unknown-groups";
import type { UnknownCheck } from "@/lib/today/read-alerts";

const at = (day: number) => Temporal.Instant.from(`2026-11-0${day}T03:00:00Z`);
const row = (check: UnknownCheck["check"], reason: string, clients: string[], day = 6): UnknownCheck => ({
  check,
  reason,
  clients,
  at: at(day),
});
const some = [
  row("days_missing", "never_read", ["Sklep Len"]),
  row("kpi_fell", "days_missing", ["Hotel Jantar"]),
  row("kpi_fell", "never_read", ["Sklep Len"], 5),
];
const list = (search: Record<string, string>, { unknown = some, unchecked = false, unevaluated = 0 } = {}) =>
  unknownList({ unknown, unchecked, unevaluated, address: addressOf(search) });

test("each reason names its own clients; checks with the same of both are one line since the oldest; a check counts once", () => {
  expect(list({})).toEqual({
    count: 2,
    groups: [
      { reason: "never_read", clients: ["Sklep Len"], checks: ["days_missing", "kpi_fell"], at: at(5) },
      { reason: "days_missing", clients: ["Hotel Jantar"], checks: ["kpi_fell"], at: at(6) },
    ],
  });
});

test("with a check asked for only its own stand there, and with none of it nothing does", () => {
  expect(list({ check: "days_missing" })).toMatchObject({ count: 1, groups: [{ checks: ["days_missing"] }] });
  expect(list({ check: "queue_stuck" })).toBeNull();
  expect(list({ state: "open", check: "kpi_fell" })?.groups).toHaveLength(2);
});

test("that nobody was evaluated lately holds for every check", () => {
  expect(list({ check: "queue_stuck" }, { unchecked: true })).toEqual({ count: 1, groups: [] });
  expect(list({}, { unknown: [], unevaluated: 2 })).toEqual({ count: 1, groups: [] });
  expect(list({}, { unknown: [] })).toBeNull();
});

test.each([{ state: "snoozed" }, { client: "hotel-jantar" }, { severity: "high" }])(
  "filters that no answer has leave all of it out: %j",
  (search) => expect(list(search, { unchecked: true })).toBeNull(),
);
