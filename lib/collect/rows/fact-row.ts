import { hash } from "node:crypto";
import type { FactFigures } from "@/lib/kpi/figures";
import type { RawItem, RawLists } from "@/lib/kpi/raw-lists";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type DecimalText, toDecimalText } from "@/lib/values/decimal";
import { actionLists, type FactMetric, factMetrics } from "@/lib/values/metric";

/** One metric of a day in which campaign rows and Meta's account total differ by more than R7 tolerates; exact decimal text. */
export interface Difference {
  readonly metric: FactMetric;
  readonly campaigns: DecimalText;
  readonly account: DecimalText;
  /** account − campaigns. */
  readonly difference: DecimalText;
}

/** A campaign-day as it is to be stored: money in major units, the day in the account's zone, raw lists as Meta sent them (R2). */
export interface CampaignDayRow {
  /** `day campaign`: what names the row among stored ones. */
  readonly key: string;
  readonly date: CalendarDay;
  readonly campaignId: string;
  readonly figures: FactFigures;
  readonly attributionSetting: string | null;
  readonly raw: RawLists;
  /** Over all of this and the mapping version. */
  readonly hash: string;
}

/** An account-day as it is to be stored: Meta's own total, and whether the campaign rows add up to it. */
export interface AccountDayRow {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  readonly raw: RawLists;
  readonly differences: readonly Difference[];
  readonly hash: string;
}

/** What the campaign itself is called in the newest of the rows; not part of any day. */
export interface CampaignName {
  readonly campaignId: string;
  readonly name: string;
  readonly objective: string | null;
  readonly firstSeen: CalendarDay;
  readonly lastSeen: CalendarDay;
}

/**
 * Eight bytes over the parts of a fact that mean something, as the signed decimal that a bigint column holds (performance.md, Writing).
 * The order in which Meta lists its items means nothing and is not in it; neither is when the row was read.
 */
export function hashFact(
  figures: FactFigures,
  raw: RawLists,
  ...others: readonly (string | number | null)[]
): string {
  let text = "";
  for (const metric of factMetrics) {
    const value = figures[metric];
    text += value === null ? "~|" : `${toDecimalText(value)}|`;
  }
  for (const list of actionLists) text += `${canonicalItems(raw[list])}|`;
  text += JSON.stringify(others);
  return hash("sha1", text, "buffer").readBigInt64BE(0).toString();
}

function canonicalItems(items: readonly RawItem[] | null | undefined): string {
  if (!items) return "";
  const texts = items.map(canonicalItem);
  return texts.sort().join();
}

function canonicalItem(item: RawItem): string {
  let text = "";
  for (const key of Object.keys(item).sort()) text += `${key}\u0001${plain(item[key])}\u0002`;
  return text;
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
