import type { Temporal } from "temporal-polyfill";

/** One item of an action list; beside `value` the keys of attribution windows. */
export interface Item {
  readonly action_type: string;
  readonly value?: string;
  readonly [window: string]: string | undefined;
}

export const listFields = ["actions", "action_values", "conversions", "conversion_values"] as const;
export type ListField = (typeof listFields)[number];

/** A row as Meta would hold it, of any grain: every number a decimal string, absent = nothing. Fields named `x_…` are served unasked. */
export type SourceRow = {
  readonly date_start: string;
  readonly date_stop: string;
  readonly campaign_id?: string;
  readonly campaign_name?: string;
  readonly [field: string]: unknown;
} & { readonly [list in ListField]?: readonly Item[] };

/** An action list of a row, empty where there is none. */
export function listOf(row: SourceRow, field: string): readonly Item[] {
  const value = row[field];
  return Array.isArray(value) ? (value as readonly Item[]) : [];
}

/** What an account answers for days `since` … `until` (its own zone, both inclusive) when it is asked at `observedAt`. */
export interface RowSource {
  rows(since: string, until: string, observedAt: Temporal.Instant): readonly SourceRow[];
  /** Account-level rows of their own, where the total is not the sum of its campaigns (deleted ads). */
  accountRows?(since: string, until: string, observedAt: Temporal.Instant): readonly SourceRow[];
}

export interface CampaignNode {
  readonly id: string;
  readonly name: string;
  readonly objective: string;
  readonly effective_status: string;
  /** Minor units by Meta's table, like every budget (graph-api.md §9). */
  readonly daily_budget?: string;
  /** As Meta writes a moment: `2026-05-01T08:00:00+0200`. */
  readonly start_time?: string;
  readonly stop_time?: string;
}

export interface AdNode {
  readonly id: string;
  readonly name: string;
  readonly campaign_id: string;
  readonly adset_id?: string;
  readonly effective_status?: string;
}

/** What edges and lists below the campaign leave out unless it is asked for by name (graph-api.md §3.3, §9). */
export const hiddenStatuses: ReadonlySet<string> = new Set(["ARCHIVED", "DELETED"]);

export interface Account {
  /** Digits, without `act_`. */
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly status?: number;
  readonly disableReason?: number;
  /** Minor units by Meta's table (graph-api.md §2.6); "0" is no cap. */
  readonly amountSpent?: string;
  readonly spendCap?: string;
  readonly balance?: string;
  readonly source: RowSource;
  /** Left out: the campaigns that the rows of the last 37 months name, all active. */
  readonly campaigns?: readonly CampaignNode[];
  /** Left out: the ads that those rows name. */
  readonly ads?: readonly AdNode[];
  readonly customConversions?: readonly { readonly id: string; readonly name: string }[];
  /** Readable, yet left out of `me/adaccounts` (graph-api.md §2.5). */
  readonly isUnlisted?: boolean;
  /** Whose it is; then it stands on that edge of that business. */
  readonly business?: { readonly id: string; readonly edge: "owned" | "client" };
}

/** Why a token is refused, by the subcodes of graph-api.md §5.3. */
export type TokenState = "ok" | "removed" | "checkpointed" | "password_changed" | "expired" | "logged_out";

export interface Token {
  /** Names the token in the call log and the control API. */
  readonly id: string;
  readonly value: string;
  readonly state: TokenState;
  /** From this moment of the simulated clock on it answers 190/460. */
  readonly revokedAt?: Temporal.Instant | undefined;
  readonly scopes: readonly string[];
  /** Account ids it may read; absent means all. */
  readonly accounts?: readonly string[];
  /** Unix seconds; 0 or absent = never. */
  readonly expiresAt?: number;
  /** The language of its owner's Facebook: error texts come in it (F36). */
  readonly locale?: "en" | "pl";
}

export interface World {
  readonly accounts: readonly Account[];
  readonly tokens: readonly Token[];
  readonly appId?: string;
  readonly appSecret?: string;
  /** Whether a call needs an appsecret_proof; a wrong one is refused unless `off`. */
  readonly proof?: "off" | "optional" | "required";
  /** Any token is good: for replaying a file. */
  readonly acceptsAnyToken?: boolean;
}

/** A source that answers exactly these rows. `accountRows`: given apart, else summed. */
export function scripted(rows: readonly SourceRow[], accountRows?: readonly SourceRow[]): RowSource {
  const within = (list: readonly SourceRow[]) => (since: string, until: string) =>
    list.filter((row) => row.date_start >= since && row.date_stop <= until);
  return accountRows ? { rows: within(rows), accountRows: within(accountRows) } : { rows: within(rows) };
}
