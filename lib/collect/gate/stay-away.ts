import type { Temporal } from "temporal-polyfill";
import type { BulkTx } from "@/lib/db/database";

const minute = 60_000;
/** Where Meta names no time, each wait is longer than the one before (graph-api.md §5.2). */
const accountSteps = [5 * minute, 15 * minute, 60 * minute] as const;
const appSteps = [minute, 2 * minute, 5 * minute] as const;

/** How long to stay away: Meta's own word, or the least of the error table. */
export interface StatedWait {
  readonly ms: number;
  /** Meta said so itself; otherwise the waits grow. */
  readonly isStated: boolean;
}

/** Stops an account, for every worker and across restarts, until the answer (F06, F07). A longer stop that is in force stays. */
export async function stopAccount(
  tx: BulkTx,
  accountId: string,
  wait: StatedWait,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const [row] = await tx<{ waits: number }[]>`
    update ad_accounts set waits = waits + 1 where id = ${accountId} returning waits`;
  const until = now.add({ milliseconds: waitMs(wait, accountSteps, row?.waits ?? 1, accountId) });
  await tx`
    update ad_accounts set blocked_until = greatest(blocked_until, ${until.toString()}::timestamptz) where id = ${accountId}`;
  return until;
}

/** Stops every account that is read with the app (F08). */
export async function stopApp(
  tx: BulkTx,
  appId: string,
  wait: StatedWait,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const [row] = await tx<{ waits: number }[]>`
    insert into graph_apps (id, waits) values (${appId}, 1)
    on conflict (id) do update set waits = graph_apps.waits + 1 returning waits`;
  const until = now.add({ milliseconds: waitMs(wait, appSteps, row?.waits ?? 1, appId) });
  await tx`
    update graph_apps set blocked_until = greatest(blocked_until, ${until.toString()}::timestamptz) where id = ${appId}`;
  return until;
}

/** Stops all accounts of one connection: its token must not be used for so long (368). */
export async function stopConnection(
  tx: BulkTx,
  connectionId: string | null,
  ms: number,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const until = now.add({ milliseconds: ms });
  await tx`
    update ad_accounts set blocked_until = greatest(blocked_until, ${until.toString()}::timestamptz)
    where connection_id is not distinct from ${connectionId}`;
  return until;
}

/**
 * As stated and up to a minute more, or by the steps. The minute is the account's own, always the same one: accounts that were stopped
 * together do not come back together (graph-api.md §6.3), and a night can be replayed.
 */
export function waitMs(
  { ms, isStated }: StatedWait,
  steps: readonly [number, number, number],
  waits: number,
  who: string,
): number {
  if (isStated) return ms + spread(who);
  return Math.max(ms, steps[Math.min(waits, 3) - 1] ?? steps[2]);
}

function spread(who: string): number {
  let hash = 0;
  for (const letter of who) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 60;
  return hash * 1_000;
}
