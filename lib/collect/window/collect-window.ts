import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { type Claim, LostClaim, MappingChanged } from "@/lib/collect/claim";
import type { Collector } from "@/lib/collect/collector";
import { type Failure, failureOf, isTooHeavy, ownFailure, thrownFailure } from "@/lib/collect/failure";
import { clampToRetention } from "@/lib/collect/retention";
import {
  campaignNamesOf,
  deriveAccountTotals,
  deriveCampaignDays,
  type Mapping,
} from "@/lib/collect/rows/derive-rows";
import { type Learned, learnChoices } from "@/lib/collect/rows/learn-choices";
import {
  addMappingVersion,
  type ClientMapping,
  moveMeasuredSince,
  readMapping,
} from "@/lib/collect/rows/mapping";
import { RefusedWindow, validateDailyData } from "@/lib/collect/rows/validate-daily-data";
import { readStoredWindow } from "@/lib/collect/store/stored-window";
import { findDoubtful } from "@/lib/collect/window/add-up";
import { claimWindow } from "@/lib/collect/window/claim-window";
import { fetchAccountDays } from "@/lib/collect/window/fetch-account-days";
import { CostSheet, type FetchedWindow, fetchWindow } from "@/lib/collect/window/fetch-window";
import { keepClaim } from "@/lib/collect/window/keep-claim";
import { recordGoodConnection } from "@/lib/collect/window/note-good";
import { recordFailure } from "@/lib/collect/window/record-failure";
import { rederive } from "@/lib/collect/window/rederive";
import { type Replaced, replaceWindow, type WindowRows } from "@/lib/collect/window/replace-window";
import { findUnbuilt, neededLists } from "@/lib/collect/window/unbuilt-lists";
import type { BulkTx } from "@/lib/db/database";
import type { Usage, VersionSeen } from "@/lib/graph/fetch-outcome";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { unexplainedActionTypes } from "@/lib/kpi/known-action-types";
import { logger, redactText } from "@/lib/ops/logger";
import { addDays, earlierDay } from "@/lib/values/calendar-day";
import type { RunId } from "@/lib/values/ids";
import type { ActionList } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** One window to collect, days in the account's zone. */
export interface WantedWindow {
  readonly runId: RunId;
  readonly account: CollectAccount;
  readonly window: Window;
  /** All that this pass will read; the first derivation looks at least that far back. */
  readonly range: Window;
  /** Days older than those of the pass. */
  readonly isHistory?: boolean;
  readonly holder: string;
}

/** What Meta told besides the figures. */
interface Told {
  readonly usage: Usage | null;
  readonly version: VersionSeen;
}

export type WindowOutcome =
  /** `unbuilt`: lists that were found not to be built by Meta, and that no KPI needs; the days are stored without them. */
  | ({ readonly kind: "stored"; readonly replaced: Replaced; readonly unbuilt: readonly ActionList[] } & Told)
  | ({
      readonly kind: "failed";
      readonly failure: Failure;
      readonly blockedUntil: Temporal.Instant | null;
    } & Told)
  /** Another worker holds the account, or has taken it over meanwhile. */
  | { readonly kind: "held" }
  /** The client's mapping changed meanwhile: read again. */
  | { readonly kind: "mapping_changed" };

/** Before the first derivation Meta is asked for this many days of the account (product.md, Metrics). */
const resolutionDays = 90;

/**
 * Collects one account's window: claim → fetch → derive → validate → replace. All or nothing (R4): a failure leaves what was there. Network
 * and transactions never overlap. Expected outcomes are values; only a caller's mistake is thrown.
 */
