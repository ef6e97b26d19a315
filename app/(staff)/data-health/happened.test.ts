import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { happenedOf } from "@/app/(staff)/data-health/happened";
import type { OpenDay } from "@/app/(staff)/data-health/load-day";
import { createTranslate } from "@/lib/i18n/translator";

test("a late day promises the next pass only while somebody calls it", () => {
  const say = (isUncalled: boolean) =>
    happenedOf({
      ...{ t: createTranslate("en"), locale: "en", day: "2026-11-05", isUncalled },
      cell: { drawn: "late" },
      detail: { row: null, attempts: [], gap: null },
    } as unknown as OpenDay);
  expect(say(false)).toEqual([
    "The day is due and not here yet. The next pass reads it by itself at 12:00 on the account’s clocks.",
  ]);
  expect(say(true)).toEqual([
    "The day is due and not here yet. Nobody calls the collection, so nothing reads it by itself until the scheduler works again.",
  ]);
});

test.each(["en", "pl"] as const)(
  "a named gap is asked for again, until Meta keeps the day no more: %s",
  (locale) => {
    const say = (isGone: boolean) =>
      happenedOf({
        ...{ t: createTranslate(locale), locale, day: "2023-10-13", isUncalled: false },
        cell: { drawn: "missing" },
        detail: {
          row: null,
          attempts: [],
          zone: "Europe/Warsaw",
          gap: { reason: "refused", probedAt: Temporal.Instant.from("2026-11-08T03:10:00Z"), isGone },
        },
      } as unknown as OpenDay).at(-1);
    expect(say(false)).toMatch(/every week|co tydzień/);
    expect(say(true)).toMatch(/keeps it no more|już go nie przechowuje/);
  },
);
