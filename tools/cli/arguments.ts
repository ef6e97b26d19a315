import { readFile } from "node:fs/promises";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type CalendarDay, dayIn, isCalendarDay } from "@/lib/values/calendar-day";
import { type CalendarMonth, isCalendarMonth, monthOf } from "@/lib/values/calendar-month";
import { WrongUsage } from "@/tools/cli/outcome";

/** Reads `YYYY-MM` of a month that has begun, by the clock of the zone that is furthest ahead. */
export function monthArgument(text: string): CalendarMonth {
  if (!isCalendarMonth(text))
    throw new WrongUsage(`"${text}" is not a month; write it as YYYY-MM, for example 2026-10.`);
  if (text > monthOf(dayIn("Pacific/Kiritimati", Temporal.Now.instant())))
    throw new WrongUsage(`${text} has not begun yet: there is nothing to read, publish or share of it.`);
  return text;
}

/** Reads `YYYY-MM-DD` of the named option. */
export function dayArgument(option: string, text: string): CalendarDay {
  if (isCalendarDay(text)) return text;
  throw new WrongUsage(
    `${option}: "${text}" is not a calendar day; write it as YYYY-MM-DD, for example 2026-10-31.`,
  );
}

/** Reads a client's slug. */
export function slugArgument(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return text;
  throw new WrongUsage(
    `"${text}" is not a client's slug; a slug is lower-case letters, digits and hyphens, for example hotel-jantar.`,
  );
}

/** Reads an e-mail address. */
export function emailArgument(text: string): string {
  const parsed = z.email().safeParse(text.trim());
  if (parsed.success) return parsed.data.toLowerCase();
  throw new WrongUsage(`"${text}" is not an e-mail address.`);
}

/** Reads a file of JSON. */
export async function jsonFileArgument(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new WrongUsage(`The file ${path} cannot be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new WrongUsage(
      `The file ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
