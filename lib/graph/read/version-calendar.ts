import { type CalendarDay, daysBetween } from "@/lib/values/calendar-day";

/** A version of the Marketing API. Core Graph answers it longer, which is of no use for figures (graph-api.md §1.1). */
export interface ApiVersion {
  readonly name: string;
  /** The first day on which Meta does not promise an answer any more; null while Meta has named none. */
  readonly endsOn: CalendarDay | null;
}

/** Meta's table of Marketing API versions, newest first, as of 2026-11-21 (graph-api.md §1.1). A new row per announcement. */
export const apiVersions: readonly [ApiVersion, ...ApiVersion[]] = [
  { name: "v26.0", endsOn: null },
  { name: "v25.0", endsOn: null },
  { name: "v24.0", endsOn: day("2026-10-06") },
  { name: "v23.0", endsOn: day("2026-06-09") },
  { name: "v22.0", endsOn: day("2026-02-19") },
  { name: "v21.0", endsOn: day("2025-09-09") },
  { name: "v20.0", endsOn: day("2025-05-06") },
  { name: "v19.0", endsOn: day("2025-02-04") },
  { name: "v18.0", endsOn: day("2024-08-13") },
];

/** How long before a version's end somebody is told to roll (graph-api.md §1.4). */
const warnedDays = 60;

/** The end of a version that is near or past, and the days until it (negative: past); null while there is nothing to warn of. Pure. */
export function versionEnd(
  name: string,
  today: CalendarDay,
): { readonly endsOn: CalendarDay; readonly daysLeft: number } | null {
  const endsOn = apiVersions.find((version) => version.name === name)?.endsOn ?? null;
  if (endsOn === null) return null;
  const daysLeft = daysBetween(today, endsOn);
  return daysLeft > warnedDays ? null : { endsOn, daysLeft };
}

/** The newest version that the table knows, which a configured one is compared with. Pure. */
export function newestVersion(): string {
  return apiVersions[0].name;
}

function day(text: string): CalendarDay {
  return text as CalendarDay;
}
