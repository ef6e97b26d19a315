import { sql } from "drizzle-orm";
import type { CollectAccount } from "@/lib/collect/account";
import type { Claim } from "@/lib/collect/claim";
import type { Collector } from "@/lib/collect/collector";
import { databaseTimeOf, isLeaseOver, mostSkewMs, refuseWrongTime } from "@/lib/collect/gate/right-clock";
import type { CollectorTx } from "@/lib/db/database";
import type { Clock } from "@/lib/values/clock";
import type { AttemptId, RunId } from "@/lib/values/ids";
import type { Window } from "@/lib/values/window";

/** How long a claim holds without a sign of life; `keepClaim` renews it at a third of that. */
export const leaseMs = 90_000;

/**
 * Takes an account for one window: the lease of the account, and an attempt with the next number in the same statement (R5). Whoever held
 * the account before and let the lease run out is lost and can write no more. Null when somebody else holds it.
 *
 * @throws WrongClock: nothing was taken.
 */
export async function claimWindow(
  tx: CollectorTx,
  want: {
    readonly runId: RunId;
    readonly account: CollectAccount;
    readonly window: Window;
    readonly holder: string;
    readonly apiVersion: string;
    readonly isHistory?: boolean;
  },
  collector: Pick<Collector, "clock" | "databaseTime">,
): Promise<Claim | null> {
  const { runId, account, window, holder, apiVersion } = want;
  const now = collector.clock();
  const until = now.add({ milliseconds: leaseMs }).toString();
  const [row] = await tx.execute<{ at: string; id: AttemptId | null; attempt_number: number }>(sql`
    with clocks as (
      select ${databaseTimeOf(collector)} as at
    ), taken as (
      update ad_accounts set lease_holder = ${holder}, lease_until = ${until}
      where id = ${account.id} and ${isLeaseOver(now, leaseMs, holder)}
        and (select abs(extract(epoch from at - ${now.toString()}::timestamptz)) * 1000 <= ${mostSkewMs} from clocks)
      returning id
    ), lost as (
      update collection_attempts set state = 'lost', finished_at = ${now.toString()}
      where ad_account_id in (select id from taken) and state = 'running'
      returning id
    ), claimed as (
    insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, api_version, started_at)
    select ${runId}, taken.id, ${window.since}, ${window.until}, coalesce((
        select max(attempt_number) from collection_attempts
        where run_id = ${runId} and ad_account_id = taken.id and since = ${window.since} and until = ${window.until}
      ), 0) + 1, ${until}, ${apiVersion}, ${now.toString()}
    from taken, (select count(*) from lost) ended
    returning id, attempt_number
    )
    select clocks.at::text, claimed.id, claimed.attempt_number from clocks left join claimed on true`);
  refuseWrongTime(now, row?.at ?? "");
  if (!row?.id) return null;
  const { id: attemptId, attempt_number: attemptNumber } = row;
  return { runId, attemptId, attemptNumber, account, window, isHistory: want.isHistory ?? false };
}

/** Renews the hold; false when the attempt is not this worker's any more. */
export async function renewClaim(tx: CollectorTx, claim: Claim, clock: Clock): Promise<boolean> {
  const until = clock().add({ milliseconds: leaseMs }).toString();
  const renewed = await tx.execute(sql`
    with mine as (
      update collection_attempts set lease_until = ${until} where id = ${claim.attemptId} and state = 'running' returning ad_account_id
    )
    update ad_accounts set lease_until = ${until} where id in (select ad_account_id from mine) returning id`);
  return renewed.length > 0;
}

/** Gives the account back when its pass is over, so that the next worker need not wait for the lease to run out. */
export async function releaseAccount(tx: CollectorTx, accountId: string, holder: string): Promise<void> {
  await tx.execute(sql`
    update ad_accounts set lease_holder = null, lease_until = null where id = ${accountId} and lease_holder = ${holder}`);
}
