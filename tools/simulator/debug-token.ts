import type { Temporal } from "temporal-polyfill";
import { stateOf, tokenText } from "@/tools/simulator/authorize";
import { deadToken, Refusal } from "@/tools/simulator/meta-error";
import type { World } from "@/tools/simulator/world";

/** What Meta knows of `input_token`, asked as the app. A dead one is a good answer with `is_valid: false` (graph-api.md §2.2). */
export function debugToken(
  world: World,
  params: URLSearchParams,
  authorization: string | undefined,
  now: Temporal.Instant,
): object {
  const app = tokenText(authorization, params);
  if (!world.acceptsAnyToken && app !== `${world.appId}|${world.appSecret}`)
    throw new Refusal({ status: 400, code: 190, message: "Invalid OAuth access token signature." });
  const token = world.tokens.find((candidate) => candidate.value === params.get("input_token"));
  if (!token) {
    const error = { code: 190, message: "Malformed access token" };
    return { data: { is_valid: false, error, scopes: [] } };
  }
  const state = stateOf(token, now);
  const dead = state === "ok" ? null : deadToken(state).error;
  return {
    data: {
      app_id: world.appId,
      type: "SYSTEM_USER",
      application: "Plumbline",
      data_access_expires_at: 0,
      expires_at: token.expiresAt ?? 0,
      is_valid: !dead,
      issued_at: 1_790_000_000,
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({
        scope,
        ...(token.accounts ? { target_ids: token.accounts } : {}),
      })),
      user_id: "122000000000001",
      ...(dead ? { error: { code: dead.code, subcode: dead.subcode, message: dead.message } } : {}),
    },
  };
}

/** Exchanges a token for a long-lived one; an expired one cannot be exchanged (graph-api.md §2.1). */
export function exchangeToken(world: World, params: URLSearchParams, now: Temporal.Instant): object {
  const token = world.tokens.find((candidate) => candidate.value === params.get("fb_exchange_token"));
  if (!token || params.get("client_secret") !== world.appSecret)
    throw new Refusal({ status: 400, code: 190, message: "Invalid OAuth access token signature." });
  const state = stateOf(token, now);
  if (state !== "ok") throw deadToken(state);
  return { access_token: token.value, token_type: "bearer", expires_in: 5_184_000 };
}
