import type { Temporal } from "temporal-polyfill";
import { readFilters } from "@/tools/simulator/insights-params";
import type { Node } from "@/tools/simulator/insights-rows";
import { projected } from "@/tools/simulator/projected";
import { type Account, hiddenStatuses, type SourceRow } from "@/tools/simulator/world";

type Fields = Readonly<Record<string, unknown>>;
const kinds = { campaigns: "campaign", adsets: "adset", ads: "ad", adcreatives: "creative" } as const;
type EntityEdge = keyof typeof kinds;

/** Whether the edge lists campaigns, ad sets, ads or creatives. */
export function isEntityEdge(edge: string | undefined): edge is EntityEdge {
  return edge !== undefined && edge in kinds;
}

/** An edge's nodes, archived and deleted ones only when `effective_status` or `filtering` names them (graph-api.md §9). */
export function edgeNodes(
  account: Account,
  node: Node,
  edge: EntityEdge,
  params: URLSearchParams,
  now: Temporal.Instant,
): object[] {
  const asked = statusesAsked(params);
  return entitiesOf(account, now)
    [edge].filter((one) => node.kind === "account" || one[`${node.kind}_id`] === node.id)
    .filter(({ effective_status: status }) =>
      asked ? asked.includes(String(status)) : !hiddenStatuses.has(String(status)),
    )
    .map((one) => projected(one, params, kinds[edge]));
}

/** A campaign, ad set, ad or creative by its id, deleted ones too. */
export function entityById(
  account: Account,
  id: string,
  now: Temporal.Instant,
): { readonly kind: "campaign" | "adset" | "ad" | "creative"; readonly node: Fields } | null {
  if (id.startsWith("act_")) return null;
  const all = entitiesOf(account, now);
  for (const edge of ["campaigns", "adsets", "ads", "adcreatives"] as const) {
    const node = all[edge].find((one) => one.id === id);
    if (node) return { kind: kinds[edge], node };
  }
  return null;
}

function statusesAsked(params: URLSearchParams): string[] | null {
  const plain = params.get("effective_status");
  if (plain !== null) return [...plain.matchAll(/[A-Z_]+/g)].map(([status]) => status);
  const filter = readFilters(params).find(({ field }) => field.endsWith("effective_status"));
  return Array.isArray(filter?.value) ? filter.value.map(String) : null;
}

/** The campaigns or ads of the account, and the account itself, as the descriptive fields of insights rows name them. */
export function describedObjects(
  account: Account,
  level: "account" | "campaign" | "adset" | "ad",
  now: Temporal.Instant,
): Fields[] {
  if (level === "account") return [{}];
  const { campaigns, ads } = entitiesOf(account, now);
  const named = campaigns.map(({ id, name, objective }) => ({
    campaign_id: id,
    campaign_name: name,
    objective,
  }));
  if (level === "campaign") return named;
  return ads.map(({ id, name, campaign_id, adset_id, adset_name }) => ({
    ...named.find((one) => one.campaign_id === campaign_id),
    ...(adset_id === undefined ? {} : { adset_id, adset_name }),
    ...(level === "ad" ? { ad_id: id, ad_name: name } : {}),
  }));
}

/** The effective status of every campaign and ad whose status is known. */
export function statusesOf(account: Account): ReadonlyMap<string, string> {
  const all = [...(account.campaigns ?? []), ...(account.ads ?? [])];
  return new Map(all.map(({ id, effective_status = "ACTIVE" }) => [id, effective_status]));
}

/** Campaigns as the account has them, or as its rows name them; ad sets and ads as its list of ads or its rows name them. */
function entitiesOf(account: Account, now: Temporal.Instant): Record<EntityEdge, Fields[]> {
  const rows = account.campaigns && account.ads ? [] : namesIn(account, now);
  const campaigns: Fields[] = (account.campaigns ?? distinct(rows, "campaign")).map((one) => ({
    objective: "OUTCOME_SALES",
    effective_status: "ACTIVE",
    buying_type: "AUCTION",
    daily_budget: undefined,
    lifetime_budget: undefined,
    budget_remaining: undefined,
    start_time: "2021-05-01T08:00:00+0200",
    stop_time: undefined,
    created_time: "2021-05-01T08:00:00+0200",
    updated_time: "2026-11-02T10:11:12+0100",
    special_ad_categories: [],
    ...one,
  }));
  const ads: Fields[] = (account.ads ?? distinct(rows, "ad")).map((one) => ({
    effective_status: "ACTIVE",
    adset_id: undefined,
    ...one,
    creative: creativeOf(one.id, one.name, now),
  }));
  const adsets = new Map<unknown, Fields>();
  for (const { adset_id: id, adset_name: name = "Zestaw reklam", campaign_id } of ads)
    if (id !== undefined) adsets.set(id, { id, name, campaign_id, effective_status: "ACTIVE" });
  return {
    campaigns: campaigns.map((one) => withStatus({ ...one, campaign_id: one.id })),
    adsets: [...adsets.values()].map((one) => withStatus({ ...one, adset_id: one.id })),
    ads: ads.map((one) => withStatus({ ...one, ad_id: one.id })),
    adcreatives: ads.map(({ creative, ...one }) => ({ ...one, ...(creative as Fields) })),
  };
}

const withStatus = (one: Fields): Fields => ({
  ...one,
  status: one.status ?? configured(one.effective_status),
  configured_status: one.status ?? configured(one.effective_status),
});

/** What somebody set, under what came of it: a campaign with issues or in review has been switched on. */
function configured(effective: unknown): unknown {
  return effective === "IN_PROCESS" || effective === "WITH_ISSUES" ? "ACTIVE" : effective;
}

/** Addresses of pictures are signed and die some days after they were read: `oe` is the end in hex Unix seconds (graph-api.md §9). */
function creativeOf(ad: string, name: string, now: Temporal.Instant): Fields {
  const until = (days: number) => Math.floor(now.epochMilliseconds / 1000 + days * 86_400).toString(16);
  const image = `https://scontent.example.invalid/${ad}.jpg?oe=`;
  return {
    id: `9${ad}`,
    name,
    object_type: "SHARE",
    image_hash: ad.padStart(32, "0"),
    image_url: `${image}${until(4.2)}`,
    thumbnail_url: `${image}${until(1.5)}`,
  };
}

function namesIn(account: Account, now: Temporal.Instant): readonly SourceRow[] {
  const today = now.toZonedDateTimeISO(account.timeZone).toPlainDate();
  return account.source.rows(today.subtract({ months: 37 }).toString(), today.toString(), now);
}

function distinct(rows: readonly SourceRow[], kind: "campaign" | "ad") {
  const found = new Map<
    string,
    { id: string; name: string; campaign_id: unknown } & Record<string, unknown>
  >();
  for (const row of rows) {
    const id = row[`${kind}_id`];
    if (typeof id !== "string" || found.has(id)) continue;
    const name = String(row[`${kind}_name`] ?? id);
    const { campaign_id, adset_id, adset_name, objective } = row;
    const more = kind === "ad" ? { adset_id, adset_name } : { objective: objective ?? "OUTCOME_SALES" };
    found.set(id, { id, name, campaign_id, ...more });
  }
  return [...found.values()];
}
