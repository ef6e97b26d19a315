import { createHash, timingSafeEqual } from "node:crypto";
import { optionalEnv } from "@/lib/ops/env";

/**
 * Whether a request carries the secret of this variable as `Authorization: Bearer …`. Closed when the secret is unset or malformed (R11);
 * the comparison takes the same time whatever was sent.
 */
export function hasBearerSecret(headers: Headers, name: "CRON_SECRET" | "METRICS_TOKEN"): boolean {
  const expected = readSecret(name);
  if (expected === undefined) return false;
  const given = headers.get("authorization") ?? "";
  return timingSafeEqual(digest(given), digest(`Bearer ${expected}`));
}

function readSecret(name: "CRON_SECRET" | "METRICS_TOKEN"): string | undefined {
  try {
    return optionalEnv(name);
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
