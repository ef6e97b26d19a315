import { Temporal } from "temporal-polyfill";
import { type DateRange, presetRange } from "@/tools/simulator/date-presets";
import { limitOf } from "@/tools/simulator/paging";

/** Which requests a fault is about; what is left out matches any. */
export interface RequestMatch {
  readonly method?: "GET" | "POST";
  /** Pattern over the path without version. */
  readonly path?: string;
  /** Account id, digits. */
  readonly account?: string;
  /** A token by its id. */
  readonly token?: string;
  readonly level?: string;
  /** Patterns over parameters by name: `{ fields: "\\bactions\\b" }` is every request that asks for actions. One that is absent does not match. */
  readonly params?: Readonly<Record<string, string>>;
  /** More than so many days in `time_range`, the longest of `time_ranges` or a preset. */
  readonly daysAbove?: number;
  /** More than so many rows per page; without a limit a page has 25. */
  readonly limitAbove?: number;
  /** 1 for a request without cursor, 2 for the next one … by position: offset ÷ limit + 1. */
  readonly page?: number;
  /** On the simulator's clock: from this moment on, and before that one. */
  readonly from?: string;
  readonly until?: string;
}

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly account?: string | undefined;
  readonly token?: string | undefined;
  readonly params: URLSearchParams;
  readonly page: number;
  readonly now: Temporal.Instant;
}

/** Whether all that the match names is so. */
export function fits(match: RequestMatch, target: FaultTarget): boolean {
  const { params, now } = target;
  const same = (wanted: unknown, own: unknown) => wanted === undefined || wanted === own;
  return (
    same(match.method, target.method) &&
    same(match.account, target.account) &&
    same(match.token, target.token) &&
    same(match.level, params.get("level") ?? undefined) &&
    same(match.page, target.page) &&
    (match.path === undefined || new RegExp(match.path).test(target.path)) &&
    Object.entries(match.params ?? {}).every(([name, pattern]) => {
      const value = params.get(name);
      return value !== null && new RegExp(pattern).test(value);
    }) &&
    (match.limitAbove === undefined || pageSize(params) > match.limitAbove) &&
    (match.daysAbove === undefined || daysAsked(params, now) > match.daysAbove) &&
    (match.from === undefined || Temporal.Instant.compare(now, match.from) >= 0) &&
    (match.until === undefined || Temporal.Instant.compare(now, match.until) < 0)
  );
}

function pageSize(params: URLSearchParams): number {
  try {
    return limitOf(params);
  } catch {
    return 0;
  }
}

/** How many days the longest range of the request has; 0 where it asks for none or for nonsense. */
function daysAsked(params: URLSearchParams, now: Temporal.Instant): number {
  try {
    const [since, until] = [params.get("time_range[since]"), params.get("time_range[until]")];
    const preset = params.get("date_preset");
    const ranges: DateRange[] = [];
    if (since !== null && until !== null) ranges.push({ since, until });
    for (const name of ["time_range", "time_ranges"]) {
      const text = params.get(name);
      if (text !== null) ranges.push(...([JSON.parse(text)].flat() as DateRange[]));
    }
    if (ranges.length === 0 && preset !== null)
      ranges.push(presetRange(preset, now.toZonedDateTimeISO("UTC").toPlainDate().toString()));
    const lengths = ranges.map((range) =>
      Temporal.PlainDate.from(range.since).until(range.until, { largestUnit: "day" }),
    );
    return Math.max(0, ...lengths.map(({ days }) => days + 1));
  } catch {
    return 0;
  }
}
