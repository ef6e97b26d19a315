import { createHmac } from "node:crypto";

/** What proves to Meta who asks. The token goes into the header only, the proof is a parameter (graph-api.md §2.3). */
export interface Credentials {
  readonly token: string;
  /** null when the app secret is not known. */
  readonly proof: string | null;
}

/** Lower-case hex HMAC-SHA256 of the token, keyed with the app secret. */
export function appsecretProof(token: string, appSecret: string): string {
  return createHmac("sha256", appSecret).update(token).digest("hex");
}

/** Credentials of a token. A RangeError, without the token in it, when it could not stand in an HTTP header. */
export function credentialsOf(token: string, appSecret?: string): Credentials {
  const trimmed = token.trim();
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new RangeError("The Meta access token is empty or holds characters that no token has.");
  }
  return { token: trimmed, proof: appSecret ? appsecretProof(trimmed, appSecret) : null };
}
