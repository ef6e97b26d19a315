import type postgres from "postgres";

/**
 * Everything that a collection stores and a reader may see, as one text per row: facts, raw lists, campaigns, restatements, mappings. Left
 * out is what may differ between two runs that mean the same: ids of attempts and when a row was written.
 */
export async function factsOf(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ row: string }[]>`
    select t || ' ' || row as row from (
      select 'account-day' as t, (to_jsonb(d) - '{attempt_id,created_at,first_observed_at,changed_at}'::text[])::text as row from daily_kpi_data d
      union all select 'account-raw', (to_jsonb(d) - 'created_at')::text from account_daily_raw d
      union all select 'campaign-day', (to_jsonb(d) - '{attempt_id,created_at}'::text[])::text from campaign_daily_kpi_data d
      union all select 'campaign-raw', (to_jsonb(d) - 'created_at')::text from campaign_daily_raw d
      union all select 'campaign', (to_jsonb(d) - 'created_at')::text from campaigns d
      union all select 'restatement', (to_jsonb(d) - '{id,attempt_id,created_at,observed_at}'::text[])::text from kpi_restatements d
      union all select 'mapping', (to_jsonb(d) - '{created_at,reason}'::text[])::text from kpi_mappings d
    ) all_rows order by 1`;
  return rows.map(({ row }) => row);
}
