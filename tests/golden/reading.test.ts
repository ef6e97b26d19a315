import { expect, test } from "vitest";
import { textOf } from "@/components/report/fixtures/page-text";
import { renderPublication } from "@/lib/publications/render-publication";
import { cases } from "@/tests/golden/cases";

/** What somebody stumbled over who read the golden pages from top to bottom. */
async function page(name: string): Promise<string> {
  const report = cases[name]?.();
  if (!report) throw new Error(`There is no golden report ${name}.`);
  return (await renderPublication({ report, documentSha256: "0".repeat(64) })).html.toString("utf8");
}
const read = async (name: string) => textOf(await page(name)).replaceAll("\u00A0", " ");

test("a version that moved no figure says so, without an empty list and without an empty table", async () => {
  expect(await read("back-after-withdrawal")).toContain(
    "Wersja 2 z 9 listopada 2026: liczby bez zmian. Dlaczego: Raport był wycofany; liczby się nie zmieniły.",
  );
  expect(await page("back-after-withdrawal")).not.toContain("<summary>Co się zmieniło</summary>");
  expect(await page("corrected")).toContain("<summary>Co się zmieniło</summary>");
});

test("a cost that rose by a quarter of a per cent is dearer in the table as it is above it, not unchanged", async () => {
  const text = await read("february-of-a-leap-year");
  expect(text).toContain("↑ poniżej 1% drożej niż w styczniu");
  expect(text).toMatch(/Razem, 2 kampanie.*?↑ poniżej 1% drożej/);
  expect(text).not.toContain("bez zmianPorzucone");
});

test("as many results as before are no step from one number to itself", async () => {
  expect(await read("healthy")).toContain("rezerwacje: 7,5, bez zmian");
  expect(await read("healthy-in-english")).toContain("reservations: 7.5, unchanged");
  for (const name of Object.keys(cases))
    expect(await read(name)).not.toMatch(/\b(z|from) ([\d,.]+) (na|to) \2(?![\d,.])/);
});

test("a partial month: campaigns add up to its days, and a breakdown of the whole month says that it is one", async () => {
  for (const name of ["partial-month", "partial-in-english", "first-month"])
    expect(await read(name)).not.toMatch(/Zaokrąglenia Meta|Rounding by Meta/);
  expect(await read("partial-month")).toContain("Za cały miesiąc; liczby powyżej są za 30 z 31 dni.");
  expect(await read("partial-in-english")).toContain(
    "Of the whole month; the figures above are of 28 of 31 days.",
  );
  expect(await read("healthy")).not.toContain("Za cały miesiąc;");
});

test("a partial month's sentence is one sentence", async () => {
  expect(await read("partial-month")).toContain("30 z 31 dni – rezerwacje: 30,");
  expect(await read("partial-in-english")).toContain("28 of 31 days – there were 26 reservations,");
});

test("a sentence that begins with a cost says a cost of what", async () => {
  expect(await read("shop-in-dollars")).toContain(
    "Cost per result was USD 45.21, 4% more than in September, but purchases: 1,070, 6% more.",
  );
});

test("where no conversion is measured none may still change, and no column compares what there is not", async () => {
  const text = await read("no-conversions-measured");
  expect(text).not.toContain("Konwersje z");
  expect(text).not.toContain("Wobec września");
  expect(await read("healthy")).toContain("Konwersje z 8–31 października mogą się jeszcze zmienić");
});

test("several new campaigns are new in the plural", async () => {
  expect(await read("four-hundred-campaigns")).toContain(
    "392 inne kampanie1 222,80 zł2255,58 złnowe w październiku",
  );
});

test("where printed amounts end stands the mark of the printed figure", async () => {
  const html = await page("february-of-a-leap-year");
  const marks = [...html.matchAll(/class="mark" x1="([\d.]+)%"/g)].map(([, x]) => x);
  const joints = [...html.matchAll(/class="joint" x1="([\d.]+)%"/g)].map(([, x]) => x);
  expect(marks).toHaveLength(2);
  for (const mark of marks) expect(joints).toContain(mark);
});

