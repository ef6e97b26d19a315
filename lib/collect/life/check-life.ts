import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { checkAccount } from "@/lib/collect/life/check-account";
import { checkToken } from "@/lib/collect/life/check-token";
import { collectEntities } from "@/lib/collect/life/collect-entities";
import { endGoneGaps } from "@/lib/collect/life/end-gone-gaps";
import { noteVersionEnd } from "@/lib/collect/life/note-version-end";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import type { GraphClient } from "@/lib/graph/graph-client";

/** What the daily look found: whether days may be read. */
export type Life = "may_read" | "account_changed";

/**
 * The daily look at what the figures hang on, with an account's first pass after 04:00 (architecture.md §6.3): the account itself, the token it
 * is read with, its campaigns. Three calls and one per connection, and up to three for campaigns no list has; once a day whoever comes. A call that fails costs nothing but its answer, for
 * the days meet the same error and act on it (graph-api.md §5.2). Only another currency or time zone keeps days from being read (F41).
 */
export async function checkLife(
  collector: Collector,
  account: CollectAccount,
  graph: GraphClient,
  signal: AbortSignal,
): Promise<Life> {
  // What is broken already has its one probe a day, and that is a read of its days (F12, F14).
  const isBroken = account.connectionState !== "ok" || account.access !== "ok";
  if (!collector.life || isBroken) return account.stoppedReason === null ? "may_read" : "account_changed";
  const found = await checkAccount(collector, account, graph, signal);
  await checkToken(collector, account, graph, signal);
  if (found.isFresh) {
    const now = collector.clock();
    await collector.db.asCollectorBulk(async (tx) => {
      await noteVersionEnd(tx, collector, now);
      await endGoneGaps(tx, account.id, oldestReadableDay(account.timeZone, now), now);
    });
  }
  if (found.life === "may_read" && found.isFresh) await collectEntities(collector, account, graph, signal);
  return found.life;
}
