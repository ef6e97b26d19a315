/**
 * What the fonts of reports and staff screens can write, as first and last code points: the Latin letters of Europe with their marks, figures,
 * punctuation, the signs of the world's currencies, arrows and what compares. Other writings are the fallback fonts' (docs/adr/0022).
 */
export const letters: readonly (readonly [first: number, last: number])[] = [
  // Western Europe, then the rest of it: Polish, Czech, Baltic, Turkish, Maltese, Romanian, Welsh.
  [0x00, 0x17f],
  [0x192, 0x192],
  [0x1fa, 0x1ff],
  [0x218, 0x21b],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c7],
  [0x2d8, 0x2dd],
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  [0x1ef2, 0x1ef3],
  // Spaces, dashes, quotation marks, and what only says which way a text runs.
  [0x2009, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x202a, 0x2030],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x2060, 0x2069],
  // Currencies that somebody pays with: from the colón to the bitcoin.
  [0x20a1, 0x20a1],
  [0x20a6, 0x20a6],
  [0x20a9, 0x20ae],
  [0x20b1, 0x20b2],
  [0x20b4, 0x20b5],
  [0x20b8, 0x20ba],
  [0x20bc, 0x20bf],
  [0x2113, 0x2113],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
  [0x2248, 0x2248],
  [0x2260, 0x2260],
  [0x2264, 0x2265],
];

/** All of them as one text. */
export function lettersText(): string {
  return letters
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
    .map((point) => String.fromCodePoint(point))
    .join("");
}
