import { Counter, Gauge, Registry } from "prom-client";
import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { readBacklog } from "@/lib/ops/backlog/read-backlog";
import { readCollectedSums } from "@/lib/ops/metrics/read-collected-sums";
import { readCollectionCounts } from "@/lib/ops/metrics/read-collection-counts";
import { readIncompleteDays } from "@/lib/ops/metrics/read-incomplete-days";

/**
 * Prometheus text, made from tables at this moment: a counter in the memory of one of many short-lived processes would be a lie
 * (architecture.md §5). Names are fixed, dashboards stand on them.
 */
export async function readMetrics(
  db: Database,
): Promise<{ readonly text: string; readonly contentType: string }> {
  const counts = await readCollectionCounts(db);
  const unfinished = await readIncompleteDays(db, Temporal.Now.instant());
  const sums = await readCollectedSums(db);
  const backlog = await readBacklog(db);
  const registry = new Registry();
  const registers = [registry];
  new Counter({
    name: "daily_collection_success",
    help: "Accounts of all runs that were collected to the end.",
    registers,
  }).inc(counts.done);
  new Counter({
    name: "daily_collection_failure",
    help: "Accounts of all runs that ended in an error.",
    registers,
  }).inc(counts.failed);
  if (counts.msPerCall !== null) {
    new Gauge({
      name: "api_response_time_ms",
      help: "Milliseconds per call to Meta, waits between calls included, mean of the attempts of the last 24 hours.",
      registers,
    }).set(counts.msPerCall);
  }
  const incomplete = new Gauge({
    name: "incomplete_data_count",
    help: "Days of the last 35 that are due and have no row, or are stored only in part, by client.",
    labelNames: ["client"],
    registers,
  });
  for (const { client, days } of unfinished) incomplete.set({ client }, days);
  const waiting = new Gauge({
    name: "collection_backlog",
    help: "Accounts that wait for a worker, by the days they have left: somebody's yesterday, or older ones only.",
    labelNames: ["days"],
    registers,
  });
  waiting.set({ days: "newest" }, backlog.ready.newest_days);
  waiting.set({ days: "older" }, backlog.ready.older_days);
  const oldest = new Gauge({
    name: "collection_backlog_oldest_seconds",
    help: "Seconds that the account which waits longest has waited, by the days it has left.",
    labelNames: ["days"],
    registers,
  });
  oldest.set({ days: "newest" }, backlog.oldest_seconds.newest_days ?? 0);
  oldest.set({ days: "older" }, backlog.oldest_seconds.older_days ?? 0);
  const spend = new Gauge({
    name: "total_spend_collected",
    help: "Spend of all stored account-days, by currency; currencies are never added.",
    labelNames: ["currency"],
    registers,
  });
  for (const { currency, value } of sums.spend) spend.set({ currency }, value);
  const conversions = new Gauge({
    name: "total_conversions_collected",
    help: "Conversions of all stored account-days, by KPI.",
    labelNames: ["kpi"],
    registers,
  });
  for (const { kpi, value } of sums.conversions) conversions.set({ kpi }, value);
  return { text: await registry.metrics(), contentType: registry.contentType };
}