export async function collectWindow(
  collector: Collector,
  graph: GraphClient,
  wanted: WantedWindow,
  signal: AbortSignal,
): Promise<WindowOutcome> {
  const { db, clock, apiVersion } = collector;
  const claim = await db.asCollector((tx) => claimWindow(tx, { ...wanted, apiVersion }, collector));
  if (!claim) return { kind: "held" };
  log("collection_start", claim);
  const costs = new CostSheet();
  try {
    const mapping = await db.asCollectorBulk((tx) => readMapping(tx, wanted.account));
    const read = await keepClaim(db, claim, clock, signal, (held) =>
      readAndDerive(collector, graph, claim, { mapping, range: wanted.range }, costs, held),
    );
    if (read.kind === "error") return await fail(collector, claim, read.failure, costs);
    const { learned, rows } = read;
    const types = unexplainedActionTypes([...rows.accountTotals, ...rows.campaignDays].map(({ raw }) => raw));
    if (types.length > 0) log("unknown_action_types", claim, { types });
    const now = clock();
    const replaced = await db.asCollectorBulk(async (tx) => {
      if (learned.change) await storeLearned(tx, claim, mapping, learned, now);
      await recordGoodConnection(tx, claim.account, now);
      return replaceWindow(tx, { ...claim, window: read.window }, rows, now);
    });
    log("collection_success", claim, { ...replaced, calls: costs.cost.calls });
    return { kind: "stored", replaced, unbuilt: read.unbuilt, ...toldBy(costs) };
  } catch (error) {
    if (error instanceof LostClaim) return { kind: "held" };
    if (error instanceof RefusedWindow)
      return await fail(collector, claim, ownFailure("data_refused", error.message), costs);
    if (isMappingChange(error)) {
      await fail(collector, claim, ownFailure("internal", new MappingChanged().message, "RETRY"), costs);
      return { kind: "mapping_changed" };
    }
    logger.error({ err: error, clientId: claim.account.clientId, runId: claim.runId }, "collection_broke");
    return await fail(collector, claim, thrownFailure(error, messageOf(error)), costs);
  }
}

type Derived =
  | {
      readonly kind: "ok";
      readonly window: Window;
      readonly learned: Learned;
      readonly rows: WindowRows;
      readonly unbuilt: readonly ActionList[];
    }
  | { readonly kind: "error"; readonly failure: Failure };

/** Fetch, validate, derive; the days of which campaigns and account total do not add up are fetched once more (R7, F34). */
async function readAndDerive(
  { db, clock }: Collector,
  graph: GraphClient,
  claim: Claim,
  known: { readonly mapping: ClientMapping; readonly range: Window },
  costs: CostSheet,
  signal: AbortSignal,
): Promise<Derived> {
  const { account } = claim;
  let without = unneeded(account.unbuiltLists, known.mapping);
  let unbuilt: readonly ActionList[] = [];
  const ask = (window: Window) => fetchWindow(graph, account.externalId, window, costs, signal, without);
  let fetched = await ask(claim.window);
  if (fetched.kind === "error" && mayBeUnbuilt(claim, failureOf(fetched.error))) {
    unbuilt = (await findUnbuilt(graph, account, claim.window.until, costs, signal)) ?? [];
    const missing = unbuilt.filter((list) => !unneeded(unbuilt, known.mapping).includes(list));
    if (missing.length > 0) return { kind: "error", failure: notBuilt(failureOf(fetched.error), missing) };
    without = unbuilt;
    if (unbuilt.length > 0) fetched = await ask(claim.window);
  }
  if (fetched.kind === "error") return { kind: "error", failure: failureOf(fetched.error) };
  validateBoth(fetched.value, account);
  // Behind the days that are to be stored: these need an answer, of the others a part will do.
  const history = known.mapping.isFirst ? resolutionWindow(claim, known.range, clock()) : null;
  let earlier: readonly InsightRow[] = [];
  if (history) {
    const of = { rules: rulesOf(account), answered: fetched.value.window.until, without };
    const asked = await fetchAccountDays(graph, history, of, costs, signal);
    if (asked.kind === "error") return { kind: "error", failure: failureOf(asked.error) };
    earlier = asked.value;
  }
  let learned = learnChoices(known.mapping, [...earlier, ...fetched.value.accountRows]);
  let rows = deriveWindow(fetched.value, learned.mapping, costs);
  const doubtful = (await findDoubtful(db, account, rows)).sort();
  const [since] = doubtful;
  if (since === undefined) return { kind: "ok", window: fetched.value.window, learned, rows, unbuilt };
  const again = await ask({ since, until: doubtful.at(-1) ?? since });
  if (again.kind === "error") return { kind: "error", failure: failureOf(again.error) };
  validateBoth(again.value, account);
  const read = replaceDays(fetched.value, again.value);
  learned = learnChoices(known.mapping, [...earlier, ...read.accountRows]);
  rows = deriveWindow(read, learned.mapping, costs);
  return { kind: "ok", window: read.window, learned, rows, unbuilt };
}

/** The days of the second read instead of the first one's. */
function replaceDays(first: FetchedWindow, second: FetchedWindow): FetchedWindow {
  const { since, until } = second.window;
  const rest = (rows: readonly InsightRow[]) =>
    rows.filter(({ date_start: day = "" }) => day < since || day > until);
  return {
    window: first.window,
    campaignRows: [...rest(first.campaignRows), ...second.campaignRows],
    accountRows: [...rest(first.accountRows), ...second.accountRows],
  };
}

