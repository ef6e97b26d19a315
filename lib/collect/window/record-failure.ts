import type { Temporal } from "temporal-polyfill";
import type { Claim } from "@/lib/collect/claim";
import { type Failure, ownFailure } from "@/lib/collect/failure";
import { countFailure } from "@/lib/collect/gate/breaker";
import { type Condition, raiseCondition, tokenSubject } from "@/lib/collect/gate/raise-condition";
import { refuseVersion } from "@/lib/collect/gate/refuse-version";
import { stopAccount, stopApp, stopConnection } from "@/lib/collect/gate/stay-away";
import type { FoundIssue } from "@/lib/collect/rows/illogical";
import { writeFindings } from "@/lib/collect/store/write-findings";
import { type AttemptCost, closeFailedAttempt } from "@/lib/collect/window/close-attempt";
import type { BulkTx } from "@/lib/db/database";

/** Which app and version a failure speaks of. */
export interface FailedWith {
  readonly appId: string;
  readonly apiVersion: string;
}

/** Meta's unusual call volume (graph-api.md §5.3): an hour's wait, and somebody should look. */
const unusualVolume = { code: 613, subcode: 1996 };

/**
 * Closes a failed attempt and acts on its class, for this account, connection or app only (graph-api.md §5.2; F12, F14): credentials → the
 * connection is broken, or needs a person's confirmation with the token kept; permission → no access; wait → stopped until then, obeyed by
 * every worker; version → everything stops; no answer → counts for the breakers. Nothing at all is written when the attempt is another
 * worker's by now. Answers until when the account waits, if it does, and as what the failure was recorded.
 */
export async function recordFailure(
  tx: BulkTx,
  claim: Claim,
  met: Failure,
  cost: AttemptCost,
  withApp: FailedWith,
  now: Temporal.Instant,
): Promise<{
  readonly recorded: boolean;
  readonly blockedUntil: Temporal.Instant | null;
  readonly failure: Failure;
}> {
  const failure = await judgeToken(tx, claim.account, met);
  if (!(await closeFailedAttempt(tx, claim, failure, cost, now)))
    return { recorded: false, blockedUntil: null, failure };
  const blockedUntil = await act(tx, claim, failure, withApp, now);
  if (failure.isOutage) await countFailure(tx, { ...withApp, ...claim }, now);
  const found = findingOf(claim, failure);
  if (found) await writeFindings(tx, claim.account, [found], { checks: [], window: null }, now);
  const alarming = conditionOf(claim, failure);
  if (alarming) await raiseCondition(tx, alarming, now);
  return { recorded: true, blockedUntil, failure };
}

/**
 * A refusal of a token that is not the connection's any more says nothing of the one that is: what was read with it is read again. The
 * connection is held until the refusal is written, so that nobody replaces the token meanwhile.
 */
async function judgeToken(
  tx: BulkTx,
  { connectionId, tokenMark }: Claim["account"],
  failure: Failure,
): Promise<Failure> {
  if (failure.class !== "FIX_CREDENTIALS" || connectionId === null) return failure;
  const current = await tx`
    select 1 from connections where id = ${connectionId} and md5(token_ciphertext) = ${tokenMark} for no key update`;
  if (current.length > 0) return failure;
  const message =
    "The connection's token was replaced while the account was read; it is read again with the new one.";
  return ownFailure("internal", message, "RETRY");
}

async function act(
  tx: BulkTx,
  { account }: Claim,
  failure: Failure,
  { appId, apiVersion }: FailedWith,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const wait = { ms: failure.retryAfterMs ?? 0, isStated: failure.retryStated ?? false };
  switch (failure.class) {
    case "FIX_CREDENTIALS":
      await breakConnection(tx, account.connectionId, failure, now);
      return wait.ms > 0 ? stopConnection(tx, account.connectionId, wait.ms, now) : null;
    case "FIX_PERMISSION":
      await tx`
        update ad_accounts set access = 'no_access', access_reason = ${failure.message}, access_checked_at = ${now.toString()}::timestamptz
        where id = ${account.id}`;
      return null;
    case "WAIT_ACCOUNT":
      return stopAccount(tx, account.id, wait, now);
    case "WAIT_APP":
      return stopApp(tx, appId, wait, now);
    case "VERSION":
      await refuseVersion(tx, { appId, apiVersion }, failure, now);
      return null;
    case "RETRY":
      // The next try of the same request, which the caller had no time for.
      return failure.cutShort ? stopAccount(tx, account.id, { ...wait, isStated: true }, now) : null;
    default:
      return null;
  }
}

async function breakConnection(
  tx: BulkTx,
  connectionId: string | null,
  failure: Failure,
  now: Temporal.Instant,
): Promise<void> {
  if (connectionId === null) return;
  const at = now.toString();
  await tx`
    update connections set state = ${failure.needsConfirmation ? "needs_confirmation" : "broken"}, state_reason = ${failure.message},
      broken_since = coalesce(broken_since, ${at}::timestamptz), last_check_at = ${at}::timestamptz,
      last_check_outcome = ${JSON.stringify(outcomeOf(failure))}::text::jsonb
    where id = ${connectionId}`;
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
    case "data_refused":
      return { check: "data_refused", subject: window.since, severity: "high", message, evidence };
    default:
      return null;
  }
}

/** Kinds of conditions that a good read of the account ends. */
export const accountConditions = [
  "unusual_call_volume",
  "unknown_error",
  "request_refused",
  "no_access",
] as const;

function conditionOf({ account, window }: Claim, failure: Failure): Condition | null {
  const { code, subcode, message } = failure;
  if (failure.reason === "token_invalid") {
    const subject = tokenSubject(account);
    // A connection keeps its own state; of the environment's token this is all that is kept.
    const evidence =
      account.connectionId === null
        ? { ...outcomeOf(failure), read_with: account.tokenMark }
        : outcomeOf(failure);
    return { kind: "token_invalid", subject, severity: "critical", message, evidence };
  }
  const kind: (typeof accountConditions)[number] | null =
    code === unusualVolume.code && subcode === unusualVolume.subcode
      ? "unusual_call_volume"
      : failure.reason === "no_access"
        ? "no_access"
        : failure.unknownCode
          ? "unknown_error"
          : failure.class === "PERMANENT" && failure.reason === "request_refused"
            ? "request_refused"
            : null;
  if (kind === null) return null;
  const evidence = { ...outcomeOf(failure), account: account.externalId, ...window };
  return { kind, subject: account.id, severity: "high" as const, message, evidence };
}

function outcomeOf({ class: errorClass, code, subcode, message, fbtrace_id }: Failure) {
  return { ok: false, class: errorClass, code, subcode, message, fbtrace_id };
}
