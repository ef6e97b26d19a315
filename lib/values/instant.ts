import { Temporal } from "temporal-polyfill";

/** A moment as Postgres writes a `timestamptz` in text, "2026-11-06 07:00:00.123+00"; null stays null. */
export function instantOf(text: string): Temporal.Instant;
export function instantOf(text: string | null): Temporal.Instant | null;
export function instantOf(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text);
}
