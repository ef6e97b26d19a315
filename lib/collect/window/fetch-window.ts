import { mostClamps } from "@/lib/collect/retention";
import type { AttemptCost } from "@/lib/collect/window/close-attempt";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { FetchOutcome, VersionSeen } from "@/lib/graph/fetch-outcome";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { addDays } from "@/lib/values/calendar-day";
import type { MetaAccountId } from "@/lib/values/ids";
import type { ActionList } from "@/lib/values/metric";
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
