import type { FailureReason } from "@/lib/collect/failure";

/** Why a period has no figures although Meta answered: a key that screens put into words. */
export type SilentReason = "not_reported" | "older_than_13_months";

/** What `unavailable` holds: Meta's silence, which asking again does not end, or why a reading failed, which the next one may. */
export type UnavailableReason = SilentReason | FailureReason;

const silent: ReadonlySet<string> = new Set<SilentReason>(["not_reported", "older_than_13_months"]);

/** Whether the reading failed, so that it is tried again. */
export function isFailed(unavailable: string | null): boolean {
  return unavailable !== null && !silent.has(unavailable);
}
