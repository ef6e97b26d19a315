import { describe, expect, test } from "vitest";
import type { Locale } from "@/lib/i18n/locale";
import { en } from "@/lib/i18n/messages/en";
import { pl } from "@/lib/i18n/messages/pl";
import { tidyPolish } from "@/lib/i18n/tidy-polish";
import { createTranslate } from "@/lib/i18n/translator";

function leaves(tree: object, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${key}`, value]] : leaves(value, `${prefix}${key}.`),
  );
}

const english = new Map(leaves(en));
const polish = new Map(leaves(pl));

/** Names of the arguments of an ICU message, plural branches included. */
function argumentsOf(message: string): string[] {
  // A branch of one word, `one {client}`, looks like an argument and is none.
  const text = message.replace(/(?<=[},]\s*)(zero|one|two|few|many|other|=\d+) \{(\p{L}+)\}/gu, "$2");
  return [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ""))].sort();
}

describe("both languages", () => {
  test("have the same keys", () => {
    expect([...polish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("Polish uses no argument that English does not give", () => {
    for (const [key, text] of english) {
      expect(argumentsOf(text), key).toEqual(expect.arrayContaining(argumentsOf(polish.get(key) ?? "")));
    }
  });

  test("are written without characters that the fonts lack, and without the apostrophe that ICU eats", () => {
    for (const [key, text] of [...english, ...polish]) expect(text, key).not.toMatch(/[\u2192\u2265\u202F']/);
  });
});

describe("the translator", () => {
  test("chooses the Polish plural", () => {
    const t = createTranslate("pl");
    expect([1, 3, 12, 22, 25].map((count) => t("report.campaigns.others", { count }))).toEqual([
      "1 inna kampania",
      "3 inne kampanie",
      "12 innych kampanii",
      "22 inne kampanie",
      "25 innych kampanii",
    ]);
  });

  test("binds one-letter words to the next one", () => {
    expect(tidyPolish({ a: "Razem z sumą i w kwocie {x}" })).toEqual({
      a: "Razem z\u00A0sumą i\u00A0w\u00A0kwocie {x}",
    });
    expect(tidyPolish("{n, plural, one {w # dniu} other {w tych samych # dniach}} i dalej")).toBe(
      "{n, plural, one {w\u00A0# dniu} other {w\u00A0tych samych # dniach}} i\u00A0dalej",
    );
  });
});

describe("sentences about counted things hold together", () => {
  const said = (locale: Locale, count: number) =>
    createTranslate(locale)("report.campaigns.ended", {
      inBase: "We wrześniu",
      count,
      spend: "10 zł",
    }).replaceAll("\u00A0", " ");

  test("one campaign that ended is taken up as one, several as several", () => {
    expect(said("pl", 1)).toBe(
      "We wrześniu działała jeszcze 1 kampania (10 zł). Suma tamtego miesiąca ją obejmuje.",
    );
    expect(said("pl", 3)).toBe(
      "We wrześniu działały jeszcze 3 kampanie (10 zł). Suma tamtego miesiąca je obejmuje.",
    );
    expect(said("pl", 5)).toMatch(/działało jeszcze 5 kampanii .* je obejmuje\.$/);
    expect(said("en", 1)).toMatch(/1 more campaign ran .* includes it\.$/);
    expect(said("en", 2)).toMatch(/2 more campaigns ran .* includes them\.$/);
  });

  test("cheapest and dearest place are one sentence, whatever the client calls its results", () => {
    const values = { metric: "rezerwacje", cheapest: "A", low: "1 zł", dearest: "B", high: "2 zł" };
    expect(createTranslate("pl")("report.places.says", values).replaceAll("\u00A0", " ")).toBe(
      "Najtaniej: A (1 zł), najdrożej: B (2 zł), spośród miejsc z co najmniej 10 wynikami (rezerwacje).",
    );
    expect(createTranslate("en")("report.places.says", { ...values, metric: "purchases" })).toBe(
      "Cheapest: A (1 zł), dearest: B (2 zł), of places with 10 or more results (purchases).",
    );
  });
});
