import { sql } from "drizzle-orm";
import type { ReadTx } from "@/lib/db/database";
import { figuresOf, metricSums } from "@/lib/facts/fact-figures";
import type { ReportInput } from "@/lib/report/input";
import type { Window } from "@/lib/values/window";

interface Row extends Record<string, unknown> {
  campaign_id: string;
  name: string;
  is_own: boolean;
  settings: string[] | null;
}

/**
 * Sums of one account's campaign-days per campaign over a month and over the one before (grain: campaign × month), one statement; with the
 * attribution settings that the month was read with.
 */
export async function readCampaignSums(
  tx: ReadTx,
  accountId: string,
  own: Window,
  previous: Window,
): Promise<Pick<ReportInput, "campaigns" | "previousCampaigns" | "attribution">> {
  const rows = await tx.execute<Row>(sql`
    select s.campaign_id, c.name, s.*
    from (
      select campaign_id, date >= ${own.since}::date as is_own, ${metricSums},
        array_agg(distinct attribution_setting) filter (where attribution_setting is not null) as settings
      from campaign_daily_kpi_data
      where ad_account_id = ${accountId} and date between ${previous.since}::date and ${own.until}::date
      group by 1, 2
    ) s
    join campaigns c on c.ad_account_id = ${accountId} and c.external_id = s.campaign_id
    order by s.campaign_id`);
  const [ownRows, previousRows] = [rows.filter((row) => row.is_own), rows.filter((row) => !row.is_own)];
  const sums = (some: readonly Row[]) =>
    some.map((row) => ({ id: row.campaign_id, name: row.name, figures: figuresOf(row) }));
  return {
    campaigns: sums(ownRows),
    previousCampaigns: sums(previousRows),
    attribution: [...new Set(ownRows.flatMap((row) => row.settings ?? []))].sort(),
  };
}
