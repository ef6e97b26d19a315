import type { AttemptCost } from "@/lib/collect/close-attempt";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { GraphError } from "@/lib/graph/graph-error";
import type { InsightRow } from "@/lib/graph/insight-row";
import { addDays } from "@/lib/values/calendar-day";
import type { MetaAccountId } from "@/lib/values/ids";
import type { Window } from "@/lib/values/window";

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

  add<T>(outcome: FetchOutcome<T[]>): void {
    const { pages, calls, rows, usage } = this.#cost;
    this.#cost = {
      pages: pages + outcome.pages,
      calls: calls + outcome.calls,
      rows: rows + (outcome.kind === "ok" ? outcome.value.length : 0),
      usage: outcome.usage ?? usage,
    };
  }

  get cost(): AttemptCost {
    return this.#cost;
  }
}

/** Meta's floor was never seen more than a few days off (graph-api.md §3.7). */
const mostClamps = 5;

/**
 * Reads both levels of a window, one call after the other; all pages or an error (R3, R4). A 3018 although the window was clamped moves
 * its start one day on (C26, C27). Nothing is thrown.
 */
export async function fetchWindow(
  graph: GraphClient,
  accountId: MetaAccountId,
  asked: Window,
  costs: CostSheet,
  signal: AbortSignal,
): Promise<FetchedOutcome<FetchedWindow>> {
  let window = asked;
  for (let clamps = 0; ; clamps += 1) {
    const campaigns = await graph.readInsights({ accountId, level: "campaign", window, signal });
    costs.add(campaigns);
    const account =
      campaigns.kind === "ok"
        ? await graph.readInsights({ accountId, level: "account", window, signal })
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

/** The account's own days only, for the choice of what counts as which KPI (product.md, Metrics). */
export async function fetchAccountDays(
  graph: GraphClient,
  accountId: MetaAccountId,
  window: Window,
  costs: CostSheet,
  signal: AbortSignal,
): Promise<FetchedOutcome<readonly InsightRow[]>> {
  let since = window.since;
  for (let clamps = 0; ; clamps += 1) {
    const read = await graph.readInsights({
      accountId,
      level: "account",
      window: { since, until: window.until },
      signal,
    });
    costs.add(read);
    if (read.kind === "ok") return { kind: "ok", value: read.value, cost: costs.cost };
    if (read.error.class !== "CLAMP" || clamps >= mostClamps || since >= window.until) {
      return { kind: "error", error: read.error, cost: costs.cost };
    }
    since = addDays(since, 1);
  }
}
