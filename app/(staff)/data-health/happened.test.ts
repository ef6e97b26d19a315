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
