import { Temporal } from "temporal-polyfill";

/** `live`: whoever has it reads a report now; `waits` and `withdrawn`: it is answered, by a page that says so. */
export type LinkState = "live" | "waits" | "withdrawn" | "paused" | "over" | "revoked";
export type LinkRisk = "far_end" | "unused" | "old";

/** What stands behind a link: a report, nothing that was published yet, or what was taken back. */
export type LinkTarget = "published" | "waits" | "withdrawn";

export interface JudgedLink {
  readonly target: LinkTarget;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly pausedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
  readonly lastOpenedAt: Temporal.Instant | null;
}

/** Days from which an end is far, a link without use is unused, and one that has been there is old. */
export const riskDays = { far: 200, unused: 30, old: 180 } as const;

/** Gravest first: a revoked link stays revoked when its day comes, and a paused one is paused whatever it would open. */
export function linkState(link: JudgedLink, now: Temporal.Instant): LinkState {
  if (link.revokedAt) return "revoked";
  if (Temporal.Instant.compare(link.expiresAt, now) <= 0) return "over";
  if (link.pausedAt) return "paused";
  return link.target === "published" ? "live" : link.target;
}

/** Whether it is answered or could be again: neither over nor revoked. */
export function isUsable(state: LinkState): boolean {
  return state !== "over" && state !== "revoked";
}

/**
 * What deserves a look at a link that opens or could open again; a link that is over or revoked risks nothing. That it has no passcode is no
 * risk but a plain fact: most are made without one, and a sign on every row says nothing.
 */
export function linkRisks(link: JudgedLink, now: Temporal.Instant): LinkRisk[] {
  const state = linkState(link, now);
  if (!isUsable(state)) return [];
  const hours = (days: number) => ({ hours: days * 24 });
  const before = (instant: Temporal.Instant, days: number) =>
    Temporal.Instant.compare(instant, now.subtract(hours(days))) < 0;
  const used = link.lastOpenedAt ?? link.createdAt;
  return [
    ...(Temporal.Instant.compare(link.expiresAt, now.add(hours(riskDays.far))) > 0
      ? (["far_end"] as const)
      : []),
    ...(before(used, riskDays.unused) ? (["unused"] as const) : []),
    ...(before(link.createdAt, riskDays.old) ? (["old"] as const) : []),
  ];
}
