import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** What `debug_token` says of a token (graph-api.md §2.2). */
export interface TokenReport {
  readonly valid: boolean;
  readonly appId: string | null;
  readonly kind: string | null;
  readonly scopes: readonly string[];
  /** Accounts each scope is limited to, ids without `act_`; null = all, empty = as Meta sent it. A scope may be present while the account is not (F15). */
  readonly granted: readonly { readonly scope: string; readonly accountIds: readonly string[] | null }[];
  /** null = never. */
  readonly expiresAt: Temporal.Instant | null;
  /** Why it is not valid, when Meta says so. */
  readonly error: {
    readonly code: number | null;
    readonly subcode: number | null;
    readonly message: string;
  } | null;
}

/** Any of them lets figures be read (graph-api.md §2.4). */
export const readingScopes = ["ads_read", "ads_management"];

/** Whether figures may be read with the token, as far as its scopes say. */
export function mayReadAds({ scopes }: Pick<TokenReport, "scopes">): boolean {
  return scopes.some((scope) => readingScopes.includes(scope));
}

const id = z.union([z.string(), z.number()]).transform(String);
const whole = z.coerce.number().int();

/** The wire form of `debug_token`, read into a TokenReport. `expires_at: 0` is never. */
export const debugTokenAnswer = z
  .object({
    data: z.object({
      is_valid: z.boolean(),
      app_id: id.optional(),
      type: z.string().optional(),
      scopes: z.array(z.string()).default([]),
      granular_scopes: z
        .array(z.object({ scope: z.string(), target_ids: z.array(id).optional() }))
        .default([]),
      expires_at: whole.optional(),
      error: z
        .object({ code: whole.optional(), subcode: whole.optional(), message: z.string().default("") })
        .optional(),
    }),
  })
  .transform(({ data }): TokenReport => {
    const { error } = data;
    return {
      valid: data.is_valid,
      appId: data.app_id ?? null,
      kind: data.type ?? null,
      scopes: data.scopes,
      granted: data.granular_scopes.map(({ scope, target_ids }) => ({
        scope,
        accountIds: target_ids ?? null,
      })),
      expiresAt: data.expires_at ? Temporal.Instant.fromEpochMilliseconds(data.expires_at * 1000) : null,
      error: error
        ? { code: error.code ?? null, subcode: error.subcode ?? null, message: error.message }
        : null,
    };
  });
