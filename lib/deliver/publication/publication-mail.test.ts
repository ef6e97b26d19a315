import { describe, expect, test } from "vitest";
import { textOf } from "@/components/report/fixtures/page-text";
import { correctedMonth, partialMonth, unreconciledMonth } from "@/components/report/fixtures/states";
import { publicationMail } from "@/lib/deliver/publication/publication-mail-content";
import { payloadOf, publicationPayload } from "@/lib/deliver/publication/publication-payload";
import type { Report } from "@/lib/report/document";

const link = { lastDay: "2027-01-31", key: "k1" };
const plain = (text: string) => text.replaceAll("\u00A0", " ").replace(/\s+/g, " ");
async function mailOf(report: Report) {
  const payload = payloadOf(report, link);
  const mail = await publicationMail(payload, report.locale, "https://portal.example", () => "T".repeat(43));
  return {
    subject: plain(mail.subject),
    text: plain(mail.text),
    html: plain(textOf(mail.html.replace(/<!--.*?-->/gs, "").replace(/<\/p>/g, "$& "))),
  };
}
const english = (report: Report): Report => ({ ...report, locale: "en" });

describe("R7 R11 a month published in spite of a red item", () => {
  test("a figure that does not match Meta's total says so beside it, with what the page says", async () => {
    const { text, html } = await mailOf(unreconciledMonth);
    expect(text).toMatch(/Wydatki: [\d ]+,\d\d zł \(niezgodne z sumą Meta; 14,75 zł poza kampaniami\)/);
    expect(text).toMatch(
      /Koszt rezerwacji: [\d ]+,\d\d zł \(niezgodne z sumą Meta; liczone z niezgodnej liczby\)/,
    );
    expect(text).toMatch(/Rezerwacje: \d+ \(wstępne\)/);
    expect(html).toMatch(/Wydatki [\d ]+,\d\d zł \(niezgodne z sumą Meta; 14,75 zł poza kampaniami\)/);
    expect(html).toMatch(/Koszt rezerwacji [\d ]+,\d\d zł \(niezgodne z sumą Meta; liczone/);
  });

  test("it says who published it, when and why, in the page's own sentence", async () => {
    const said =
      "Niezgodne z sumą Meta. Mimo to opublikowane 4 listopada, Marta Lis: „Meta potwierdziła korektę rozliczenia, sprawa 4411; rezerwacji to nie dotyczy.”";
    const { text, html } = await mailOf(unreconciledMonth);
    expect(text).toContain(said);
    expect(html).toContain(said);
    const partial = await mailOf(partialMonth);
    for (const surface of [partial.text, partial.html]) {
      expect(surface).toContain(
        "Partial month: 30 of 31 days. Published anyway on 4 November by Marta Lis: “The client needs the figures for the owners’ meeting on 5 November.”",
      );
      expect(surface).toContain("(partial; 30 of 31 days)");
    }
  });

  test("a month whose days are not Meta's own total says so, and which figures are made of it", async () => {
    const month_total = {
      ...{ metric: "total_spend" as const, days: "18400", meta: "18432.5", difference: "32.5" },
      at: "2026-11-04T03:10:00Z",
    };
    const report = english({ ...correctedMonth, month_total });
    const { text, html } = await mailOf(report);
    for (const surface of [text, html]) {
      expect(surface).toContain("The days do not add up to Meta’s own month.");
      expect(surface).toContain(
        "(does not match Meta’s total; differs from Meta’s month total by PLN 32.50)",
      );
      expect(surface).toContain("(does not match Meta’s total; uses a figure that does not match)");
    }
  });
});

describe("R10 the mail of a correction", () => {
  test.each([
    [
      "pl",
      correctedMonth,
      "Poprawiony: Hotel Jantar, raport za październik 2026",
      [
        "Korekta z 9 listopada:",
        "rezerwacje z 207 na 214;",
        "Wersja 2 zastępuje wersję 1. Dlaczego: po 4 listopada Meta dodała 7 rezerwacji z 25–30 października",
      ],
    ],
    [
      "en",
      english(correctedMonth),
      "Corrected: Hotel Jantar, report for October 2026",
      [
        "Corrected on 9 November:",
        "reservations from 207 to 214;",
        "Version 2 replaces version 1. Why: po 4 listopada Meta dodała",
      ],
    ],
  ] as const)(
    "has a subject of its own and says what changed and why (%s)",
    async (_, report, subject, said) => {
      const mail = await mailOf(report);
      expect(mail.subject).toBe(subject);
      for (const part of said) {
        expect(mail.text).toContain(part);
        expect(mail.html).toContain(part);
      }
    },
  );

  test("only the newest change is told, and nothing of a first version", async () => {
    const [change] = correctedMonth.publication?.changes ?? [];
    if (!change || !correctedMonth.publication) throw new Error("no change");
    const third = { ...change, version: 3, items: [], why: "nowa nazwa kampanii w tabeli" };
    const { subject, text } = await mailOf({
      ...correctedMonth,
      publication: { ...correctedMonth.publication, version: 3, changes: [change, third] },
    });
    expect(subject).toMatch(/^Poprawiony: /);
    expect(text).toContain("nowa nazwa kampanii w tabeli. Wersja 3 zastępuje wersję 2.");
    expect(text).not.toContain("z 207 na 214");
    const first = await mailOf({
      ...correctedMonth,
      publication: { ...correctedMonth.publication, version: 1, changes: [] },
    });
    expect(first.subject).toBe("Hotel Jantar: raport za październik 2026");
    expect(first.text).not.toMatch(/Poprawion|Korekta/);
  });
});

test("a mail that was queued before states and notices existed is still sent", async () => {
  const { notices: _, figures, ...rest } = payloadOf(unreconciledMonth, link);
  const old = { ...rest, figures: figures.map(({ state: __, words: ___, ...figure }) => figure) };
  const parsed = publicationPayload.parse(old);
  expect(parsed.notices).toEqual([]);
  for (const { state, words } of parsed.figures) expect([state, words]).toEqual([null, ""]);
  const { text } = await publicationMail(old, "pl", "https://portal.example", () => "T".repeat(43));
  expect(plain(text)).toMatch(/Wydatki: [\d ]+,\d\d zł /);
});
