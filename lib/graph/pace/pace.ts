import type { Usage } from "@/lib/graph/fetch-outcome";

/** What Meta's usage headers allow next (graph-api.md §6.3). Days count back from the account's yesterday. */
export interface Pace {
  /** Least ms between two calls of the account. */
  readonly spacingMs: number;
  /** Whether days older than the look-back may be read. */
  readonly backfill: boolean;
  /** Only windows that reach no further back than so many days; null = any. */
  readonly lookBackDays: number | null;
  /** Ms that the account rests once what is under way is read; 0 = none. */
  readonly accountRestMs: number;
  /** Ms that every account of the app rests; 0 = none. */
  readonly appRestMs: number;
  /** Share of the app's usual calls in flight. */
  readonly appShare: 1 | 0.5;
  /** Ms in which Meta answers nothing of the account, by its own word; 0 = it answers. */
  readonly blockedMs: number;
}

const minute = 60_000;

/**
 * The reaction to a usage report, nothing known = all allowed (F45). From 60 % on no backfill, from 75 % on ten seconds between calls and
 * only the newest eight days, from 90 % on a rest of at least five minutes. A read that is under way is finished also at 100 %: begun anew
 * it would cost the same calls again. Pure.
 */
export function paceOf(usage: Usage | null): Pace {
  const account = usage?.accountPercent ?? 0;
  const app = usage?.appPercent ?? 0;
  return {
    spacingMs: account >= 75 ? 10_000 : 0,
    backfill: account < 60 && app < 75,
    lookBackDays: account >= 75 || app >= 90 ? 8 : null,
    accountRestMs: restOf(account, usage),
    appRestMs: app >= 100 ? 5 * minute : 0,
    appShare: app >= 75 ? 0.5 : 1,
    blockedMs: usage?.blockedMs ?? 0,
  };
}

/** At 100 % as long as Meta says and a minute more, at least the block of the tier. */
function restOf(percent: number, usage: Usage | null): number {
  const stated = Math.max(usage?.blockedMs ?? 0, usage?.resetMs ?? 0);
  if (percent >= 100 || (usage?.blockedMs ?? 0) > 0) {
    const tierBlock = usage?.tier === "full" ? minute : 5 * minute;
    return Math.max(stated + minute, tierBlock);
  }
  return percent >= 90 ? Math.max(stated, 5 * minute) : 0;
}
