import { sql } from "drizzle-orm";
import type { ReadTx } from "@/lib/db/database";
import { figuresOf, metricSums } from "@/lib/facts/fact-figures";
import type { ReportInput } from "@/lib/report/input";
import type { Window } from "@/lib/values/window";

interface Row extends Record<string, unknown> {
  campaign_id: string;
  name: string;
  settings: string[] | null;
}

/** Sums of one account's campaign-days per campaign (grain: campaign × window), with the attribution settings they were read with. */
export async function readCampaignSums(
  tx: ReadTx,
  accountId: string,
  window: Window,
): Promise<Pick<ReportInput, "campaigns" | "attribution">> {
  const rows = await tx.execute<Row>(sql`
    select s.campaign_id, c.name, s.*
    from (
      select campaign_id, ${metricSums}, array_agg(distinct attribution_setting) filter (where attribution_setting is not null) as settings
      from campaign_daily_kpi_data
      where ad_account_id = ${accountId} and date between ${window.since}::date and ${window.until}::date
      group by campaign_id
    ) s
    join campaigns c on c.ad_account_id = ${accountId} and c.external_id = s.campaign_id
    order by s.campaign_id`);
  return {
    campaigns: rows.map((row) => ({ id: row.campaign_id, name: row.name, figures: figuresOf(row) })),
    attribution: [...new Set(rows.flatMap((row) => row.settings ?? []))].sort(),
  };
}
