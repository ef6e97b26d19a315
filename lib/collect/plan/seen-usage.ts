import { Temporal } from "temporal-polyfill";
import type { Usage } from "@/lib/graph/fetch-outcome";

/** What Meta last said of the budgets that concern an account, and when. */
export interface SeenUsage {
  readonly usage: Usage;
  readonly at: Temporal.Instant;
}

/** `ad_accounts.usage`: beside what was said stands when, for below some usage Meta says nothing more (graph-api.md §6.2). */
export type StoredUsage = Usage & { readonly at?: string };

/** As it is stored; null when no answer said anything: then what was said before keeps its age. */
export function storedUsage(usage: Usage | null, at: Temporal.Instant): string | null {
  return usage === null ? null : JSON.stringify({ ...usage, at: at.toString() } satisfies StoredUsage);
}

/** Nothing is known of what was stored without its time: it may be of any age. */
export function seenUsageOf(stored: StoredUsage | null): SeenUsage | null {
  if (!stored?.at) return null;
  const { at, ...usage } = stored;
  return { usage, at: Temporal.Instant.from(at) };
}
