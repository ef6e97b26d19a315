import { describe, expect, it } from "vitest";
import type { Usage } from "@/lib/graph/fetch-outcome";
import { paceOf } from "@/lib/graph/pace/pace";

const quiet: Usage = { accountPercent: 0, appPercent: 0, blockedMs: 0, resetMs: null, tier: "full" };
const minute = 60_000;

describe("the pace that usage headers allow", () => {
  it.each([
    [0, { backfill: true, spacingMs: 0, lookBackDays: null, accountRestMs: 0 }],
    [59.9, { backfill: true, spacingMs: 0, lookBackDays: null, accountRestMs: 0 }],
    [60, { backfill: false, spacingMs: 0, lookBackDays: null, accountRestMs: 0 }],
    [75, { backfill: false, spacingMs: 10_000, lookBackDays: 8, accountRestMs: 0 }],
    [90, { backfill: false, spacingMs: 10_000, lookBackDays: 8, accountRestMs: 5 * minute }],
    [118, { backfill: false, spacingMs: 10_000, lookBackDays: 8, accountRestMs: minute }],
  ] as const)("F10 an account at %d %%", (accountPercent, expected) => {
    expect(paceOf({ ...quiet, accountPercent })).toMatchObject(expected);
  });

  it("rests as long as Meta says, and at 100 % at least the block of the tier", () => {
    const rest = (part: Partial<Usage>) => paceOf({ ...quiet, ...part }).accountRestMs;
    expect(rest({ accountPercent: 92, resetMs: 20 * minute })).toBe(20 * minute);
    expect(rest({ accountPercent: 100, resetMs: 20 * minute })).toBe(21 * minute);
    expect(rest({ accountPercent: 100, tier: null })).toBe(5 * minute);
    expect(rest({ accountPercent: 3, blockedMs: 30 * minute })).toBe(31 * minute);
  });

  it.each([
    [74, { backfill: true, lookBackDays: null, appShare: 1, appRestMs: 0 }],
    [75, { backfill: false, lookBackDays: null, appShare: 0.5, appRestMs: 0 }],
    [90, { backfill: false, lookBackDays: 8, appShare: 0.5, appRestMs: 0 }],
    [100, { backfill: false, lookBackDays: 8, appShare: 0.5, appRestMs: 5 * minute }],
  ] as const)("an app at %d %%", (appPercent, expected) => {
    expect(paceOf({ ...quiet, appPercent })).toMatchObject(expected);
  });

  it("F45 nothing known allows everything", () => {
    expect(paceOf(null)).toEqual(paceOf(quiet));
  });
});
