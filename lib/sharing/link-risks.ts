import { Temporal } from "temporal-polyfill";

export type LinkState = "live" | "paused" | "over" | "revoked";
export type LinkRisk = "no_passcode" | "far_end" | "unused" | "old";

export interface JudgedLink {
  readonly kind: "report" | "csv";
  readonly hasPasscode: boolean;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly pausedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
  readonly lastOpenedAt: Temporal.Instant | null;
}

/** Days from which an end is far, a link without use is unused, and one that has been there is old. */
export const riskDays = { far: 200, unused: 30, old: 180 } as const;

/** Gravest first: a revoked link stays revoked when its day comes. */
export function linkState(link: JudgedLink, now: Temporal.Instant): LinkState {
  if (link.revokedAt) return "revoked";
  if (Temporal.Instant.compare(link.expiresAt, now) <= 0) return "over";
  return link.pausedAt ? "paused" : "live";
}

/** What deserves a look at a link that opens or could open again; a link that is over or revoked risks nothing. */
export function linkRisks(link: JudgedLink, now: Temporal.Instant): LinkRisk[] {
  const state = linkState(link, now);
  if (state === "over" || state === "revoked") return [];
  const hours = (days: number) => ({ hours: days * 24 });
  const before = (instant: Temporal.Instant, days: number) =>
    Temporal.Instant.compare(instant, now.subtract(hours(days))) < 0;
  const used = link.lastOpenedAt ?? link.createdAt;
  return [
    // A spreadsheet cannot type one in; that it has none is what it is.
    ...(link.hasPasscode || link.kind === "csv" ? [] : (["no_passcode"] as const)),
    ...(Temporal.Instant.compare(link.expiresAt, now.add(hours(riskDays.far))) > 0
      ? (["far_end"] as const)
      : []),
    ...(before(used, riskDays.unused) ? (["unused"] as const) : []),
    ...(before(link.createdAt, riskDays.old) ? (["old"] as const) : []),
  ];
}
