import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { noticeTime } from "@/app/(staff)/data-health/incident-rows";

const at = (text: string) => Temporal.Instant.from(text);
const found = at("2026-11-26T10:00:00Z");
const incident = {
  check: "data_stale",
  subject: "account",
  client: { name: "Klinika Fala", zone: "Europe/Warsaw", currency: "PLN" },
  openedAt: found,
  happenedAt: found,
  evidence: { days: ["2026-11-19", "2026-11-18"] },
};
const days = (time: Temporal.Duration | null) => time && Math.floor(time.total("hours") / 24);

test("eight days that nobody read were not noticed in no time: they happened when the first of them fell due", () => {
  expect(days(noticeTime(incident))).toBe(7);
  expect(days(noticeTime({ ...incident, subject: "2026-11-24", evidence: {} }))).toBe(1);
});

test("what says of no day that is not there happened when it was met", () => {
  expect(noticeTime({ ...incident, check: "kpi_fell" })?.total("minutes")).toBe(0);
  expect(noticeTime({ ...incident, evidence: {} })?.total("minutes")).toBe(0);
  expect(noticeTime({ ...incident, happenedAt: null, evidence: {} })).toBeNull();
});
