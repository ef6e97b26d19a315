import { createHmac } from "node:crypto";
import type { Temporal } from "temporal-polyfill";

/**
 * Headers of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with the secret behind `whsec_`. The id stays the same over all tries, so
 * that a receiver can tell a repeated message from a new one.
 */
export function webhookHeaders(
  secret: string,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Temporal.Instant },
): Record<string, string> {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
