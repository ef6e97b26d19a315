import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as cast from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import * as states from "@/components/report/fixtures/states";
import { renderPublication } from "@/lib/publications/render-publication";
import type { Report } from "@/lib/report/document";

const documentSha256 = "9c41e7b20a6f5d83".padEnd(64, "0");
const nb = "\u00A0";

async function page(report: Report): Promise<string> {
  return (await renderPublication({ report, documentSha256 })).html.toString("utf8");
}

const everyReport = Object.entries({ ...cast, ...states });

describe("the bytes of a publication", () => {
  test("the same document gives the same bytes, and the hash is of those bytes", async () => {
    const first = await renderPublication({ report: cast.hotelJantar, documentSha256 });
    const second = await renderPublication({ report: structuredClone(cast.hotelJantar), documentSha256 });
    expect(first.html.equals(second.html)).toBe(true);
    expect(first.sha256).toBe(second.sha256);
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    const other = await renderPublication({ report: states.correctedMonth, documentSha256 });
    expect(other.sha256).not.toBe(first.sha256);
  });

  test.each(everyReport)("%s has no script and refers to nothing but its fonts", async (_name, report) => {
    const html = await page(report);
    // The fonts that it asks for in its head, and no other link.
    const font =
      /<link rel="preload" as="font" type="font\/woff2" crossorigin="" href="\/fonts\/[0-9a-f]{16}\.woff2"\/>/gi;
    const bare = html.replaceAll(font, "");
    expect(bare).not.toMatch(/<script|<iframe|<link|<img|javascript:|\son[a-z]+=|style="/i);
    // A drawing that stands in the page itself; the name of its language is no address.
    const drawing =
      /url\("?data:image\/svg\+xml,%3Csvg xmlns='http:\/\/www\.w3\.org\/2000\/svg'([^"]*)%3C\/svg%3E"?\)/g;
    for (const [, content] of html.matchAll(drawing))
      expect(content).not.toMatch(/href|url|script|foreignobject|image|\/\//i);
    const asked = html.replaceAll(drawing, "");
    expect(asked).not.toMatch(/(https?:)?\/\/[a-z0-9]/i);
    const addresses = [...asked.matchAll(/url\(["']?([^)"']+)/g)].map((match) => match[1] ?? "");
    for (const address of addresses.filter((text) => !text.startsWith("#"))) {
      expect(address).toMatch(/^\/fonts\/[0-9a-f]{16}\.woff2$/);
      expect(existsSync(`public${address}`)).toBe(true);
    }
    expect(addresses.length).toBeGreaterThan(3);
  });

  test.each(everyReport)("%s opens every source panel it offers", async (_name, report) => {
    const html = await page(report);
    const targets = new Set([...html.matchAll(/popoverTarget="([^"]+)"/gi)].map((match) => match[1]));
    expect(targets.size).toBeGreaterThanOrEqual(3);
    for (const target of targets) expect(html.split(`id="${target}"`).length).toBe(2);
  });

  test("a name cannot leave its place in HTML, title or print footer", async () => {
    const name = `Evil </title></style><script>alert("1")</script> & Co`;
    const html = await page({ ...cast.canyonCycles, client: { slug: "evil", name } });
    expect(html).not.toContain("<script");
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(textOf(html)).toContain(name);
  });

  test("the document's hash and version stand on the page and in the footer of the print", async () => {
    const html = await page(cast.hotelJantar);
    expect(textOf(html)).toContain("Hotel Jantar, październik 2026, wersja 1, 9c41e7b20a6f5d83");
    expect(html).toContain(
      `@bottom-left{content:"Hotel Jantar, październik 2026, wersja 1, 9c41e7b20a6f5d83"`,
    );
    expect(html).toContain(`counter(page) " z\\a0 " counter(pages)`);
  });

  test("no character that the fonts lack, and no thin space", async () => {
    for (const [, report] of everyReport)
      expect(await page(report)).not.toMatch(/[\u2192\u2265\u202F\u2009]/);
  });
});

describe("what a client reads", () => {
  test("money is written in the language of the report, with all its digits", async () => {
    expect(textOf(await page(cast.hotelJantar))).toContain(`24${nb}186,37${nb}zł`);
    expect(textOf(await page(cast.canyonCycles))).toContain(`USD${nb}48,372.74`);
    expect(textOf(await page(cast.ryokanAoi))).toContain(`JPY${nb}302,331`);
  });

  test("the fixed ids carry the exact decimals", async () => {
    const html = await page(cast.hotelJantar);
    expect(html).toContain(`id="total-spend" data-value="24186.37"`);
    expect(html).toContain(`id="conversions" data-value="214"`);
  });

  test("incident 24 what is not measured is a dash with its reason, never 0", async () => {
    const html = await page(states.notMeasured);
    expect(html).toContain(`id="conversions" data-value=""><span>—</span>`);
    expect(textOf(html)).toContain("not measured");
    expect(html).not.toContain(`data-value="0"`);
  });

  test("incident 6 a missing day is a gap with its cause, a day without delivery is a zero", async () => {
    const partial = textOf(await page(states.partialMonth));
    expect(partial).toContain(
      "Partial month: 30 of 31 days. Meta gave no complete answer for 17\u00A0October.",
    );
    expect(partial).toContain("One day has no data, 17\u00A0October; the other 30 are complete.");
    expect(partial).toContain("17\u00A0October——failed");
    const empty = textOf(await page(states.emptyMonth));
    expect(empty).toContain(
      "Reklamy nie były wyświetlane w\u00A0październiku. Ostatnia emisja 29\u00A0września.",
    );
    expect(empty).toContain("Te zera to fakty, nie luki.");
  });

  test("incident 25 the month is named from the document", async () => {
    const report = {
      ...cast.hotelJantar,
      month: "2026-03",
      window: { since: "2026-03-01", until: "2026-03-31" },
    };
    expect(await page(report)).toContain("<h1>Marzec 2026</h1>");
  });

  test("a first month says from when it was collected, and that there is nothing to compare with", async () => {
    const text = textOf(await page(states.firstMonth));
    expect(text).toContain("20 z\u00A031 dni, pobierane od 12\u00A0października, zgodne z\u00A0sumą Meta.");
    expect(text).toContain("Nie porównujemy: październik 2025 nie został pobrany");
    expect(text).toContain("Liczby na żywo, nie opublikowana wersja");
  });

  test("a month that does not match Meta's total says by how much, and who published it and why", async () => {
    const text = textOf(await page(states.unreconciledMonth));
    expect(text).toContain(`14,75${nb}zł z${nb}22${nb}października nie należy do żadnej kampanii.`);
    expect(text).toContain("Marta Lis: „Meta potwierdziła korektę rozliczenia, sprawa 4411;");
    expect(text).toContain(`14,75${nb}zł poza kampaniami`);
    expect(text).toContain("niezgodne z\u00A0sumą Meta");
  });

  test("a correction prints what changed and why", async () => {
    const text = textOf(await page(states.correctedMonth));
    expect(text).toContain("Korekta z\u00A09\u00A0listopada:");
    expect(text).toContain("rezerwacje z\u00A0207 na\u00A0214");
    expect(text).toContain("Wersja\u00A02 zastępuje wersję\u00A01.");
    expect(text).toContain("po 4 listopada Meta dodała 7 rezerwacji");
  });

  test("small numbers are counts, and what cannot be compared says why (R9)", async () => {
    const text = textOf(await page(states.smallNumbers));
    expect(text).toContain("from 5 in September to 4");
    expect(text).toContain("from 0 a year ago to 14");
    expect(text).toContain("Not comparable: a different event has been counted since 1\u00A0October 2026");
  });
});
