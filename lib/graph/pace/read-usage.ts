import type { Usage } from "@/lib/graph/fetch-outcome";

/** Reads one response header by its lower-case name. */
export type ReadHeader = (name: string) => string | null;

/** Which of Meta's budgets a call draws on: insights edges the one, entities the other (graph-api.md §6.1). */
export type UseCase = "ads_insights" | "ads_management";

type Json = Readonly<Record<string, unknown>>;

/**
 * The usage headers of an answer, good or bad (graph-api.md §6.2): all numbers percent, `estimated_time_to_regain_access` in minutes,
 * `reset_time_duration` in seconds. null when none is there or none can be read; a malformed one is told to `onUnreadable` and
 * ignored (F45). `x-fb-ads-insights-reach-throttle` is left alone: it limits reach by a breakdown over more than 13 months, which this client does not ask for. Of the business use cases those of `accountId` (digits) and `useCase` count, or all when these are not named.
 */
export function readUsage(
  header: ReadHeader,
  accountId: string | null,
  useCase: UseCase,
  onUnreadable: (name: string) => void,
): Usage | null {
  const read = (name: string): Json | null => {
    const text = header(name);
    if (text === null || text === "") return null;
    const value = parseObject(text);
    if (value === null) onUnreadable(name);
    return value;
  };
  const entries = businessEntries(read("x-business-use-case-usage"), accountId, useCase);
  const account = read("x-ad-account-usage");
  const throttle = read("x-fb-ads-insights-throttle");
  const app = read("x-app-usage");

  const accountPercent = highest([
    ...entries.flatMap((entry) => [entry.call_count, entry.total_cputime, entry.total_time]),
    account?.acc_id_util_pct,
    throttle?.acc_id_util_pct,
  ]);
  const appPercent = highest([
    throttle?.app_id_util_pct,
    app?.call_count,
    app?.total_time,
    app?.total_cputime,
  ]);
  const minutes = highest(entries.map((entry) => entry.estimated_time_to_regain_access));
  const seconds = highest([account?.reset_time_duration]);
  const tier = tierOf([...entries, account, throttle]);
  if (accountPercent === null && appPercent === null && minutes === null && seconds === null) return null;
  return {
    accountPercent,
    appPercent,
    blockedMs: (minutes ?? 0) * 60_000,
    resetMs: seconds === null ? null : seconds * 1_000,
    tier,
  };
}

function businessEntries(header: Json | null, accountId: string | null, useCase: UseCase): Json[] {
  if (header === null) return [];
  const own = accountId === null ? undefined : header[accountId];
  const lists = own === undefined ? Object.values(header) : [own];
  const entries = lists.flat().filter(isObject);
  const relevant = entries.filter((entry) => entry.type === useCase);
  return relevant.length > 0 ? relevant : entries;
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function highest(values: readonly unknown[]): number | null {
  let top: number | null = null;
  for (const value of values) {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number) || number < 0) continue;
    if (top === null || number > top) top = number;
  }
  return top;
}

function tierOf(sources: readonly (Json | null)[]): Usage["tier"] {
  const words = sources
    .map((source) => source?.ads_api_access_tier)
    .filter((word) => typeof word === "string");
  if (words.length === 0) return null;
  return words.every((word) => word === "standard_access") ? "full" : "limited";
}