test("words beside two days: a line makes way for the words of another day, and none stands above the panels on a phone", async () => {
  const html = await page("words-and-lines-of-staff");
  const lines = [...html.matchAll(/<line class="(an[^"]*)"[^>]*y1="(\d+)" y2="(\d+)"/g)];
  expect(lines.map(([, name]) => name)).toEqual(["an dk", "an", "an dk", "an"]);
  // Painted after every line, with the paper's colour around the letters.
  expect(html.lastIndexOf('<line class="an')).toBeLessThan(html.indexOf('<text class="ant over dk"'));
  expect(html.match(/<text class="lab[^"]* over"/g)).toHaveLength(3);
});

/** What stands on the page while every table behind a disclosure is closed, which is also what is printed. */
const readClosed = async (name: string) =>
  textOf((await page(name)).replace(/<details.*?<\/details>/gs, "")).replaceAll("\u00A0", " ");

test("women, men and people of unknown gender add up to the month without opening a table", async () => {
  const text = await readClosed("every-section");
  expect(text).toContain("Kobiety, 134Mężczyźni, 73");
  expect(text).toContain("Płeć nieznana7");
  expect(text).toContain("Razem, rezerwacje214");
  expect(await readClosed("healthy")).not.toContain("Płeć nieznana");
});

test("a difference is that of the two figures printed beside it", async () => {
  const text = await read("corrected");
  expect(text).toContain("Wartość z 1 wydanej jednostki7,2210,82+3,60");
  expect(text).toContain("9 007,50 zł13 506,00 zł+4 498,50 zł");
});

test("a version and its date do not read as a part of something", async () => {
  for (const name of ["healthy-in-english", "partial-in-english", "shop-in-dollars"]) {
    expect(await read(name)).toContain("Version 1, published 4 November 2026");
    expect(await read(name)).not.toMatch(/version \d of \d/i);
  }
});

test("the total of all places has a cost, and what no place explains is a difference", async () => {
  const text = await read("healthy");
  expect(text).toContain("Razem301 235,2541,18");
  expect(text).toContain("Wydatki wszystkich wierszy to 1 235,25 zł, konta 1 247,75 zł; różnica +12,50 zł.");
});

test("the pace is explained where one is printed, not beside a whole month's share of the budget", async () => {
  const text = await read("goals-and-budget");
  expect(text).toContain("96% budżetu");
  expect(text).not.toContain("Tempo:");
});

test("from none to thirty: the total row says it as the key figure does", async () => {
  expect(await read("base-of-zero")).toMatch(/Razem, 2 kampanie.*?41,59 złrezerwacje: z 0 na 30/);
});

test("nothing is collected for a month, not in it", async () => {
  expect(await read("nothing-collected")).toContain("Nie pobrano jeszcze żadnych danych za październik.");
});

test("an amount on a scale has its currency where every other amount of that language has it", async () => {
  expect(await read("shop-in-dollars")).toContain("USD 45September");
  expect(await read("shop-in-dollars")).not.toContain("45 USD");
  expect(await read("healthy")).toContain("41,5 zł");
});

test("a panel names what this month had over the days that are compared, and a month no more than once", async () => {
  const partial = await read("partial-in-english");
  expect(partial).toContain("September 2026: PLN 1,086.75 (27 days), this month PLN 1,086.75 (27 days)");
  expect(await read("healthy")).toContain("wrzesień 2026: 1 207,50 zł (30 dni); październik 2025:");
  expect(await read("first-month")).toContain(
    "Porównaniewrzesień 2026 nie został pobrany; październik 2025 nie został pobrany",
  );
  expect(await read("month-of-summer-time")).toContain(
    "luty 2026: 28 (28 dni); w marcu 2025 nie mierzyliśmy",
  );
});

test("most are lost where the largest number does not go on, whatever its share", async () => {
  const text = await read("way-to-a-reservation");
  expect(text).toContain(
    "Wyszukania1 271Obejrzenia oferty74458,54%55,00%Rozpoczęte rezerwacje18625,00%22,73%",
  );
  expect(text).toContain("Najwięcej ubywa między „Obejrzenia oferty” a „Rozpoczęte rezerwacje”.");
  expect(await read("inverted-step-in-english")).toContain(
    "“Offer views” is counted more often than “Searches”:",
  );
});

const polish = Object.keys(cases).filter((name) => cases[name]?.().locale === "pl");

test.each(polish)(
  "%s: no one-letter word hangs at a line end, and no unit or version number begins one",
  async (name) => {
    const report = cases[name]?.();
    if (!report) throw new Error(`There is no golden report ${name}.`);
    let text = textOf(await page(name));
    // As people and Meta wrote it.
    const foreign = [
      ...report.campaigns.map((campaign) => campaign.name),
      ...[...report.notes.done, ...report.notes.next, ...report.notes.annotations].map((line) => line.text),
      ...[report.words?.text ?? "", report.publication?.override?.reason ?? ""],
      ...(report.publication?.changes ?? []).map(({ why }) => why),
    ]
      .filter((words) => words !== "")
      .sort((a, b) => b.length - a.length);
    for (const words of foreign) text = text.replaceAll(words.replace(/\.$/, ""), "…");
    expect(text).not.toMatch(/(?<=^|[\s(„])[aiouwzAIOUWZ] /);
    expect(text).not.toMatch(/, (zł|JPY|HUF|EUR)(?![\p{L}., ])/u);
    expect(text).not.toMatch(/wersję \d/);
  },
);
