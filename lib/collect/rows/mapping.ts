import type { Mapping } from "@/lib/collect/rows/derive-rows";
import type { BulkTx } from "@/lib/db/database";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import {
  type KpiCandidates,
  type KpiChoices,
  kpiCandidatesSchema,
  kpiChoicesSchema,
  unresolvedChoices,
} from "@/lib/kpi/choices";

/** A client's newest mapping as the collector uses it. Version 0: none is stored yet. */
export interface ClientMapping extends Mapping {
  readonly candidates: KpiCandidates;
  /** Nothing was ever derived for the account: Meta is asked for 90 days before the first derivation (product.md, Metrics). */
  readonly isFirst: boolean;
}

/** Reads the newest mapping of an account's client. One statement. */
export async function readMapping(
  tx: BulkTx,
  account: { readonly id: string; readonly clientId: string },
): Promise<ClientMapping> {
  const [row] = await tx<
    { version: number | null; candidates: unknown; choices: unknown; is_first: boolean }[]
  >`
    select m.version, m.candidates, m.choices,
      not exists (select from daily_kpi_data where ad_account_id = ${account.id}) as is_first
    from (select 1) one left join lateral (
      select * from kpi_mappings where client_id = ${account.clientId} order by version desc limit 1
    ) m on true`;
  const stored = kpiCandidatesSchema.parse(row?.candidates ?? {});
  return {
    version: row?.version ?? 0,
    candidates: { ...defaultCandidates, ...stored },
    choices: row?.version ? kpiChoicesSchema.parse(row.choices) : unresolvedChoices,
    isFirst: row?.is_first ?? true,
  };
}

/**
 * Stores a version by "system" with choices made for the first time; the client's candidates stay as they are.
 *
 * @throws a unique violation when somebody else stored that version meanwhile.
 */
export async function addMappingVersion(
  tx: BulkTx,
  clientId: string,
  mapping: { readonly version: number; readonly candidates: KpiCandidates; readonly choices: KpiChoices },
  reason: string,
): Promise<void> {
  await tx`
    insert into kpi_mappings (client_id, version, candidates, choices, author, reason)
    values (${clientId}, ${mapping.version}, ${JSON.stringify(mapping.candidates)}::text::jsonb,
      ${JSON.stringify(mapping.choices)}::text::jsonb, 'system', ${reason})`;
}

/** Moves `measured_since` of choices earlier, within their version. */
export async function moveMeasuredSince(tx: BulkTx, clientId: string, mapping: Mapping): Promise<void> {
  await tx`
    update kpi_mappings set choices = ${JSON.stringify(mapping.choices)}::text::jsonb
    where client_id = ${clientId} and version = ${mapping.version}`;
}
