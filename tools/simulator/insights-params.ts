import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Level } from "@/tools/simulator/aggregate";
import { checkBreakdowns } from "@/tools/simulator/breakdown-columns";
import { type DateRange, presetRange, retentionFloor } from "@/tools/simulator/date-presets";
import { defaultFields, knownFields, knownWindows } from "@/tools/simulator/insights-fields";
import { invalidParameter, Refusal } from "@/tools/simulator/meta-error";
import { fieldNames } from "@/tools/simulator/projected";

/** A read of the insights edge, understood. */
export interface InsightsParams {
  readonly level: Level;
  /** One, or the several of `time_ranges`. */
  readonly ranges: readonly DateRange[];
  /** Days per row, or one row for all. */
  readonly increment: number | "monthly" | "all_days";
  readonly fields: readonly string[];
  readonly windows: readonly string[];
  /** Without `action_type` among the action breakdowns a list is one item (graph-api.md §3.1). */
  readonly splitsActions: boolean;
  /** Columns that rows are cut up by; empty without. */
  readonly breakdowns: readonly string[];
  readonly filters: readonly Filter[];
  readonly sort: string | null;
}

const filter = z.object({ field: z.string(), operator: z.string(), value: z.unknown() });
export type Filter = z.infer<typeof filter>;

const levels = ["ad", "adset", "campaign", "account"] as const;
const range = z.object({ since: z.iso.date(), until: z.iso.date() });
/** Since then `date_format` is an error in every version (graph-api.md §1.3). */
const cleanUp = Temporal.Instant.from("2026-10-27T00:00:00Z");

/**
 * Reads the parameters of `GET <node>/insights`, refusing what Meta refuses in Meta's words. `today` is the account's day, `ownLevel` the
 * level of the node asked.
 */
export function readInsightsParams(
  query: URLSearchParams,
  today: string,
  ownLevel: string,
  now: Temporal.Instant,
): InsightsParams {
  if (query.has("date_format") && Temporal.Instant.compare(now, cleanUp) >= 0)
    throw invalidParameter("date_format is no longer supported.");
  const breakdowns = fieldNames(query.get("breakdowns"));
  const actionBreakdowns = readList(query, "action_breakdowns") ?? ["action_type"];
  checkBreakdowns(breakdowns, actionBreakdowns);
  const level = levels.find((one) => one === (query.get("level") ?? ownLevel));
  if (!level) throw invalidParameter(`Param level must be one of {${levels.join(", ")}}`);
  const several = readJson("time_ranges", query.get("time_ranges"), z.array(range).min(1));
  return {
    level,
    ranges: (several ?? [readRange(query, today)]).map((one) => checkedRange(one, today)),
    increment: several ? "all_days" : readIncrement(query.get("time_increment")),
    fields: readFields(query),
    windows: readWindows(query),
    splitsActions: actionBreakdowns.includes("action_type"),
    breakdowns,
    filters: readFilters(query),
    sort: readList(query, "sort")?.[0] ?? null,
  };
}

/** The `filtering` of a request. */
export function readFilters(query: URLSearchParams): readonly Filter[] {
  return readJson("filtering", query.get("filtering"), z.array(filter)) ?? [];
}

function readFields(query: URLSearchParams): string[] {
  const asked = fieldNames(query.get("fields"));
  const unknown = asked.filter((field) => !knownFields.has(field));
  if (unknown.length > 0) {
    throw invalidParameter(
      `${unknown.join(", ")} is not valid for fields param. please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values`,
    );
  }
  return asked.length === 0 ? defaultFields : asked;
}

function readWindows(query: URLSearchParams): string[] {
  const windows = readList(query, "action_attribution_windows") ?? [];
  const wrong = windows.findIndex((window) => !knownWindows.includes(window));
  if (wrong < 0) return windows;
  throw invalidParameter(
    `Param action_attribution_windows[${wrong}] must be one of {${knownWindows.join(", ")}}`,
  );
}

function readRange(query: URLSearchParams, today: string): DateRange {
  const [since, until] = [query.get("time_range[since]"), query.get("time_range[until]")];
  const bracketed = since === null && until === null ? null : JSON.stringify({ since, until });
  const json = readJson("time_range", bracketed ?? query.get("time_range"), range);
  return json ?? presetRange(query.get("date_preset") ?? "last_30d", today);
}

function checkedRange(asked: DateRange, today: string): DateRange {
  if (asked.until < asked.since)
    throw invalidParameter("time_range is invalid: since must not be after until");
  if (asked.since < retentionFloor(today).toString()) {
    throw new Refusal({
      status: 400,
      code: 3018,
      message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
    });
  }
  return asked;
}

function readIncrement(text: string | null): InsightsParams["increment"] {
  if (text === null || text === "all_days") return "all_days";
  if (text === "monthly") return "monthly";
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 90)
    throw invalidParameter("Param time_increment must be between 1 and 90, monthly or all_days");
  return days;
}

/** A JSON list of words, or the same with commas only. */
function readList(query: URLSearchParams, name: string): string[] | null {
  const text = query.get(name)?.trim();
  if (!text) return null;
  if (text.startsWith("[")) return readJson(name, text, z.array(z.string()));
  return text.split(",").map((entry) => entry.trim());
}

function readJson<T>(name: string, text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null || text === "") return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw invalidParameter(`Param ${name} must be valid JSON of the documented shape`);
  }
}
