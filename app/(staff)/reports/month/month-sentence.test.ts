import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { checklistOf } from "@/app/(staff)/reports/checklist/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { monthSentence } from "@/app/(staff)/reports/month/month-sentence";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { unreconciledMonth } from "@/components/report/fixtures/states";
import { createTranslate } from "@/lib/i18n/translator";
import { metricKeys, type Report } from "@/lib/report/document";
import { whatBlocks } from "@/lib/report/publishing-rules";
import type { CalendarMonth } from "@/lib/values/calendar-month";

const figuresOf = (report: Report) => ({
  ...{ currency: report.currency, campaigns: report.campaigns },
  ...{ coverage: report.coverage, unreconciled: report.unreconciled },
  figures: Object.fromEntries(metricKeys.map((key) => [key, report.figures[key].value])),
});
const version = {
  ...{ version: 1, by: "Marta Lis", withdrawn: null, overrideReason: null },
  at: Temporal.Instant.from("2026-11-04T08:12:00Z"),
};

/** The page's first words on October, published as the report stands unless said otherwise. */
function read(over: object = {}, report: Report = hotelJantar, locale: "pl" | "en" = "en"): string {
  const page = {
    ...{ report, blockers: whatBlocks(report), publication: version, published: figuresOf(report) },
    ...{ month: "2026-10" as CalendarMonth, mayChange: true, agency: { zone: "Europe/Warsaw" } },
    ...{ staff: { locale }, t: createTranslate(locale), now: Temporal.Instant.from("2026-11-05T08:00:00Z") },
    ...over,
  } as unknown as ClientMonth;
  const { answer, rest } = monthSentence(page, checklistOf(page));
  return `${answer} ${rest}`.replaceAll("\u00a0", " ");
}

describe("the first sentence of a month that is out says whether it still holds, and what to do", () => {
  test("it holds", () => {
    expect(read()).toBe(
      "Hotel Jantar, October 2026: version 1 is out. Published on 4 November 2026 by Marta Lis.",
    );
  });

  test("figures were restated", () => {
    const was = figuresOf(hotelJantar);
    const published = { ...was, figures: { ...was.figures, reservations: "199" } };
    expect(read({ published })).toBe(
      "Hotel Jantar, October 2026: version 1 is out, but figures have changed since. Publish a correction.",
    );
    expect(read({ published }, hotelJantar, "pl")).toBe(
      "Hotel Jantar, październik 2026: wersja 1 jest opublikowana, ale liczby zmieniły się od tego czasu. Opublikuj korektę.",
    );
    expect(read({ published, mayChange: false })).toMatch(/Whoever may publish it has to correct it\.$/);
  });

  test("a day does not match any more", () => {
    expect(read({ published: figuresOf(hotelJantar) }, unreconciledMonth)).toMatch(
      /version 1 is out, but no longer holds\. 22 October: no match with Meta’s total\. Look at it in the checklist, then publish a correction or withdraw this version\.$/,
    );
  });

  test("it went out with a reason for that", () => {
    const publication = { ...version, overrideReason: "The client knows and needs the figures today." };
    expect(read({ publication }, unreconciledMonth)).toContain("version 1 is out. Published on");
  });

  test.each([
    [
      "results_gone",
      "Results that Meta reported before are gone.",
      "Zniknęły wyniki, które Meta już podała.",
    ],
    ["incomplete_data", "Incomplete Data Detected.", "Wykryto niepełne dane (Incomplete Data Detected)."],
  ] as const)(
    "%s: nothing differs from what was published, and it may be wrong all the same",
    (doubt, en, pl) => {
      expect(read({ doubts: [doubt] })).toBe(
        `Hotel Jantar, October 2026: version 1 is out, but no longer holds. ${en} Look at it in the checklist, then publish a correction or withdraw this version.`,
      );
      expect(read({ doubts: [doubt] }, hotelJantar, "pl")).toBe(
        `Hotel Jantar, październik 2026: wersja 1 jest opublikowana, ale nie jest już aktualna. ${pl} Sprawdź to na liście kontrolnej, potem opublikuj korektę albo wycofaj tę wersję.`,
      );
      // Before it is out it asks for a look like everything else.
      expect(read({ doubts: [doubt], publication: null, published: null })).toContain("3 need a look");
    },
  );
});
