import { type CalendarMonth, isCalendarMonth } from "@/lib/values/calendar-month";

export const shareParts = ["page", "changes", "pdf", "csv", "xlsx", "json"] as const;
export type SharePart = (typeof shareParts)[number];

/** What stands behind the secret in an address: which month (null: the newest), which version (null: the newest), and what of it. */
export interface SharePath {
  readonly month: CalendarMonth | null;
  readonly version: number | null;
  readonly part: SharePart;
}

/**
 * Reads `[YYYY-MM]/[v/N]/[changes|pdf|csv|xlsx|json]`, each of the three left out at will. null for everything else, which is as closed as an
 * unknown link.
 */
export function readSharePath(segments: readonly string[]): SharePath | null {
  let rest = segments;
  const [first = ""] = rest;
  const month = isCalendarMonth(first) ? first : null;
  if (month) rest = rest.slice(1);
  let version: number | null = null;
  if (rest[0] === "v") {
    if (!/^[1-9]\d{0,3}$/.test(rest[1] ?? "")) return null;
    version = Number(rest[1]);
    rest = rest.slice(2);
  }
  const [last, ...more] = rest;
  if (more.length > 0) return null;
  const part = last === undefined ? "page" : shareParts.find((known) => known === last && known !== "page");
  // What changed is told of the newest version alone.
  if (!part || (part === "changes" && version !== null)) return null;
  return { month, version, part };
}
