import type { Temporal } from "temporal-polyfill";
import type { Usage } from "@/lib/graph/fetch-outcome";
import { paceOf } from "@/lib/graph/pace/pace";

/** Remembers, for one client, when each account was asked last and what its usage was: the pace within a place (graph-api.md §6.3). */
export class Pacer {
  readonly #accounts = new Map<string, { readonly at: Temporal.Instant; readonly usage: Usage | null }>();

  /** An answer came; a report that says nothing leaves the older one. */
  saw(accountId: string | null, usage: Usage | null, at: Temporal.Instant): void {
    const key = accountId ?? "";
    this.#accounts.set(key, { at, usage: usage ?? this.#accounts.get(key)?.usage ?? null });
  }

  /** Ms to wait before the account's next call, and ms in which it would be refused anyway. */
  next(
    accountId: string | null,
    now: Temporal.Instant,
  ): { readonly waitMs: number; readonly blockedMs: number } {
    const last = this.#accounts.get(accountId ?? "");
    if (!last) return { waitMs: 0, blockedMs: 0 };
    const passed = now.epochMilliseconds - last.at.epochMilliseconds;
    const { spacingMs, blockedMs } = paceOf(last.usage);
    return { waitMs: Math.max(0, spacingMs - passed), blockedMs: Math.max(0, blockedMs - passed) };
  }
}
