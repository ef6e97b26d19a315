import { sql } from "drizzle-orm";
import type { CollectAccount } from "@/lib/collect/account";
import { envTokenMark } from "@/lib/collect/token-mark";
import type { CollectorTx } from "@/lib/db/database";
import { instantOf } from "@/lib/values/instant";
import type { ActionList } from "@/lib/values/metric";

interface Row extends Record<string, unknown> {
  id: string;
  client_id: string;
  slug: string;
  external_id: string;
  currency: string;
  time_zone: string;
  collect_from: string;
  connection_id: string | null;
  token_mark: string | null;
  connection_state: string | null;
  connection_checked_at: string | null;
  access: string;
  access_checked_at: string | null;
  stopped_reason: string | null;
  stopped_at: string | null;
  blocked_until: string | null;
  good_days: number | null;
  unbuilt_fields: string[] | null;
  unbuilt_checked_at: string | null;
}

/**
 * Accounts of clients that are not archived, all of them or the named ones, in the order of the clients' slugs. One statement. `envToken` has
 * no row that says that it is broken: the open refusal of it does, unless it was another value that Meta refused.
 */
export async function readAccounts(
  tx: CollectorTx,
  envToken: string | undefined,
  filter: { readonly accountIds?: readonly string[]; readonly slugs?: readonly string[] } = {},
): Promise<CollectAccount[]> {
  const mark = envTokenMark(envToken);
  const rows = await tx.execute<Row>(sql`
    select a.id, a.client_id, c.slug, a.external_id, a.currency, a.time_zone, a.collect_from::text, a.connection_id,
      case when a.connection_id is null then ${mark}::text else md5(n.token_ciphertext) end as token_mark,
      coalesce(n.state, case when d.id is not null then 'broken' end) as connection_state,
      coalesce(n.last_check_at, d.seen_at)::text as connection_checked_at, a.access, a.access_checked_at::text,
      a.stopped_reason, a.stopped_at::text, a.blocked_until::text, a.good_days, a.unbuilt_fields, a.unbuilt_checked_at::text
    from ad_accounts a join clients c on c.id = a.client_id left join connections n on n.id = a.connection_id
      left join conditions d on a.connection_id is null and d.subject = 'META_ACCESS_TOKEN' and d.kind = 'token_invalid' and d.resolved_at is null
        and d.evidence ->> 'class' = 'FIX_CREDENTIALS' and coalesce(d.evidence ->> 'read_with' = ${mark}, true)
    where c.status = 'active' and ${anyOf(sql`a.id`, filter.accountIds, "uuid[]")} and ${anyOf(sql`c.slug`, filter.slugs, "text[]")}
    order by c.slug, a.id`);
  return rows.map(accountOf);
}

function anyOf(
  column: ReturnType<typeof sql>,
  values: readonly string[] | undefined,
  type: "uuid[]" | "text[]",
) {
  if (!values) return sql`true`;
  return sql`${column} = any(${sql.param(`{${values.map((value) => JSON.stringify(value)).join(",")}}`)}::${sql.raw(type)})`;
}

function accountOf(row: Row): CollectAccount {
  return {
    id: row.id,
    clientId: row.client_id,
    clientSlug: row.slug,
    externalId: row.external_id,
    platform: "meta",
    currency: row.currency,
    timeZone: row.time_zone,
    collectFrom: row.collect_from,
    connectionId: row.connection_id,
    tokenMark: row.token_mark,
    connectionState: row.connection_state ?? "ok",
    connectionCheckedAt: instantOf(row.connection_checked_at),
    access: row.access,
    accessCheckedAt: instantOf(row.access_checked_at),
    stoppedReason: row.stopped_reason,
    stoppedAt: instantOf(row.stopped_at),
    blockedUntil: instantOf(row.blocked_until),
    goodDays: row.good_days,
    unbuiltLists: (row.unbuilt_fields ?? []) as readonly ActionList[],
    unbuiltCheckedAt: instantOf(row.unbuilt_checked_at),
    // The columns' checks and foreign keys make these true.
  } as CollectAccount;
}
