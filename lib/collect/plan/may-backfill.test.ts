import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { mayBackfill } from "@/lib/collect/plan/may-backfill";
import type { Usage } from "@/lib/graph/fetch-outcome";

const now = Temporal.Instant.from("2026-11-09T06:00:00Z");
const seen = (accountPercent: number | null, appPercent: number | null, minutesAgo = 5) => ({
  usage: { accountPercent, appPercent, blockedMs: 0, resetMs: null, tier: null } satisfies Usage,
  at: now.subtract({ minutes: minutesAgo }),
});

test.each([
  [0, null, true, true],
  [59, 74, true, true],
  [60, null, false, true],
  [74, 74, false, true],
  [75, null, false, false],
  [0, 75, false, false],
  [null, null, true, true],
])(
  "at %s %% of the account's and %s %% of the app's budget a backfill begins: %s, goes on: %s",
  (account, app, begins, goesOn) => {
    expect(mayBackfill(seen(account, app), false, now)).toBe(begins);
    expect(mayBackfill(seen(account, app), true, now)).toBe(goesOn);
  },
);

test("incident 48: what Meta said an hour ago holds nothing up: its budgets roll over an hour", () => {
  expect(mayBackfill(seen(99, 99, 59), true, now)).toBe(false);
  expect(mayBackfill(seen(99, 99, 60), true, now)).toBe(true);
  expect(mayBackfill(null, false, now)).toBe(true);
});
