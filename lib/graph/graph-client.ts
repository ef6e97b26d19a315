import type { GraphFetch } from "@/lib/graph/ask/graph-fetch";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { AccountNode } from "@/lib/graph/read/account-node";
import type { CampaignNode } from "@/lib/graph/read/campaign-node";
import type { CustomConversionNode } from "@/lib/graph/read/custom-conversion-node";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import type { TokenReport } from "@/lib/graph/read/token-report";
import type { BreakdownKind } from "@/lib/values/breakdown";
import type { Clock } from "@/lib/values/clock";
import type { MetaAccountId } from "@/lib/values/ids";
import type { ActionList } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** What to ask the insights edge: one row per day, all days of `window` (both inclusive, account zone). */
export interface InsightsRequest {
  readonly accountId: MetaAccountId;
  readonly level: "account" | "campaign";
  readonly window: Window;
  /** Lists left out because Meta does not build them (F05). */
  readonly without?: readonly ActionList[];
  /** One more try at most, at once: to find out what Meta does not answer, not to get an answer. */
  readonly quick?: boolean;
  /** Ends the read early, waiting included; the outcome is then an error with reason `stopped`. */
  readonly signal?: AbortSignal;
}

/** What to ask about a whole period at account level: people reached, the account's own total, or that total by who or where. */
export interface PeriodRequest {
  readonly accountId: MetaAccountId;
  readonly of: "reach" | "total" | BreakdownKind;
  /** Both days inclusive, account zone; one answer for all of them together. */
  readonly window: Window;
  /** One more try at most, at once. */
  readonly quick?: boolean;
  readonly signal?: AbortSignal;
}

/** Takes the pages of one read as they come, so that a caller need not hold them all. */
export interface PageSink {
  /** One accepted page, in order. The next page is not handed over before this settles. */
  page(rows: InsightRow[]): void | Promise<void>;
  /** Meta lost the cursor: drop every page of this read; it begins again from the first (once per read). */
  restart(): void;
}

/** Waits until one more call may be in flight; null when the signal fired first. Whoever was let through calls the answer when its call is over. */
export type TakeTurn = (signal?: AbortSignal) => Promise<(() => void) | null>;

export interface GraphClientOptions {
  /** `https://graph.facebook.com` or the simulator, without a version. */
  readonly baseUrl: string;
  /** `v26.0`. */
  readonly version: string;
  readonly token: string;
  /** Without it no `appsecret_proof` is sent. */
  readonly appSecret?: string;
  readonly fetch?: GraphFetch;
  readonly clock?: Clock;
  /** Waits that many milliseconds; ends early, without error, when the signal fires. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** How long the caller may still wait; a try that would come later is left to it (`cutShort`). Default: for ever. */
  readonly msLeft?: () => number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random?: () => number;
  /** Rows asked per page, default 500; half and a fifth of the default where Meta says that this is too much (F02). */
  readonly pageLimit?: number;
  /** Most pages of one read, default 1,000; one more is an error, never a cut list. */
  readonly pageCap?: number;
  /** Longest a call may take from its start to the last byte, default 120 s. */
  readonly readTimeoutMs?: number;
  /** Longest the connection may take to open, default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Keeps to the number of calls that the app may have in flight, waits between tries not among them. Default: no limit. */
  readonly takeTurn?: TakeTurn;
  /** Told of every call, retry and warning, without secrets; for logs and metrics. */
  readonly onNote?: (note: GraphNote) => void;
}

/** All that Plumbline asks of Meta. Nothing throws but a mistake of the caller; every answer is a FetchOutcome. */
export interface GraphClient {
  /** All rows of the request. Rows can repeat when Meta restates between pages: the caller de-duplicates by its key (graph-api.md §3.4). */
  readInsights(request: InsightsRequest): Promise<FetchOutcome<InsightRow[]>>;
  /** As readInsights, page by page; the value is the number of rows handed over since the last restart. */
  readInsightPages(request: InsightsRequest, sink: PageSink): Promise<FetchOutcome<number>>;
  /** One answer for the whole period: no row where there is nothing to tell, one without a breakdown, one per value with it (R8). */
  readPeriod(request: PeriodRequest): Promise<FetchOutcome<PeriodRow[]>>;
  readAccount(id: MetaAccountId, signal?: AbortSignal): Promise<FetchOutcome<AccountNode>>;
  /** Campaigns in every effective status, archived and deleted ones too. */
  readCampaigns(id: MetaAccountId, signal?: AbortSignal): Promise<FetchOutcome<CampaignNode[]>>;
  readCampaign(
    id: MetaAccountId,
    campaignId: string,
    signal?: AbortSignal,
  ): Promise<FetchOutcome<CampaignNode>>;
  readCustomConversions(
    id: MetaAccountId,
    signal?: AbortSignal,
  ): Promise<FetchOutcome<CustomConversionNode[]>>;
  /** What Meta knows of the client's own token, asked as the app, once more at most. A dead token is an ok answer with `valid: false`. */
  debugToken(appId: string, appSecret: string, signal?: AbortSignal): Promise<FetchOutcome<TokenReport>>;
}
