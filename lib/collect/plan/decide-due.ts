import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { type Pass, passAt, passWindow } from "@/lib/collect/plan/passes";
import { retriedClasses } from "@/lib/facts/retried-classes";
import type { Window } from "@/lib/values/window";

/** An account's place in its newest run that was not a range asked for by hand. */
export interface LatestPlace {
  readonly state: "queued" | "running" | "waiting" | "done" | "failed" | "skipped";
  /** Why it ended so, or what it left for another time. */
  readonly reason: string | null;
  readonly errorClass: string | null;
  /** When its run was planned. */
  readonly plannedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
}

/** Why an account of a run is not attempted: keys that screens put into words. */
export type SkipReason =
  | "connection_broken"
  | "no_access"
  | "older_than_meta_keeps"
  | "not_over_yet"
  | "begins_later"
  | "account_changed"
  | "version_refused";

export type Due =
  | { readonly kind: "collect"; readonly pass: Pass; readonly window: Window }
  | { readonly kind: "skip"; readonly pass: Pass; readonly window: Window; readonly reason: SkipReason };

/** A failed account is tried again with the next hourly call; one that comes doubled or a little late is not an hour (R5). */
const retryAfterMinutes = 30;

/**
 * Whether an account is to be planned at `now` (architecture.md §6.1, §6.6): once per pass; again hourly while the last try ended in an
 * error that passes by itself, left older days for when Meta's budgets are less used, or was kept back by something that has been mended
 * since; what a person must still fix is probed once a day, at 04:00, and named as skipped at noon. Null when there is nothing to do, or when
 * its place in a run of this pass is still open. Pure.
 */
export function decideDue(
  account: CollectAccount,
  latest: LatestPlace | null,
  now: Temporal.Instant,
  /** Meta refused the version that is configured now, and nothing has ended that yet. */
  isVersionRefused: boolean,
): Due | null {
  const pass = passAt(account.timeZone, now);
  const window = passWindow(pass, account.collectFrom);
  if (!window) return null;
  if (latest && isAtOrAfter(latest.plannedAt, pass.startedAt)) {
    if (!comesAgain(account, latest, isVersionRefused)) return null;
    const since = latest.finishedAt ?? latest.plannedAt;
    if (!isAtOrAfter(now, since.add({ minutes: retryAfterMinutes }))) return null;
  }
  const reason = pass.name === "noon" ? blockedReason(account) : null;
  return reason ? { kind: "skip", pass, window, reason } : { kind: "collect", pass, window };
}

/**
 * What comes by itself: an error that passes, older days for which Meta's budgets were too well used (incidents 3, 48), and what a person has
 * mended: a token or a version that was replaced in the morning is not left unused until noon. What the portal itself lacks is looked for by the
 * hour: that asks nobody at Meta.
 */
function comesAgain(
  account: CollectAccount,
  { state, reason, errorClass }: LatestPlace,
  isVersionRefused: boolean,
): boolean {
  switch (state) {
    case "done":
      return reason === "backfill_usage";
    case "skipped":
      if (reason === "version_refused") return !isVersionRefused;
      return isMendable(reason) && blockedReason(account) === null;
    case "failed":
      // The refusal marked the connection broken: one that is not any more has been mended.
      if (errorClass === "FIX_CREDENTIALS") return blockedReason(account) === null;
      if (errorClass === "VERSION") return !isVersionRefused;
      return reason === "not_configured" || retriedClasses.includes(errorClass ?? "");
    default:
      return false;
  }
}

function isMendable(reason: string | null): boolean {
  return reason === "connection_broken" || reason === "no_access" || reason === "account_changed";
}

/** What keeps an account from being read until somebody mends it. */
export function blockedReason(
  account: CollectAccount,
): Extract<SkipReason, "connection_broken" | "account_changed" | "no_access"> | null {
  if (account.connectionState !== "ok") return "connection_broken";
  if (account.stoppedReason !== null) return account.stoppedReason;
  return account.access === "no_access" ? "no_access" : null;
}

function isAtOrAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochNanoseconds >= b.epochNanoseconds;
}
