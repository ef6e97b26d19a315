import { failureOf, isTooHeavy } from "@/lib/collect/failure";
import { mostClamps } from "@/lib/collect/retention";
import type { AttemptCost } from "@/lib/collect/window/close-attempt";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { FetchOutcome, VersionSeen } from "@/lib/graph/fetch-outcome";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { addDays, laterDay } from "@/lib/values/calendar-day";
import type { MetaAccountId } from "@/lib/values/ids";
import type { ActionList } from "@/lib/values/metric";
import { type Window, windowLength } from "@/lib/values/window";

/** Campaign rows and Meta's own account total of one window, read apart (R7). */
export interface FetchedWindow {
  /** As asked, or a few days shorter when Meta keeps the oldest ones no more. */
  readonly window: Window;
  readonly campaignRows: readonly InsightRow[];
  readonly accountRows: readonly InsightRow[];
}

export type FetchedOutcome<T> = { readonly cost: AttemptCost } & (
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "error"; readonly error: GraphError }
);

/** Adds up what the calls of one attempt cost; usage is the newest that Meta told. */
export class CostSheet {
  #cost: AttemptCost = { pages: 0, calls: 0, rows: 0, usage: null };
  #version: VersionSeen = {};

  add<T>(outcome: FetchOutcome<T[]>): void {
    const { pages, calls, rows, usage } = this.#cost;
    this.#cost = {
      pages: pages + outcome.pages,
      calls: calls + outcome.calls,
      rows: rows + (outcome.kind === "ok" ? outcome.value.length : 0),
      usage: outcome.usage ?? usage,
    };
    this.#version = { ...this.#version, ...outcome.version };
  }

  get cost(): AttemptCost {
    return this.#cost;
  }

  /** The version that answered, and Meta's warning about it (F17). */
  get version(): VersionSeen {
    return this.#version;
  }
}

/**
 * Reads both levels of a window, one call after the other; all pages or an error (R3, R4). A 3018 although the window was clamped moves
 * its start one day on (C26, C27). `without`: lists that Meta does not build for the account (F05). Nothing is thrown.
 */
export async function fetchWindow(
  graph: GraphClient,
  accountId: MetaAccountId,
  asked: Window,
  costs: CostSheet,
  signal: AbortSignal,
  without: readonly ActionList[] = [],
): Promise<FetchedOutcome<FetchedWindow>> {
  let window = asked;
  for (let clamps = 0; ; clamps += 1) {
    const campaigns = await graph.readInsights({ accountId, level: "campaign", window, without, signal });
    costs.add(campaigns);
    const account =
      campaigns.kind === "ok"
        ? await graph.readInsights({ accountId, level: "account", window, without, signal })
        : null;
    if (account) costs.add(account);
    if (campaigns.kind === "ok" && account?.kind === "ok") {
      const value = { window, campaignRows: campaigns.value, accountRows: account.value };
      return { kind: "ok", value, cost: costs.cost };
    }
    const failed = account?.kind === "error" ? account : campaigns;
    if (failed.kind !== "error") throw new Error("unreachable: one of both levels failed");
    const isLastDay = window.since >= window.until;
    if (failed.error.class !== "CLAMP" || clamps >= mostClamps || isLastDay) {
      return { kind: "error", error: failed.error, cost: costs.cost };
    }
    window = { since: addDays(window.since, 1), until: window.until };
  }
}

/** Days per request when the account's own days are read, each step narrower; a row is a whole day, so wide ones are rarely too much. */
const historySteps = [90, 31, 15, 7, 3, 1] as const;
/** So many single days in a row without an answer are no heavy days. */
const mostUnanswered = 3;

/**
 * The account's own days only, for the choice of what counts as which KPI (product.md, Metrics), newest first, in fewer days where Meta asks
 * for it. A single day that is not answered is left out: what it could teach comes with another day or another pass.
 */
export async function fetchAccountDays(
  graph: GraphClient,
  accountId: MetaAccountId,
  window: Window,
  costs: CostSheet,
  signal: AbortSignal,
  without: readonly ActionList[] = [],
): Promise<FetchedOutcome<readonly InsightRow[]>> {
  const rows: InsightRow[] = [];
  let left: Window | null = window;
  let width = windowLength(window);
  let unanswered = 0;
  while (left) {
    const part: Window = { since: laterDay(left.since, addDays(left.until, 1 - width)), until: left.until };
    const read = await graph.readInsights({ accountId, level: "account", window: part, without, signal });
    costs.add(read);
    if (read.kind === "ok") {
      rows.push(...read.value);
      unanswered = 0;
    } else {
      const { error } = read;
      const days = windowLength(part);
      const isHeavy = isTooHeavy(failureOf(error));
      if (isHeavy && days > 1) {
        width = historySteps.find((step) => step < days) ?? 1;
        continue;
      }
      if (error.class === "CLAMP" && left.since < left.until) {
        left = { since: addDays(left.since, 1), until: left.until };
        continue;
      }
      unanswered += 1;
      if (!isHeavy || unanswered >= mostUnanswered) return { kind: "error", error, cost: costs.cost };
    }
    left = part.since > left.since ? { since: left.since, until: addDays(part.since, -1) } : null;
  }
  return { kind: "ok", value: rows, cost: costs.cost };
}
