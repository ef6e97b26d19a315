import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Level } from "@/tools/simulator/aggregate";
import { invalidParameter, Refusal } from "@/tools/simulator/meta-error";

/** A read of the insights edge, understood. */
export interface InsightsParams {
  readonly level: Level;
  readonly since: string;
  readonly until: string;
  /** Days per row, or one row for all. */
  readonly increment: number | "monthly" | "all_days";
  readonly fields: readonly string[];
  readonly windows: readonly string[];
  readonly filters: readonly Filter[];
  readonly sort: string | null;
  readonly limit: number;
}

const filter = z.object({ field: z.string(), operator: z.string(), value: z.unknown() });
export type Filter = z.infer<typeof filter>;

const knownFields = new Set(
  `account_id account_name account_currency campaign_id campaign_name objective adset_id adset_name ad_id ad_name impressions reach frequency
  clicks inline_link_clicks spend ctr cpc cpm cpp inline_link_click_ctr cost_per_inline_link_click outbound_clicks actions action_values
  conversions conversion_values cost_per_action_type purchase_roas unique_clicks attribution_setting date_start date_stop buying_type`.split(
    /\s+/,
  ),
);
const knownWindows = [
  "1d_click",
  "7d_click",
  "28d_click",
  "1d_view",
  "1d_ev",
  "7d_view",
  "28d_view",
  "default",
  "dda",
];
const defaultFields = ["account_id", "campaign_id", "adset_id", "ad_id", "impressions", "spend"];
const day = z.iso.date();

/** Reads the parameters of `GET act_X/insights`, refusing what Meta refuses in Meta's words. `today` is the account's day. */
export function readInsightsParams(query: URLSearchParams, today: string): InsightsParams {
  if (query.has("date_format")) throw invalidParameter("date_format is no longer supported.");
  const { since, until } = readRange(query, today);
  const fields = readList(query.get("fields")) ?? defaultFields;
  const unknown = fields.filter((field) => !knownFields.has(field));
  if (unknown.length > 0) {
    throw invalidParameter(
      `${unknown.join(", ")} is not valid for fields param. please check https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values`,
    );
  }
  const level = query.get("level") ?? "account";
  if (!["account", "campaign", "adset", "ad"].includes(level))
    throw invalidParameter("Param level must be one of {ad, adset, campaign, account}");
  const windows = readJson(query.get("action_attribution_windows"), z.array(z.string())) ?? [];
  windows.forEach((window, index) => {
    if (!knownWindows.includes(window)) {
      throw invalidParameter(
        `Param action_attribution_windows[${index}] must be one of {${knownWindows.join(", ")}}`,
      );
    }
  });
  if (query.has("breakdowns"))
    throw invalidParameter("Current combination of data breakdown columns is invalid");
  const limit = Number(query.get("limit") ?? 25);
  if (!Number.isInteger(limit) || limit < 1 || limit > 5000)
    throw invalidParameter("Param limit must be a positive integer");
  return {
    level: level as Level,
    since,
    until,
    increment: readIncrement(query.get("time_increment")),
    fields,
    windows,
    filters: readJson(query.get("filtering"), z.array(filter)) ?? [],
    sort: readJson(query.get("sort"), z.array(z.string()).max(1))?.[0] ?? null,
    limit,
  };
}

function readRange(query: URLSearchParams, today: string): { since: string; until: string } {
  const json = readJson(query.get("time_range"), z.object({ since: day, until: day }));
  const since = json?.since ?? query.get("time_range[since]");
  const until = json?.until ?? query.get("time_range[until]");
  const range = since && until ? { since, until } : readPreset(query.get("date_preset") ?? "last_30d", today);
  if (range.until < range.since) throw invalidParameter("time range invalid: since is after until");
  const floor = Temporal.PlainDate.from(today).subtract({ months: 37 }).toString();
  if (range.since < floor) {
    throw new Refusal({
      status: 400,
      code: 3018,
      message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
    });
  }
  return range;
}

function readPreset(preset: string, today: string): { since: string; until: string } {
  const now = Temporal.PlainDate.from(today);
  const back = (days: number) => now.subtract({ days }).toString();
  const firstOf = (date: Temporal.PlainDate) => date.with({ day: 1 });
  const lastDays = preset.match(/^last_(3|7|14|28|30|90)d$/)?.[1];
  if (lastDays) return { since: back(Number(lastDays)), until: back(1) };
  switch (preset) {
    case "today":
      return { since: today, until: today };
    case "yesterday":
      return { since: back(1), until: back(1) };
    case "this_month":
      return { since: firstOf(now).toString(), until: today };
    case "last_month": {
      const since = firstOf(now).subtract({ months: 1 });
      return { since: since.toString(), until: firstOf(now).subtract({ days: 1 }).toString() };
    }
    case "maximum":
      return { since: now.subtract({ months: 37 }).toString(), until: today };
    default:
      throw invalidParameter(`Param date_preset must be one of the documented presets, not ${preset}`);
  }
}

function readIncrement(text: string | null): InsightsParams["increment"] {
  if (text === null || text === "all_days") return "all_days";
  if (text === "monthly") return "monthly";
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 90)
    throw invalidParameter("Param time_increment must be between 1 and 90");
  return days;
}

function readList(text: string | null): string[] | null {
  if (text === null || text === "") return null;
  const list = text.startsWith("[") ? readJson(text, z.array(z.string())) : text.split(",");
  return list?.map((entry) => entry.trim()) ?? null;
}

function readJson<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null || text === "") return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw invalidParameter("Param must be valid JSON of the documented shape");
  }
}
