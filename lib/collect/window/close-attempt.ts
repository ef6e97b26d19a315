import type { Temporal } from "temporal-polyfill";
import { type Claim, LostClaim, MappingChanged } from "@/lib/collect/claim";
import { storedUsage } from "@/lib/collect/plan/seen-usage";
import type { BulkTx } from "@/lib/db/database";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { FetchFacts } from "@/lib/graph/fetch-outcome";

/** What an attempt cost, and what Meta said of its budgets. */
export interface AttemptCost extends Pick<FetchFacts, "pages" | "calls" | "usage"> {
  readonly rows: number;
}

/**
 * Last statement of a good write: the attempt is done, and its finish is the "observed at" of every day it covers. It also looks once more
 * whether the mapping is still the newest, now that nobody else can change it. Usage is kept on the account; access is good again, named gaps of these days are none any more, and what was
 * counted towards longer waits or the circuit breaker is forgotten.
 *
 * @throws LostClaim, MappingChanged: the transaction must not be committed.
 */
export async function closeGoodAttempt(
  tx: BulkTx,
  { attemptId, account, window }: Claim,
  cost: AttemptCost,
  mappingVersion: number,
  now: Temporal.Instant,
): Promise<void> {
  const [closed] = await tx<{ closed: boolean; newest: number | null }[]>`
    with closed as (
      update collection_attempts set state = 'ok', finished_at = ${now.toString()}::timestamptz, since = ${window.since}, until = ${window.until},
        asked_since = case when since < ${window.since} then since end,
        pages = ${cost.pages}, calls = ${cost.calls}, rows = ${cost.rows}
      where id = ${attemptId} and state = 'running' returning 1
    ), seen as (
      update ad_accounts set usage = coalesce(${storedUsage(cost.usage, now)}::text::jsonb, usage), access = 'ok', access_reason = null,
        waits = 0, failures = 0, opened_until = null,
        blocked_until = case when blocked_until > ${now.toString()}::timestamptz then blocked_until end,
        access_checked_at = case when access = 'ok' then access_checked_at else ${now.toString()}::timestamptz end
      where id = ${account.id} and exists (select from closed)
        and (${cost.usage !== null} or access <> 'ok' or blocked_until is not null or waits > 0 or failures > 0)
    ), closed_gaps as (
      update collection_gaps set resolved_at = ${now.toString()}::timestamptz
      where ad_account_id = ${account.id} and resolved_at is null and date between ${window.since} and ${window.until}
        and exists (select from closed)
    )
    select exists (select from closed) as closed, (select max(version) from kpi_mappings where client_id = ${account.clientId}) as newest`;
  if (!closed?.closed) throw new LostClaim();
  if (closed.newest !== mappingVersion) throw new MappingChanged();
}

/** Closes an attempt that stored nothing. False when it was no longer this worker's: then nothing else may be written either (R5). */
export async function closeFailedAttempt(
  tx: BulkTx,
  { attemptId, account }: Claim,
  error: Pick<GraphError, "class" | "code" | "subcode" | "message" | "fbtrace_id">,
  cost: AttemptCost,
  now: Temporal.Instant,
): Promise<boolean> {
  const closed = await tx`
    with closed as (
      update collection_attempts set state = 'failed', finished_at = ${now.toString()}::timestamptz, error_class = ${error.class},
        error_code = ${error.code}, error_subcode = ${error.subcode}, error_trace = ${error.fbtrace_id}, error_message = ${error.message},
        pages = ${cost.pages}, calls = ${cost.calls}, rows = 0
      where id = ${attemptId} and state = 'running' returning 1
    ), seen as (
      update ad_accounts set usage = coalesce(${storedUsage(cost.usage, now)}::text::jsonb, usage)
      where id = ${account.id} and exists (select from closed)
    )
    select 1 from closed`;
  return closed.length > 0;
}
