import type { Temporal } from "temporal-polyfill";
import { mayReadAds } from "@/lib/graph/read/token-report";
import { optionalEnv } from "@/lib/ops/env";
import { graphFor } from "@/tools/cli/graph-for";

/** What Meta says of a token; `says` ends a sentence whose subject is the token. Not asked without the app's own id and secret. */
export type TokenVerdict =
  | { readonly kind: "not_asked" }
  /** `expiresAt` null: never. */
  | { readonly kind: "works"; readonly expiresAt: Temporal.Instant | null }
  | { readonly kind: "invalid" | "lacks_scope" | "no_answer"; readonly says: string };

/** Asks Meta, as the app, whether it accepts a token and lets it read ads. Writes nothing. */
export async function askAboutToken(token: string): Promise<TokenVerdict> {
  const appId = optionalEnv("META_APP_ID");
  const appSecret = optionalEnv("META_APP_SECRET");
  if (!appId || !appSecret) return { kind: "not_asked" };
  const outcome = await graphFor(token).debugToken(appId, appSecret);
  if (outcome.kind === "error") return { kind: "no_answer", says: outcome.error.message };
  const { valid, expiresAt, error } = outcome.value;
  if (!valid) return { kind: "invalid", says: `is not valid${error?.message ? `: ${error.message}` : ""}` };
  if (!mayReadAds(outcome.value)) return { kind: "lacks_scope", says: "lacks the scope ads_read" };
  return { kind: "works", expiresAt };
}
