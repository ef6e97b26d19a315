import { createHmac, timingSafeEqual } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { deadToken, Refusal } from "@/tools/simulator/meta-error";
import type { Token, TokenState, World } from "@/tools/simulator/world";

/** The token of an Authorization header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.match(/^(?:Bearer|OAuth)\s+(.+)$/i)?.[1];
}

/** The token of a request, from the header, the query or the form. */
export function tokenText(authorization: string | undefined, params: URLSearchParams, path?: string): string {
  const text = bearerOf(authorization) ?? params.get("access_token");
  if (!text) {
    throw path?.startsWith("/me")
      ? new Refusal({
          status: 400,
          code: 2500,
          message: "An active access token must be used to query information about the current user.",
        })
      : new Refusal({
          status: 400,
          code: 104,
          message: "An access token is required to request this resource.",
        });
  }
  return text;
}

/** Who is asking, or Meta's refusal: unknown and dead tokens, missing and wrong proofs. */
export function authorize(world: World, text: string, params: URLSearchParams, now: Temporal.Instant): Token {
  const known = world.tokens.find((token) => token.value === text);
  const token = known ?? (world.acceptsAnyToken ? anyToken(text) : undefined);
  if (!token)
    throw new Refusal({
      status: 400,
      code: 190,
      message: "Invalid OAuth access token - Cannot parse access token",
    });
  const state = stateOf(token, now);
  if (state !== "ok") throw deadToken(state);
  checkProof(world, text, params);
  return token;
}

/** The token's state at this moment of the simulated clock. */
export function stateOf(token: Token, now: Temporal.Instant): TokenState {
  if (token.revokedAt && Temporal.Instant.compare(now, token.revokedAt) >= 0) return "password_changed";
  if (token.expiresAt && now.epochMilliseconds >= token.expiresAt * 1000) return "expired";
  return token.state;
}

/** Refuses an account that the token has no right to, as Meta does (graph-api.md §2.2). */
export function checkAccount(token: Token, accountId: string): void {
  if (
    !token.scopes.some((scope) => scope === "ads_read" || scope === "ads_management") ||
    (token.accounts && !token.accounts.includes(accountId))
  ) {
    throw new Refusal({
      status: 403,
      code: 200,
      message: "(#200) Ad account owner has NOT grant ads_management or ads_read permission",
    });
  }
}

function checkProof(world: World, text: string, params: URLSearchParams): void {
  const proof = params.get("appsecret_proof");
  if (world.proof === "off" || (world.acceptsAnyToken && world.appSecret === undefined)) return;
  if (proof === null) {
    if (world.proof !== "required") return;
    throw proofRefusal("API calls from the server require an appsecret_proof argument");
  }
  const right = createHmac("sha256", world.appSecret ?? "")
    .update(text)
    .digest();
  const given = Buffer.from(proof, "hex");
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw proofRefusal("Invalid appsecret_proof provided in the API argument");
}

const proofRefusal = (message: string) =>
  new Refusal({ status: 400, code: 100, message, type: "GraphMethodException" });

const anyToken = (value: string): Token => ({ id: "any", value, state: "ok", scopes: ["ads_read"] });
