import { createHash, timingSafeEqual } from "node:crypto";
import { optionalEnv } from "@/lib/ops/env";

/**
 * Whether a request carries the scheduler's secret (`Authorization: Bearer CRON_SECRET`). Closed when the secret is unset or malformed
 * (R11); the comparison takes the same time whatever was sent.
 */
export function hasSchedulerSecret(headers: Headers): boolean {
  const expected = readSecret();
  if (expected === undefined) return false;
  const given = headers.get("authorization") ?? "";
  return timingSafeEqual(digest(given), digest(`Bearer ${expected}`));
}

function readSecret(): string | undefined {
  try {
    return optionalEnv("CRON_SECRET");
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
