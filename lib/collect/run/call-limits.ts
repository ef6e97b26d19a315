import { getDeadline } from "@vercel/functions";
import type { PlaceLimits } from "@/lib/collect/run/collect-place";

/** Functions are designed for 300 s (performance.md); off the platform nobody says. */
const usualMs = 300_000;
/** The part of its time in which a call begins windows: it ends within half of it (P6), unless Meta is slow, who has the other half. */
const beginShare = 0.45;
/** Work under way ends here, so that its attempt is closed and its account handed back before the platform cuts it off. */
const endMarginMs = 10_000;

/** Limits of work inside one call of a route, by the platform's own deadline. */
export function callLimits(): PlaceLimits {
  return limitsUntil(getDeadline()?.getTime() ?? Date.now() + usualMs);
}

/** Limits of work that begins now and is cut off at `deadline`, in milliseconds since 1970. */
export function limitsUntil(deadline: number): PlaceLimits {
  const began = Date.now();
  const over = began + Math.max(0, deadline - began) * beginShare;
  return {
    msLeft: () => deadline - endMarginMs - Date.now(),
    isOver: () => Date.now() >= over,
    signal: AbortSignal.timeout(Math.max(0, deadline - endMarginMs - Date.now())),
  };
}
