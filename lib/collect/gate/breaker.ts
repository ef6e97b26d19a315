import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { BulkTx } from "@/lib/db/database";

const minute = 60_000;
/** Attempts in a row that Meta did not answer, each with all its tries, until an account is left alone for a while. */
const accountTrips = 3;
const accountRest = { firstMs: 15 * minute, mostMs: 240 * minute };
/** Different accounts in a row, none of them answered: then it is Meta, not the account. */
export const appTrips = 5;
const appRest = { firstMs: minute, mostMs: 15 * minute };

/** How long a breaker stays open after so many failures in a row: nothing below its threshold, then doubling up to the most. */
export function restAfter(
  failures: number,
  trips: number,
  { firstMs, mostMs }: { readonly firstMs: number; readonly mostMs: number },
): number {
  return failures < trips ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(failures - trips, 20));
}

/**
 * Counts an attempt that Meta did not answer, for its account and, when the account was well before or the app is being probed, for the
 * app. History counts once: it is asked for behind days that were answered, at most hourly, and what of it is never answered must not keep
 * the account from its next morning. Opens what has failed too often; state in the database, so that every worker obeys (architecture.md §7).
 */
export async function countFailure(
  tx: BulkTx,
  of: {
    readonly account: Pick<CollectAccount, "id">;
    readonly appId: string;
    readonly isHistory: boolean;
  },
  now: Temporal.Instant,
): Promise<void> {
  const [account] = await tx<{ failures: number }[]>`
    update ad_accounts set failures = failures + 1
    where id = ${of.account.id} and (failures = 0 or ${!of.isHistory}) returning failures`;
  const failures = account?.failures ?? 0;
  await open(tx, "ad_accounts", of.account.id, restAfter(failures, accountTrips, accountRest), now);
  const [app] = await tx<{ failures: number }[]>`
    insert into graph_apps (id, failures) values (${of.appId}, 1)
    on conflict (id) do update set failures = graph_apps.failures + 1
      where ${failures === 1} or graph_apps.failures >= ${appTrips}
    returning failures`;
  if (app) await open(tx, "graph_apps", of.appId, restAfter(app.failures, appTrips, appRest), now);
}

async function open(
  tx: BulkTx,
  table: "ad_accounts" | "graph_apps",
  id: string,
  restMs: number,
  now: Temporal.Instant,
): Promise<void> {
  if (restMs === 0) return;
  const until = now.add({ milliseconds: restMs }).toString();
  await tx`update ${tx(table)} set opened_until = ${until}::timestamptz where id = ${id}`;
}
