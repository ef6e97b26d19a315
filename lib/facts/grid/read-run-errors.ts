import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";

/** Attempts that failed for one cause. */
export interface RunError {
  readonly class: string;
  /** Meta's own; null where it answered without an error of its own. */
  readonly code: number | null;
  readonly subcode: number | null;
  readonly times: number;
  readonly lastAt: Temporal.Instant;
  /** Clients that it happened to, by name. */
  readonly clients: readonly string[];
  /** How many of their accounts were read to the end after it. */
  readonly recovered: number;
}

interface Row extends Record<string, unknown> {
  error_class: string;
  error_code: number | null;
  error_subcode: number | null;
  times: number;
  last_at: string;
  clients: string[];
  recovered: number;
}

/** Failed attempts of these accounts since `since`, by cause (grain: class × Meta's code), the commonest unsolved first; one statement. */
export async function readRunErrors(
  tx: StaffTx,
  accountIds: readonly string[],
  since: Temporal.Instant,
): Promise<RunError[]> {
  const rows = await tx.execute<Row>(sql`
    with failed as materialized (
      select t.ad_account_id, t.error_class, t.error_code, t.error_subcode, count(*)::integer as times, max(t.finished_at) as last_at
      from collection_attempts t
      where t.ad_account_id = any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[]) and t.started_at >= ${since.toString()}::timestamptz and t.state = 'failed'
      group by 1, 2, 3, 4
    )
    select * from (select f.error_class, f.error_code, f.error_subcode, sum(f.times)::integer as times, max(f.last_at)::text as last_at,
      array_agg(c.name order by c.name) as clients,
      (count(*) filter (where exists (select from collection_attempts g where g.ad_account_id = f.ad_account_id and g.state = 'ok'
        and g.finished_at > f.last_at)))::integer as recovered
    from failed f join ad_accounts a on a.id = f.ad_account_id join clients c on c.id = a.client_id
    group by 1, 2, 3) e
    order by recovered = cardinality(clients), times desc, error_class, error_code, error_subcode`);
  return rows.map((row) => ({
    class: row.error_class,
    code: row.error_code,
    subcode: row.error_subcode,
    times: row.times,
    lastAt: Temporal.Instant.from(row.last_at),
    clients: row.clients,
    recovered: row.recovered,
  }));
}
