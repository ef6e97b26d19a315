import type { Temporal } from "temporal-polyfill";

/**
 * When an account's turn in a pass comes: always the same moment within the first `minutes` of it, so that accounts do not all ask Meta at
 * once (graph-api.md §6.3). null when that is now or over, or when nothing is spread (`minutes` 0). Pure.
 */
export function turnAt(
  accountId: string,
  passStartedAt: Temporal.Instant,
  minutes: number,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (minutes <= 0) return null;
  const at = passStartedAt.add({ seconds: hashOf(accountId) % (minutes * 60) });
  return at.epochNanoseconds > now.epochNanoseconds ? at : null;
}

/** FNV-1a: even over ids that differ in one digit, and the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
