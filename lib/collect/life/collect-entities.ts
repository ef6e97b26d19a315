import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { raiseCondition, resolveConditions } from "@/lib/collect/gate/raise-condition";
import { majorUnits } from "@/lib/collect/life/major-units";
import { storableJson } from "@/lib/collect/rows/storable-text";
import type { BulkTx } from "@/lib/db/database";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { CampaignNode } from "@/lib/graph/read/campaign-node";
import type { CustomConversionNode } from "@/lib/graph/read/custom-conversion-node";
import { logger } from "@/lib/ops/logger";

/** Campaigns a day that are asked for one by one: those that rows name and the list does not. */
const mostAlone = 3;

/**
 * Reads once a day what campaigns and custom conversions are called and what became of them (graph-api.md §9). Figures never wait for it and never
 * fail by it, and neither does one part by another (incident 47): what was read is stored, what could not be read is a condition, and stored names
 * stay. A campaign that neither the list nor its own node knows any more stays as its rows named it, marked as a stub.
 */
export async function collectEntities(
  collector: Collector,
  account: CollectAccount,
  graph: GraphClient,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = collector;
  const listed = await graph.readCampaigns(account.externalId, signal);
  let unread =
    listed.kind === "error" ? listed.error : await lookAlone(db, account, graph, listed.value, signal);
  if (unread === null || mayAskOn(unread)) {
    const conversions = await graph.readCustomConversions(account.externalId, signal);
    if (conversions.kind === "error") unread ??= conversions.error;
    else await db.asCollectorBulk((tx) => storeConversions(tx, account, conversions.value, clock()));
  }
  if (unread) return noteUnread(collector, account, unread);
  await db.asCollectorBulk((tx) => resolveConditions(tx, ["entities_not_read"], account.id, clock()));
}

/** Asks for campaigns that the list does not have, one by one, and stores them with the list. Answers the first that could not be read. */
async function lookAlone(
  db: Collector["db"],
  account: CollectAccount,
  graph: GraphClient,
  listed: readonly CampaignNode[],
  signal: AbortSignal,
): Promise<GraphError | null> {
  const campaigns = [...listed];
  const stubs: string[] = [];
  let unread: GraphError | null = null;
  const seen = new Set(campaigns.map(({ id }) => id));
  for (const id of (await db.asCollectorBulk((tx) => readUnlisted(tx, account, seen))).slice(0, mostAlone)) {
    const read = await graph.readCampaign(account.externalId, id, signal);
    if (read.kind === "ok") campaigns.push(read.value);
    else if (isUnknown(read.error)) stubs.push(id);
    else {
      unread ??= read.error;
      if (!mayAskOn(read.error)) break;
    }
  }
  await db.asCollectorBulk((tx) => storeCampaigns(tx, account, campaigns, stubs));
  return unread;
}

/** Meta's word that there is no such campaign, or none for us: the list was just read with the same token. */
function isUnknown({ class: errorClass, reason }: GraphError): boolean {
  return errorClass === "FIX_PERMISSION" || (errorClass === "PERMANENT" && reason === "meta");
}

const endsAll: ReadonlySet<GraphError["class"]> = new Set([
  "WAIT_ACCOUNT",
  "WAIT_APP",
  "FIX_CREDENTIALS",
  "FIX_PERMISSION",
  "VERSION",
]);

/** Whether what was refused says nothing of the next question. */
function mayAskOn({ class: errorClass, reason, cutShort }: GraphError): boolean {
  return !endsAll.has(errorClass) && !cutShort && reason !== "stopped";
}

async function noteUnread(
  { db, clock }: Collector,
  account: CollectAccount,
  { class: errorClass, code, subcode, message }: GraphError,
): Promise<void> {
  const evidence = { account: account.externalId, class: errorClass, code, subcode };
  logger.warn({ clientId: account.clientId, ...evidence, message }, "entities_not_read");
  await db.asCollectorBulk((tx) =>
    raiseCondition(
      tx,
      { kind: "entities_not_read", subject: account.id, severity: "normal", message, evidence },
      clock(),
    ),
  );
}

/** Campaigns known from rows that the list does not have and nobody has asked for yet, newest first. */
async function readUnlisted(
  tx: BulkTx,
  { id }: CollectAccount,
  listed: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await tx<{ external_id: string }[]>`
    select external_id from campaigns where ad_account_id = ${id} and not is_stub order by last_seen desc, external_id`;
  return rows.map((row) => row.external_id).filter((known) => /^\d+$/.test(known) && !listed.has(known));
}

/** Only campaigns that have figures are kept; what is the same already is not written. */
async function storeCampaigns(
  tx: BulkTx,
  { id, currency }: CollectAccount,
  campaigns: readonly CampaignNode[],
  stubs: readonly string[],
): Promise<void> {
  const rows = campaigns.map((one) => ({
    id: one.id,
    status: one.status ?? null,
    effective_status: one.effective_status ?? null,
    objective: one.objective ?? null,
    daily_budget: majorUnits(one.daily_budget, currency),
    lifetime_budget: majorUnits(one.lifetime_budget, currency),
  }));
  await tx`
    update campaigns c set status = n.status, effective_status = n.effective_status, objective = coalesce(n.objective, c.objective),
      daily_budget = n.daily_budget, lifetime_budget = n.lifetime_budget, is_stub = false
    from jsonb_to_recordset(${storableJson(rows)}::text::jsonb)
      as n (id text, status text, effective_status text, objective text, daily_budget numeric, lifetime_budget numeric)
    where c.ad_account_id = ${id} and c.external_id = n.id
      and (c.status, c.effective_status, c.objective, c.daily_budget, c.lifetime_budget, c.is_stub)
        is distinct from (n.status, n.effective_status, coalesce(n.objective, c.objective), n.daily_budget, n.lifetime_budget, false)`;
  await tx`
    update campaigns set is_stub = true where ad_account_id = ${id} and external_id = any(${stubs as string[]}::text[]) and not is_stub`;
}

async function storeConversions(
  tx: BulkTx,
  { id }: CollectAccount,
  conversions: readonly CustomConversionNode[],
  now: Temporal.Instant,
): Promise<void> {
  if (conversions.length === 0) return;
  const rows = conversions.map((one) => ({
    id: one.id,
    name: one.name,
    event_type: one.custom_event_type ?? null,
    is_archived: one.is_archived ?? false,
  }));
  await tx`
    insert into custom_conversions as c (ad_account_id, external_id, name, event_type, is_archived, observed_at)
    select ${id}, n.id, n.name, n.event_type, n.is_archived, ${now.toString()}::timestamptz
    from jsonb_to_recordset(${storableJson(rows)}::text::jsonb) as n (id text, name text, event_type text, is_archived boolean)
    on conflict (ad_account_id, external_id) do update set name = excluded.name, event_type = excluded.event_type,
      is_archived = excluded.is_archived, observed_at = excluded.observed_at
    where (c.name, c.event_type, c.is_archived) is distinct from (excluded.name, excluded.event_type, excluded.is_archived)`;
}
