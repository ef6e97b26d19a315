import { expect, test } from "vitest";
import { selectedText, selectedWords } from "@/app/(staff)/reports/list/selected-words";
import { createTranslate } from "@/lib/i18n/translator";

test.each([
  ["en", 0, "Select reports to review them one after another."],
  ["en", 1, "1 selected. You see it before it is published."],
  ["en", 12, "12 selected. You see each report once before it is published."],
  ["pl", 1, "Wybrany 1 raport. Zobaczysz go przed publikacją."],
  ["pl", 3, "Wybrane 3 raporty. Każdy zobaczysz raz przed publikacją."],
  ["pl", 12, "Wybranych 12 raportów. Każdy zobaczysz raz przed publikacją."],
  ["pl", 22, "Wybrane 22 raporty. Każdy zobaczysz raz przed publikacją."],
  ["pl", 201, "Wybranych 201 raportów. Każdy zobaczysz raz przed publikacją."],
] as const)("in %s %i ticked reports are said rightly", (locale, count, text) => {
  expect(selectedText(selectedWords(createTranslate(locale), locale), count)).toBe(text);
});
