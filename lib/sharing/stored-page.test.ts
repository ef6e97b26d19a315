import { describe, expect, test } from "vitest";
import { renderPublication } from "@/lib/publications/render-publication";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import { storedPage } from "@/lib/sharing/stored-page";

/** Addresses that a page's header asks for. */
const asked = (html: string) =>
  [...storedPage(Buffer.from(html), "0".repeat(64)).fonts.matchAll(/<([^>]+)>/g)].map(
    ([, address]) => address,
  );

/** As publications named their fonts until November 2026: each family in two files, once for the screen and once for paper. */
const twoFiles = (family: string, latin: string, extended: string, display: string) =>
  `@font-face{font-family:${family};font-display:${display};src:url(/fonts/${extended}.woff2) format("woff2");unicode-range:U+0100-02BA,U+1E00-1E9F,U+2113}` +
  `@font-face{font-family:${family};font-display:${display};src:url(/fonts/${latin}.woff2) format("woff2");unicode-range:U+0000-00FF,U+2000-206F,U+20AC,U+2212}`;
const olderPage = (body: string) => {
  const faces = (display: string) =>
    `${twoFiles("Inter Variable", "inter-latin", "inter-extended", display)}${twoFiles('"Source Serif 4 Variable"', "serif-latin", "serif-extended", display)}`;
  return `<!doctype html>\n<html lang="en"><head><title>Wrzesień</title><style>${faces("optional")}@media print{${faces("block")}}.report{color:red}.x:after{content:"ł"}</style></head><body>${body}</body></html>`;
};
const latin = ["/fonts/inter-latin.woff2", "/fonts/serif-latin.woff2"];
const extended = ["/fonts/inter-extended.woff2", "/fonts/serif-extended.woff2"];

describe("the header asks for the fonts that a page's text needs", () => {
  test("a report of today: one file a family, once each", async () => {
    const page = await renderPublication({ report: buildReport(hotelJantar()), documentSha256: null });
    const { fonts } = storedPage(page.html, page.sha256);
    expect(fonts.split(", ")).toEqual([
      expect.stringMatching(
        /^<\/fonts\/[0-9a-f]{16}\.woff2>; rel=preload; as=font; type="font\/woff2"; crossorigin$/,
      ),
      expect.stringMatching(
        /^<\/fonts\/[0-9a-f]{16}\.woff2>; rel=preload; as=font; type="font\/woff2"; crossorigin$/,
      ),
    ]);
  });

  test("an older report in English does without the letters of other languages, whatever its title and styles have", () => {
    expect(asked(olderPage(`<h1 title="Łódź">October</h1><p>€ 4 − 2</p><!--ł-->`)).toSorted()).toEqual(latin);
  });

  test("an older report in Polish needs all four", () => {
    expect(asked(olderPage("<h1>Październik</h1>")).toSorted()).toEqual([...latin, ...extended].toSorted());
  });

  test("a letter written as a number is that letter", () => {
    expect(asked(olderPage("<h1>&#x142;</h1>")).toSorted()).toEqual(extended);
    expect(asked(olderPage("<h1>&#322;</h1>")).toSorted()).toEqual(extended);
  });

  test("a font without a range is for every letter; one for other writings alone is not asked for; without fonts there is no header", () => {
    const face = (range: string) =>
      `<style>@font-face{font-family:A;src:url("/fonts/a-b_c.woff2")${range}}</style><body>abc</body>`;
    expect(asked(face(""))).toEqual(["/fonts/a-b_c.woff2"]);
    expect(asked(face(";unicode-range:U+4??"))).toEqual([]);
    expect(asked(face(";unicode-range:U+0-7F,u+4e00-9fff"))).toEqual(["/fonts/a-b_c.woff2"]);
    expect(asked("<style>p{color:red}</style><body>abc</body>")).toEqual([]);
  });
});
