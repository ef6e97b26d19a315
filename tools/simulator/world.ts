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
}

export interface Account {
  /** Digits, without `act_`. */
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly status?: number;
  readonly disableReason?: number;
  readonly source: RowSource;
  readonly campaigns?: readonly CampaignNode[];
  readonly customConversions?: readonly { readonly id: string; readonly name: string }[];
  /** Readable, yet left out of `me/adaccounts` (graph-api.md §2.5). */
  readonly isUnlisted?: boolean;
}

/** Why a token is refused, by the subcodes of graph-api.md §5.3. */
export type TokenState = "ok" | "removed" | "checkpointed" | "password_changed" | "expired" | "logged_out";

export interface Token {
  /** Names the token in the call log and the control API. */
  readonly id: string;
  readonly value: string;
  readonly state: TokenState;
  /** From this moment of the simulated clock on it answers 190/460. */
  readonly revokedAt?: Temporal.Instant;
  readonly scopes: readonly string[];
  /** Account ids it may read; absent means all. */
  readonly accounts?: readonly string[];
  readonly expiresAt?: number;
}

export interface World {
  readonly accounts: readonly Account[];
  readonly tokens: readonly Token[];
  readonly appId?: string;
  readonly appSecret?: string;
  /** Whether a call needs an appsecret_proof; a wrong one is refused in any case. */
  readonly proof?: "optional" | "required";
  /** Any token is good: for replaying a file. */
  readonly acceptsAnyToken?: boolean;
}

/** A source that answers exactly these rows. `accountRows`: given apart, else summed. */
export function scripted(rows: readonly SourceRow[], accountRows?: readonly SourceRow[]): RowSource {
  const within = (list: readonly SourceRow[]) => (since: string, until: string) =>
    list.filter((row) => row.date_start >= since && row.date_stop <= until);
  return accountRows ? { rows: within(rows), accountRows: within(accountRows) } : { rows: within(rows) };
}
