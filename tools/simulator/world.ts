import type { Temporal } from "temporal-polyfill";
import type { Budgets } from "@/tools/simulator/budgets";

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

/** People reached in exactly these days, as a test or a demo says it. */
export interface PeriodReach {
  readonly since: string;
  readonly until: string;
  /** Absent: the whole account. */
  readonly campaign_id?: string;
  /** null: Meta says nothing. */
  readonly reach: string | null;
}

/** What an account answers for days `since` … `until` (its own zone, both inclusive) when it is asked at `observedAt`. */
export interface RowSource {
  rows(since: string, until: string, observedAt: Temporal.Instant): readonly SourceRow[];
  /** Account-level rows of their own, where the total is not the sum of its campaigns (deleted ads). */
  accountRows?(since: string, until: string, observedAt: Temporal.Instant): readonly SourceRow[];
  /**
   * Rows of a breakdown of their own, at account or campaign grain and any length, with those columns in them; undefined where there are
   * none, and the simulator cuts up the other rows.
   */
  breakdownRows?(
    columns: readonly string[],
    since: string,
    until: string,
    observedAt: Temporal.Instant,
  ): readonly SourceRow[] | undefined;
  /** Reach of whole periods; where a period is not among them it follows from the overlap of people. */
  readonly periodReach?: readonly PeriodReach[];
}

export interface CampaignNode {
  readonly id: string;
  readonly name: string;
  readonly objective: string;
  readonly effective_status: string;
  /** Left out: what follows from the effective one. */
  readonly status?: string;
  /** Minor units by Meta's table, like every budget: 12000 is 120 PLN, and 12,000 HUF or JPY (graph-api.md §9). One of the two, or none. */
  readonly daily_budget?: string;
  readonly lifetime_budget?: string;
  readonly budget_remaining?: string;
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

export interface CustomConversion {
  readonly id: string;
  readonly name: string;
  readonly custom_event_type?: string;
  readonly is_archived?: boolean;
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
  readonly customConversions?: readonly CustomConversion[];
  /** Over those of the world, part by part. */
  readonly budgets?: Budgets;
  /** Has opted in to breakdowns that are empty without it (graph-api.md §1.3). */
  readonly hasOptedIn?: boolean;
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
  /** The app it was given to; the world's when absent. Budgets are counted per app. */
  readonly appId?: string;
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
  /** What may be used per hour; absent = nothing is counted, and usage headers are small constants. */
  readonly budgets?: Budgets;
  /** Any token is good: for replaying a file. */
  readonly acceptsAnyToken?: boolean;
}

/** What a scripted source may say beside its rows. */
export interface ScriptedMore {
  /** Rows with breakdown columns; asked for columns that none of them has, the other rows are cut up. */
  readonly breakdownRows?: readonly SourceRow[];
  readonly periodReach?: readonly PeriodReach[];
}

/** A source that answers exactly these rows. `accountRows`: given apart, else summed. */
export function scripted(
  rows: readonly SourceRow[],
  accountRows?: readonly SourceRow[],
  { breakdownRows, periodReach }: ScriptedMore = {},
): RowSource {
  const within = (list: readonly SourceRow[]) => (since: string, until: string) =>
    list.filter((row) => row.date_start >= since && row.date_stop <= until);
  return {
    rows: within(rows),
    ...(accountRows ? { accountRows: within(accountRows) } : {}),
    ...(periodReach ? { periodReach } : {}),
    ...(breakdownRows
      ? {
          breakdownRows(columns, since, until) {
            const own = breakdownRows.filter((row) => columns.every((column) => column in row));
            return own.length === 0 ? undefined : within(own)(since, until);
          },
        }
      : {}),
  };
}
