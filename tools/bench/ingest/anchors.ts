import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { getTableColumns, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { CollectAccount } from "@/lib/collect/account";
import type { WindowRows } from "@/lib/collect/window/replace-window";
import { campaignDailyKpiData, campaignDailyRaw } from "@/lib/db/schema/facts";
import { openSocket } from "@/lib/db/socket";
import { factMetrics } from "@/lib/values/metric";

const attempt = "00000000-0000-0000-0000-000000000000";

/** Keyed tables of the same shape as ours for the anchors, apart from ours: what one leaves behind must not slow the other down. */
export async function createCopyTables(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`
    create schema bench;
    create table bench.campaign_daily_kpi_data (like campaign_daily_kpi_data including defaults including constraints including indexes);
    create table bench.campaign_daily_raw (like campaign_daily_raw including defaults including constraints including indexes);
  `);
}

/** The same campaign-days as text for `COPY`, facts and raw; made before the clock runs. */
export function copyText(
  { campaignDays }: WindowRows,
  account: CollectAccount,
): { facts: string; raw: string } {
  let facts = "";
  let raw = "";
  for (const row of campaignDays) {
    const key = `${account.id}\t${row.date}\t${row.campaignId}`;
    const figures = factMetrics.map((metric) => row.figures[metric]?.toFixed() ?? "\\N").join("\t");
    facts += `${key}\t${figures}\t${row.attributionSetting ?? "\\N"}\t1\t${row.hash}\t${attempt}\n`;
    const lists = [row.raw.actions, row.raw.action_values, row.raw.conversions, row.raw.conversion_values];
    raw += `${key}\t${lists.map((list) => (list ? JSON.stringify(list) : "\\N")).join("\t")}\n`;
  }
  return { facts, raw };
}

/** Plain `COPY` of one window, facts and raw in one transaction. */
export async function copyWindow(owner: postgres.Sql, text: { facts: string; raw: string }): Promise<void> {
  await owner.begin(async (tx) => {
    const facts = await tx
      .unsafe(
        `copy bench.campaign_daily_kpi_data (ad_account_id, date, campaign_id, ${factMetrics.join(", ")}, attribution_setting, mapping_version, row_hash, attempt_id) from stdin`,
      )
      .writable();
    await pipeline(Readable.from([text.facts]), facts);
    const raw = await tx
      .unsafe(
        "copy bench.campaign_daily_raw (ad_account_id, date, campaign_id, actions, action_values, conversions, conversion_values) from stdin",
      )
      .writable();
    await pipeline(Readable.from([text.raw]), raw);
  });
}

/** Writes a window again as one would with drizzle alone: multi-row `INSERT … ON CONFLICT DO UPDATE` of facts and raw. */
export function drizzleUpserts(url: string) {
  const settings = {
    max: 1,
    prepare: false,
    onnotice: () => {},
    socket: openSocket,
    connection: { search_path: "bench" },
  };
  const connection = postgres(url, settings);
  const db = drizzle(connection);
  const excluded = (table: typeof campaignDailyKpiData | typeof campaignDailyRaw) =>
    Object.fromEntries(
      Object.entries(getTableColumns(table))
        .filter(([, column]) => !column.primary && column.name !== "created_at")
        .map(([key, column]) => [key, sql.raw(`excluded."${column.name}"`)]),
    );
  const [setFacts, setRaw] = [excluded(campaignDailyKpiData), excluded(campaignDailyRaw)];
  return {
    async write({ campaignDays }: WindowRows, account: CollectAccount, attemptId: string): Promise<void> {
      await db.transaction(async (tx) => {
        for (let start = 0; start < campaignDays.length; start += 1_000) {
          const chunk = campaignDays.slice(start, start + 1_000);
          await tx
            .insert(campaignDailyKpiData)
            .values(
              chunk.map(({ date, campaignId, figures, attributionSetting, hash }) => ({
                adAccountId: account.id,
                date,
                campaignId,
                totalSpend: figures.total_spend?.toFixed() ?? "0",
                totalImpressions: figures.total_impressions?.toFixed() ?? "0",
                totalClicks: figures.total_clicks?.toFixed() ?? "0",
                linkClicks: figures.link_clicks?.toFixed() ?? "0",
                reservations: figures.reservations?.toFixed() ?? null,
                bookingStep3: figures.booking_step_3?.toFixed() ?? null,
                attributionSetting,
                mappingVersion: 1,
                rowHash: BigInt(hash),
                attemptId,
              })),
            )
            .onConflictDoUpdate({
              target: [
                campaignDailyKpiData.adAccountId,
                campaignDailyKpiData.date,
                campaignDailyKpiData.campaignId,
              ],
              set: setFacts,
            });
          await tx
            .insert(campaignDailyRaw)
            .values(
              chunk.map(({ date, campaignId, raw }) => ({
                adAccountId: account.id,
                date,
                campaignId,
                actions: raw.actions,
                actionValues: raw.action_values,
                conversions: raw.conversions,
                conversionValues: raw.conversion_values,
              })),
            )
            .onConflictDoUpdate({
              target: [campaignDailyRaw.adAccountId, campaignDailyRaw.date, campaignDailyRaw.campaignId],
              set: setRaw,
            });
        }
      });
    },
    close: () => connection.end(),
  };
}
