import { Temporal } from "temporal-polyfill";

/** Where "now" comes from. An argument everywhere, so that a test can move it and any past date can be re-run. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();
