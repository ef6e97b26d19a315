import { createHash } from "node:crypto";
import { globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import subsetFont from "subset-font";
import { beforeAll, expect, test } from "vitest";
import { namesOf, tableOf } from "@/tools/build/fonts/sfnt";
import { type BuiltFont, buildFonts, fontsCss } from "@/tools/build/report-fonts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(root, "public/fonts");
const text = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Every font that a publication may name, since its bytes are frozen and ask for it for ever: a new one is added here, none is taken away. */
const everPublished = [
  // Until 26 November 2026: Inter and Source Serif 4 in two files each.
  ...["34b9c504cab7a73e", "3100e775e8616cd2", "d10ccbbd0dc4ebae", "382475f38242c52d"],
  ...["4859237788d3e45f", "042d44be903abe9e"],
];

let fonts: { built: BuiltFont; plain: Buffer }[];
beforeAll(async () => {
  const unpacked = { keepAllGlyphs: true, targetFormat: "sfnt" as const };
  fonts = await Promise.all(
    (await buildFonts()).map(async (built) => ({
      built,
      plain: await subsetFont(built.bytes, "", unpacked),
    })),
  );
});

test("the stylesheet and the files of the fonts are those that their sources give", () => {
  const built = fonts.map((font) => font.built);
  expect(text("components/report/styles/fonts.css"), "run `npm run build:fonts`").toBe(fontsCss(built));
  for (const { address, bytes } of built)
    expect(readFileSync(path.join(root, "public", address)).equals(bytes)).toBe(true);
});

test("no font of a publication is ever taken away, and a font's address is the hash of its bytes", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".woff2"));
  expect(files.toSorted()).toEqual(everPublished.map((hash) => `${hash}.woff2`).toSorted());
  for (const name of files) {
    const bytes = readFileSync(path.join(folder, name));
    expect(name).toBe(`${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.woff2`);
  }
});

test("both fonts together are what a phone loads in a third of a second", () => {
  const bytes = fonts.reduce((sum, { built }) => sum + built.bytes.length, 0);
  expect(bytes).toBeLessThan(75_000);
});

/** Letters of each alphabet beside a to z, small ones; their capitals are tested too. */
const alphabets = {
  ...{ Albanian: "çë", Basque: "ñç", Breton: "ñù", Catalan: "àçèéíïòóúü·ŀ", Croatian: "čćđšž" },
  ...{ Czech: "áčďéěíňóřšťúůýž", Danish: "æøå", Dutch: "áéëïíĳóöúü", English: "éïœ" },
  ...{ Esperanto: "ĉĝĥĵŝŭ", Estonian: "äöõüšž", Faroese: "áðíóúýæø", Finnish: "äöåšž" },
  ...{ French: "àâæçèéêëîïôœùûüÿ", German: "äöüßẞ", Hungarian: "áéíóöőúüű" },
  ...{ Icelandic: "áðéíóúýþæö", Irish: "áéíóú", Italian: "àèéìîòóù", Latvian: "āčēģīķļņšūž" },
  ...{ Lithuanian: "ąčęėįšųūž", Luxembourgish: "äéë", Maltese: "ċġħż", Norwegian: "æøåéò" },
  ...{ Polish: "ąćęłńóśźż", Portuguese: "ãáàâçéêíõóôúü", Romanian: "ăâîșțşţ", Sami: "áčđŋšŧž" },
  ...{ Slovak: "áäčďéíĺľňóôŕšťúýž", Slovene: "čšž", Spanish: "áéíñóúü¿¡ªº", Swedish: "åäöé" },
  ...{ Turkish: "çğıöşüâîûİ", Welsh: "âêîôûŵŷàèìòùẁỳáéíóúẃýäëïöüẅÿ" },
};
const others = {
  ASCII: String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 0x20 + index)),
  punctuation: "\u00A0\u202F‐‑–—‘’‚“”„«»‹›…•·†‡§¶©®™°№‰′″",
  figures: "±×÷−≈≠≤≥¼½¾¹²³µ",
  arrows: "←↑→↓",
  currencies: "$¢£¥€₡₦₩₪₫₭₮₱₲₴₵₸₹₺₼₽₿ƒ",
};

/** What the authors of a font did not draw; the reader's own steps in. */
const undrawn: Readonly<Record<string, string>> = {
  "Inter Variable": "₪₭₼",
  "Source Serif 4 Variable": "₪₭₼ĳĲŧŦ\u2011",
};

test.each(Object.entries({ ...alphabets, ...others }))("both fonts can write %s", (name, letters) => {
  const wanted = new Set([...letters, ...(name in alphabets ? letters.toLocaleUpperCase("en") : "")]);
  for (const { built, plain } of fonts) {
    const has = codePointsOf(plain);
    const missing = [...wanted].filter((letter) => !has.has(letter.codePointAt(0) ?? 0));
    expect(
      missing.filter((letter) => !undrawn[built.family]?.includes(letter)),
      built.family,
    ).toEqual([]);
  }
});

test("both fonts can write every word of ours", () => {
  // What has no glyph and needs none: line ends, and the two signs around a text that runs its own way.
  const words = globSync("lib/i18n/messages/**/*.ts", { cwd: root }).map(text).join("");
  for (const { built, plain } of fonts) {
    const has = codePointsOf(plain);
    const missing = [...new Set(words.replace(/[\n\u2068\u2069]/g, ""))].filter(
      (letter) => !has.has(letter.codePointAt(0) ?? 0),
    );
    expect(missing, built.family).toEqual([]);
  }
});

test("both fonts kern, have the weights from 400 to 600, and Inter figures of one width, as Source Serif's are all by themselves", () => {
  for (const { plain } of fonts) {
    expect(tableOf(plain, "GPOS").toString("latin1")).toContain("kern");
    const axes = tableOf(plain, "fvar");
    const weight = axes.subarray(axes.readUInt16BE(4));
    expect(axes.readUInt16BE(8), "the weight is the only axis").toBe(1);
    expect(weight.toString("latin1", 0, 4)).toBe("wght");
    expect([4, 8, 12].map((at) => weight.readInt32BE(at) / 65_536)).toEqual([400, 400, 600]);
  }
  const [inter] = fonts;
  expect(tableOf(inter?.plain ?? Buffer.alloc(0), "GSUB").toString("latin1")).toContain("tnum");
});

test("a changed font is not called by the name that its licence keeps for the font of its authors", () => {
  const [, serif] = fonts;
  const names = namesOf(serif?.plain ?? Buffer.alloc(0));
  expect(names.find(({ id }) => id === 0)?.text).toMatch(/Adobe.*Reserved Font Name/);
  expect(names.filter(({ id }) => id === 1).map((name) => name.text)).toEqual([
    expect.stringMatching(/^Ledger Serif/),
  ]);
  expect(names.filter(({ id, text }) => [1, 3, 4, 6, 16].includes(id) && /source/i.test(text))).toEqual([]);
});

/** Code points that the font has a glyph for. Reads the character map of format 4, which has everything below U+10000. */
function codePointsOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableOf(font, "cmap");
  const found = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const map = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4));
    if (map.readUInt16BE(0) !== 4) continue;
    const segments = map.readUInt16BE(6) / 2;
    const [ends, starts] = [14, 16 + 2 * segments];
    for (let segment = 0; segment < segments; segment += 1) {
      const last = map.readUInt16BE(ends + 2 * segment);
      for (let point = map.readUInt16BE(starts + 2 * segment); point <= last; point += 1)
        if (point !== 0xffff) found.add(point);
    }
  }
  if (found.size === 0) throw new Error("The font has no character map of format 4.");
  return found;
}
