import { getDeadline } from "@vercel/functions";
import type { PlaceLimits } from "@/lib/collect/collect-place";

/** Functions are designed for 300 s (performance.md); off the platform nobody says. */
const usualMs = 300_000;
/** A window begun later than this before the end might not finish. */
const beginMarginMs = 75_000;
/** Work under way ends here, so that its attempt is closed and its account handed back before the platform cuts it off. */
const endMarginMs = 10_000;

/** Limits of work inside one call of a route, by the platform's own deadline. */
export function callLimits(): PlaceLimits {
  const deadline = getDeadline()?.getTime() ?? Date.now() + usualMs;
  return {
    msLeft: () => deadline - endMarginMs - Date.now(),
    isOver: () => Date.now() >= deadline - beginMarginMs,
    signal: AbortSignal.timeout(Math.max(0, deadline - endMarginMs - Date.now())),
  };
}
