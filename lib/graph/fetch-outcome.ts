import type { GraphError } from "@/lib/graph/errors/graph-error";

/** How much of Meta's budgets is used, from the newest answer that said so, good or bad (graph-api.md §6.2). Percent may exceed 100. */
export interface Usage {
  /** The fullest budget that concerns this ad account; null = not said. */
  readonly accountPercent: number | null;
  /** The fullest budget of the whole app; null = not said. */
  readonly appPercent: number | null;
  /** Milliseconds until Meta answers again (`estimated_time_to_regain_access`, which Meta gives in minutes); 0 = not blocked. */
  readonly blockedMs: number;
  /** Milliseconds until the account's usage is back at 0 (`reset_time_duration`, which Meta gives in seconds); null = not said. */
  readonly resetMs: number | null;
  /** Meta's access tier; a word we do not know counts as `limited`; null = not said. */
  readonly tier: "limited" | "full" | null;
}

/** The version that answered (`facebook-api-version`) and Meta's warning about it (`x-ad-api-version-warning`). */
export interface VersionSeen {
  readonly answered?: string;
  readonly warning?: string;
}

/** What is known of every read, good or bad. */
export interface FetchFacts {
  /** Pages read and accepted; after a restart the count begins anew. */
  readonly pages: number;
  /** HTTP calls made, repeated ones included. */
  readonly calls: number;
  /** null when no answer carried a usage header that could be read. */
  readonly usage: Usage | null;
  readonly version: VersionSeen;
}

/** R3: a read is ok (maybe with nothing in it) or an error of a class; there is no third way and nothing is thrown. */
export type FetchOutcome<T> =
  | ({ readonly kind: "ok"; readonly value: T } & FetchFacts)
  | ({ readonly kind: "error"; readonly error: GraphError } & FetchFacts);
