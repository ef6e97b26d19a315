import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { raiseCondition, resolveConditions, tokenSubject } from "@/lib/collect/gate/raise-condition";
import { endGapCondition } from "@/lib/collect/window/gaps";
import { accountConditions } from "@/lib/collect/window/record-failure";
import type { BulkTx } from "@/lib/db/database";
import type { VersionSeen } from "@/lib/graph/fetch-outcome";

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

/** The app answered: its breaker closes, its waits begin anew, a refused version is one no more. */
export async function noteGoodApp(tx: BulkTx, appId: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update graph_apps set failures = 0, opened_until = null, waits = 0, stopped_reason = null, stopped_version = null, stopped_at = null,
      probed_at = null
    where id = ${appId}`;
  await resolveConditions(tx, ["version_refused"], appId, now);
}

/** What was wrong with how this account is asked is not any more. */
export async function noteGoodAccount(
  tx: BulkTx,
  account: Pick<CollectAccount, "id" | "connectionId">,
  now: Temporal.Instant,
): Promise<void> {
  await resolveConditions(tx, accountConditions, account.id, now);
  // Figures were read with it: whatever was said of the token, it works (incident 32).
  await resolveConditions(tx, ["token_invalid"], tokenSubject(account), now);
  await endGapCondition(tx, account.id, now);
}

/**
 * Meta answered with another version than was asked, or warns about it (F17): the data is kept, somebody has to roll (graph-api.md §1.4). An
 * answer in the version that was asked ends that, so that the next time is new.
 */
export async function noteVersion(
  tx: BulkTx,
  { appId, apiVersion }: Pick<Collector, "appId" | "apiVersion">,
  seen: VersionSeen,
  now: Temporal.Instant,
): Promise<void> {
  const { answered, warning } = seen;
  const isOther = answered !== undefined && answered !== apiVersion;
  if (!isOther && warning === undefined) return resolveConditions(tx, ["version_warning"], appId, now);
  const message = isOther
    ? `Meta answers with ${answered} although ${apiVersion} is asked for.`
    : `Meta warns about ${apiVersion}: ${warning}`;
  await raiseCondition(
    tx,
    {
      kind: "version_warning",
      subject: appId,
      severity: "high",
      message,
      evidence: { asked: apiVersion, ...seen },
    },
    now,
  );
}
