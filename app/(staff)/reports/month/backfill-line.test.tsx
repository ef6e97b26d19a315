import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { BackfillLine } from "@/app/(staff)/reports/month/backfill-line";
import type { Backfill } from "@/lib/facts/backfill/read-backfill";
import { createTranslate } from "@/lib/i18n/translator";
import type { CalendarDay } from "@/lib/values/calendar-day";

const waiting: Backfill = {
  ...{ passed: "day", open: "week", daysStored: 4, daysExpected: 400, begunAt: null },
  heldBy: { reason: "named_gap", day: "2026-11-08" as CalendarDay, message: "Too much data" },
};
const lineOf = (locale: "en" | "pl", backfill: Backfill) =>
  renderToStaticMarkup(<BackfillLine t={createTranslate(locale)} backfill={backfill} />).replaceAll(
    "\u00A0",
    " ",
  );

describe("the line of a new client's history", () => {
  // A gap rests for a week, but not one that all older days wait for (docs/adr/0021).
  test("a day that holds it is asked again every morning, not weekly", () => {
    expect(lineOf("en", waiting)).toContain(
      "It waits for a day that Meta does not answer; it is asked again every morning.",
    );
    expect(lineOf("pl", waiting)).toContain("pytamy o niego każdego ranka.");
    expect(lineOf("en", waiting) + lineOf("pl", waiting)).not.toMatch(/week(ly)?\b|tydzień|tygod/i);
  });

  test("a reason without words of its own is not left out, and what is through has no line", () => {
    const hold = { reason: "unheard_of", day: null, message: null };
    expect(lineOf("en", { ...waiting, heldBy: hold })).toContain("It waits: the last try failed.");
    expect(lineOf("en", { ...waiting, open: null, passed: "all", heldBy: null })).toBe("");
  });
});
