import { type CheckKey, checks } from "@/lib/checks/catalogue";
import type { CheckInput } from "@/lib/checks/check-input";
import { type DayLine, hoursSince } from "@/lib/checks/day-line";
import type { AnsweredCheck, StoredOutcomes, UnknownReason } from "@/lib/checks/outcome";

/** What one look has to have been made for, so that "nothing is open" means "fine". */
type Look = "read" | "account" | "token";

/** Conditions that the daily look at the account, or at its token, opens and ends; all others come from reading figures. */
const looks: { readonly [Check in CheckKey]?: Look } = {
  account_status: "account",
  spend_cap: "account",
  account_changed: "account",
  entities_not_read: "account",
  token_expiring: "token",
  scope_missing: "token",
  account_not_granted: "token",
};

/**
 * Checks that the collector makes itself, with every read and with its daily look at account and token: what is open is a finding; fine only
 * when the look was made in the last `read_hours`, because an account that nobody reads opens nothing (incident 32). Pure.
 */
export function leftBehind(input: CheckInput, line: DayLine): Partial<StoredOutcomes> {
  const lastRead = newestObservation(line);
  const at = { read: lastRead, account: input.accountCheckedAt, token: input.tokenCheckedAt };
  const entries = (Object.keys(checks) as CheckKey[]).filter(isLeftBehind).map((check) => {
    if (input.open.has(check)) return [check, { outcome: "finding" as const }];
    const look = looks[check] ?? "read";
    const looked = at[look];
    const isRecent = looked !== null && hoursSince(looked, input.now) <= input.thresholds.read_hours;
    const wasEver = looked !== null || (look === "read" && line.newestStored !== null);
    const reason: UnknownReason = wasEver ? "not_read_recently" : "never_read";
    return [check, isRecent ? { outcome: "fine" as const } : { outcome: "unknown" as const, reason }];
  });
  return Object.fromEntries(entries) as Partial<StoredOutcomes>;
}

function isLeftBehind(check: CheckKey): check is AnsweredCheck {
  const { where } = checks[check];
  return where === "read" || where === "condition";
}

/** When a day of the last week was last read; a look at older days only says nothing of the newest. */
function newestObservation(line: DayLine) {
  let newest = null;
  for (let age = 0; age < 7; age += 1) {
    const at = line.at(age)?.observedAt ?? null;
    if (at && (!newest || at.epochNanoseconds > newest.epochNanoseconds)) newest = at;
  }
  return newest;
}
