import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Claim } from "@/lib/collect/claim";
import { type AttemptCost, closeFailedAttempt } from "@/lib/collect/close-attempt";
import type { Failure } from "@/lib/collect/failure";
import type { FoundIssue } from "@/lib/collect/illogical";
import { writeFindings } from "@/lib/collect/write-findings";
import type { BulkTx } from "@/lib/db/database";

/** Where Meta names no time: the least that graph-api.md §5.2 asks for. */
const waitsMs = { WAIT_ACCOUNT: 5 * 60_000, WAIT_APP: 60_000 } as const;

/**
 * Closes a failed attempt and acts on its class, for this connection or account only (F12, F14): credentials → the connection is broken, or
 * needs a person's confirmation with the token kept; permission → no access; wait → `blocked_until`, obeyed by every worker. Nothing at all
 * is written when the attempt is another worker's by now. Answers when the account may be asked again, if Meta said wait.
 */
export async function recordFailure(
  tx: BulkTx,
  claim: Claim,
  failure: Failure,
  cost: AttemptCost,
  now: Temporal.Instant,
): Promise<{ readonly recorded: boolean; readonly blockedUntil: Temporal.Instant | null }> {
  const { account } = claim;
  if (!(await closeFailedAttempt(tx, claim, failure, cost, now)))
    return { recorded: false, blockedUntil: null };
  const at = now.toString();
  switch (failure.class) {
    case "FIX_CREDENTIALS":
      if (account.connectionId) {
        await tx`
          update connections set state = ${failure.needsConfirmation ? "needs_confirmation" : "broken"}, state_reason = ${failure.message},
            broken_since = coalesce(broken_since, ${at}::timestamptz), last_check_at = ${at}::timestamptz,
            last_check_outcome = ${JSON.stringify(outcomeOf(failure))}::text::jsonb
          where id = ${account.connectionId}`;
      }
      break;
    case "FIX_PERMISSION":
      await tx`
        update ad_accounts set access = 'no_access', access_reason = ${failure.message}, access_checked_at = ${at}::timestamptz
        where id = ${account.id}`;
      break;
    case "WAIT_ACCOUNT":
    case "WAIT_APP": {
      const until = now.add({ milliseconds: blockMs(failure.class, failure, cost) });
      await block(tx, account, until, failure.class === "WAIT_APP");
      return { recorded: true, blockedUntil: until };
    }
  }
  const found = findingOf(claim, failure);
  if (found) await writeFindings(tx, account, [found], { checks: [], window: null }, now);
  return { recorded: true, blockedUntil: null };
}

/** A connection that answered is a good one: ends what an earlier failure began. */
export async function recordGoodConnection(
  tx: BulkTx,
  account: CollectAccount,
  now: Temporal.Instant,
): Promise<void> {
  if (account.connectionId === null || account.connectionState === "ok") return;
  await tx`
    update connections set state = 'ok', state_reason = null, broken_since = null, last_check_at = ${now.toString()}::timestamptz,
      last_check_outcome = '{"ok": true}' where id = ${account.connectionId} and state <> 'ok'`;
}

function blockMs(kind: "WAIT_ACCOUNT" | "WAIT_APP", failure: Failure, { usage }: AttemptCost): number {
  return Math.max(failure.retryAfterMs ?? 0, usage?.blockedMs ?? 0) || waitsMs[kind];
}

/** A limit of the app stops every account that is read through the same connection. */
async function block(
  tx: BulkTx,
  account: CollectAccount,
  until: Temporal.Instant,
  wholeApp: boolean,
): Promise<void> {
  await tx`
    update ad_accounts set blocked_until = greatest(blocked_until, ${until.toString()}::timestamptz)
    where id = ${account.id} or (${wholeApp} and connection_id is not distinct from ${account.connectionId})`;
}

function findingOf({ account, window }: Claim, failure: Failure): FoundIssue | null {
  const evidence = { ...outcomeOf(failure), since: window.since, until: window.until };
  const { message } = failure;
  switch (failure.reason) {
    case "token_invalid":
      return {
        check: "token_invalid",
        subject: account.connectionId ?? "META_ACCESS_TOKEN",
        severity: "critical",
        message,
        evidence,
      };
    case "no_access":
      return { check: "no_access", subject: account.externalId, severity: "high", message, evidence };
    case "version_refused":
      return {
        check: "version_refused",
        subject: account.externalId,
        severity: "critical",
        message,
        evidence,
      };
    case "data_refused":
      return { check: "data_refused", subject: window.since, severity: "high", message, evidence };
    default:
      return null;
  }
}

function outcomeOf({ class: errorClass, code, subcode, message, fbtrace_id }: Failure) {
  return { ok: false, class: errorClass, code, subcode, message, fbtrace_id };
}
