import type { Translate } from "@/lib/i18n/translator";

/** Why a place of a run was not read, where there are words for it. */
const reasons = [
  "rate_limited",
  "meta_unavailable",
  "connection_broken",
  "token_invalid",
  "data_refused",
  "not_configured",
  "internal",
  "no_access",
  "account_changed",
  "version_refused",
  "list_not_built",
  "named_gap",
  "request_refused",
  "older_days",
  "older_than_meta_keeps",
  "backfill_gate",
  "backfill_usage",
  "client_archived",
  "deadline",
  "not_over_yet",
  "begins_later",
] as const;

/** A stored reason in words. */
export function reasonText(t: Translate, reason: string): string {
  return t(`health.reason.${reasons.find((key) => key === reason) ?? "other"}`);
}

/** The words of all reasons, for the browser, which reads a reason in an answer. */
export function reasonTexts(t: Translate): Readonly<Record<string, string>> {
  return Object.fromEntries(reasons.map((key) => [key, t(`health.reason.${key}`)]));
}
