import { describe, expect, test } from "vitest";
import { alertWords } from "@/lib/alerts/words";
import { type CheckKey, checks, type DataCheck } from "@/lib/checks/catalogue";
import { createFormats } from "@/lib/i18n/formats";
import { createTranslate } from "@/lib/i18n/translator";

const say = (locale: "pl" | "en", check: CheckKey, subject: string, evidence: Record<string, unknown> = {}) =>
  alertWords(createTranslate(locale), createFormats({ locale, currency: "PLN", zone: "Europe/Warsaw" }), {
    check,
    subject,
    evidence,
  });

describe("what an alert says", () => {
  test("every check has cause, effect and next step in both languages, whole sentences without codes or brackets", () => {
    for (const check of Object.keys(checks) as CheckKey[]) {
      for (const locale of ["pl", "en"] as const) {
        const { title, ...sentences } = say(locale, check, "x");
        expect(title, check).not.toMatch(/[.{}_]$|[{}_]/);
        for (const text of Object.values(sentences)) {
          expect(text, check).toMatch(/^\p{Lu}.*\.$/su);
          expect(text, check).not.toMatch(/[{}]/);
        }
      }
    }
  });

  test("what is not called is told by what it is: the collection and the monthly reports", () => {
    expect(say("en", "not_called", "collection").title).toBe("Nobody starts the collection");
    for (const [locale, title] of [
      ["en", "Nobody starts the monthly reports"],
      ["pl", "Nikt nie uruchamia raportów miesięcznych"],
    ] as const) {
      const { title: said, ...sentences } = say(locale, "not_called", "monthly-reports");
      expect(said).toBe(title);
      for (const text of Object.values(sentences)) expect(text).toMatch(/^\p{Lu}.*\.$/su);
    }
  });

  test("no sentence states a limit: each is a setting of the agency (thresholds.ts), and figures of the case come from its evidence", () => {
    const isData = (check: CheckKey): check is DataCheck => checks[check].where === "data";
    for (const check of (Object.keys(checks) as CheckKey[]).filter(isData)) {
      for (const locale of ["pl", "en"] as const) {
        const said = Object.values(say(locale, check, "x"));
        for (const text of [...said, createTranslate(locale)(`health.check.${check}`)])
          expect(text, `${check}: ${text}`).not.toMatch(/\d|%|\bhalf\b|połow|\bnoon\b/);
      }
    }
  });

  test("how long it lasts and how far it fell are told from the evidence", () => {
    const causeOf = (...of: Parameters<typeof say>) => say(...of).cause.replaceAll("\u00A0", " ");
    const days = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"];
    expect(causeOf("en", "spend_without_conversions", "reservations", { days, usual: "17" })).toBe(
      "Ads have cost money and no result was counted, although this client usually has some. Reservations: 0, usually 17. 5 days: 1 November, 2 November, 3 November, 4 November, 5 November.",
    );
    expect(causeOf("pl", "yesterday_late", "2026-11-05", { days: ["2026-11-05"] })).toBe(
      "Wczorajszych liczb nie było jeszcze o ustalonej porze. 1 dzień: 5 listopada.",
    );
  });

  test("the two names of the collection that half failed stand in both languages (lessons.md A)", () => {
    for (const locale of ["pl", "en"] as const) {
      expect(say(locale, "collection_incomplete", "x").title).toContain("Daily Collection Incomplete");
      expect(say(locale, "incomplete_data", "x").title).toContain("Incomplete Data Detected");
    }
  });

  test("a day that does not reconcile is named with both sums", () => {
    const evidence = {
      differences: [{ metric: "total_spend", campaigns: "100", account: "132.5", difference: "-32.5" }],
    };
    const en = say("en", "campaign_sum_differs", "2026-10-27", evidence);
    expect(en.title).toBe("Campaigns do not add up to Meta’s own total, 27\u00A0October 2026");
    expect(en.cause).toContain("Spend: campaigns PLN\u00A0100.00, Meta’s total PLN\u00A0132.50.");
    expect(say("pl", "campaign_sum_differs", "2026-10-27", evidence).cause).toContain(
      "Wydatki: kampanie 100,00\u00A0zł, suma Meta 132,50\u00A0zł.",
    );
  });

  test("a long list of clients is cut, with the number of the others", () => {
    const clients = ["A", "B", "C", "D", "E", "F", "G"];
    expect(say("en", "collection_incomplete", "morning", { clients }).cause).toContain(
      "7 clients: A, B, C, D, E and 2 more.",
    );
    expect(say("pl", "collection_incomplete", "morning", { clients }).cause).toContain(
      "7 klientów: A, B, C, D, E i\u00A02 więcej.",
    );
  });

  test("evidence of another shape is left to the engineer and breaks nothing", () => {
    const odd = { differences: "none", days: [1], since: "yesterday", clients: null, total_spend: {} };
    expect(say("en", "days_missing", "x", odd).cause).toBe(say("en", "days_missing", "x").cause);
  });
});