function unneeded(lists: readonly ActionList[], mapping: ClientMapping): readonly ActionList[] {
  if (lists.length === 0) return lists;
  const needed = neededLists(mapping);
  return lists.filter((list) => !needed.has(list));
}

/** A single day that is too much for Meta holds something that Meta does not build (graph-api.md §5.3, 2/1504044). */
function mayBeUnbuilt({ window }: Claim, failure: Failure): boolean {
  return window.since === window.until && isTooHeavy(failure) && !failure.timedOut;
}

function notBuilt(failure: Failure, lists: readonly ActionList[]): Failure {
  const message = `Meta does not build ${lists.join(", ")} of this day, which the account's KPIs are counted from. ${failure.message}`;
  return { ...failure, reason: "list_not_built", message };
}

function toldBy(costs: CostSheet): Told {
  return { usage: costs.cost.usage, version: costs.version };
}

function deriveWindow(fetched: FetchedWindow, mapping: Mapping, costs: CostSheet): WindowRows {
  return {
    accountTotals: deriveAccountTotals(fetched.accountRows, fetched.window, mapping),
    campaignDays: deriveCampaignDays(fetched.campaignRows, mapping),
    campaigns: campaignNamesOf(fetched.campaignRows),
    mappingVersion: mapping.version,
    cost: costs.cost,
  };
}

function validateBoth({ window, campaignRows, accountRows }: FetchedWindow, account: CollectAccount): void {
  validateDailyData(campaignRows, { ...rulesOf(account), level: "campaign", window });
  validateDailyData(accountRows, { ...rulesOf(account), level: "account", window });
}

function rulesOf({ externalId, currency }: CollectAccount) {
  return { accountId: externalId, currency };
}

/**
 * What is before the claimed days of the 90 that end at the newest day being collected, or of more when the pass goes further back; null when
 * Meta keeps none of it, or nothing is left.
 */
function resolutionWindow({ account, window }: Claim, range: Window, now: Temporal.Instant): Window | null {
  const since = earlierDay(range.since, addDays(range.until, 1 - resolutionDays));
  return clampToRetention({ since, until: addDays(window.since, -1) }, account.timeZone, now);
}

/** A new choice, or one that reaches further back, and every stored row that it concerns, in the transaction that learned it. */
async function storeLearned(
  tx: BulkTx,
  claim: Claim,
  before: ClientMapping,
  { mapping, change, rederive: window }: Learned,
  now: Temporal.Instant,
): Promise<void> {
  // The fence first: a worker that lost its claim must not change a mapping either.
  await readStoredWindow(tx, claim);
  const { account, attemptId } = claim;
  if (change?.kind === "version") {
    await addMappingVersion(
      tx,
      account.clientId,
      { ...mapping, candidates: before.candidates },
      change.reason,
    );
  } else {
    await moveMeasuredSince(tx, account.clientId, mapping);
  }
  await rederive(tx, { account, attemptId, mapping }, window, now);
}

async function fail(
  { db, clock, appId, apiVersion }: Collector,
  claim: Claim,
  met: Failure,
  costs: CostSheet,
): Promise<WindowOutcome> {
  const { recorded, blockedUntil, failure } = await db.asCollectorBulk((tx) =>
    recordFailure(tx, claim, met, costs.cost, { appId, apiVersion }, clock()),
  );
  if (!recorded) return { kind: "held" };
  log("collection_failure", claim, {
    reason: failure.reason,
    class: failure.class,
    code: failure.code,
    subcode: failure.subcode,
  });
  return { kind: "failed", failure, blockedUntil, ...toldBy(costs) };
}

function isMappingChange(error: unknown): boolean {
  if (error instanceof MappingChanged) return true;
  const { code, table_name: table } = error as { code?: unknown; table_name?: unknown };
  return code === "23505" && table === "kpi_mappings";
}

function messageOf(error: unknown): string {
  return redactText(error instanceof Error ? error.message : String(error)).slice(0, 500);
}

/** Fixed event names and keys (architecture.md §5). */
function log(
  event: "collection_start" | "collection_success" | "collection_failure" | "unknown_action_types",
  { account, window, runId, attemptNumber }: Claim,
  more: object = {},
): void {
  const level = event === "collection_failure" ? "error" : "info";
  logger[level]({ clientId: account.clientId, window, runId, attemptNumber, ...more }, event);
}
