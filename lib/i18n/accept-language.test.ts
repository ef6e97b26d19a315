import { expect, test } from "vitest";
import { acceptedLocale } from "@/lib/i18n/accept-language";

test.each([
  ["pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7", "pl"],
  ["en-GB,en;q=0.9,pl;q=0.8", "en"],
  ["de-DE,de;q=0.9,pl;q=0.5,en;q=0.4", "pl"],
  ["de-DE,de;q=0.9", "en"],
  ["pl;q=0,en", "en"],
  ["*", "en"],
  ["", "en"],
  [null, "en"],
])("a visitor who reads %j gets %s", (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});
