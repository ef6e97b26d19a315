/** The stylesheet begins with its fonts; those for paper, which come after those of the screen, are the same files. */
const headBytes = 8_192;
const face = /@font-face\s*\{([^}]*)\}/g;
const address = /url\("?(\/fonts\/[\w-]+\.woff2)"?\)/;
const range = /unicode-range:([^;}]*)/;

/**
 * Addresses of those of a published page's own fonts whose letters stand in its text, each once. Publications are frozen and older ones have two
 * files a family, of which an English report needs one.
 */
export function fontsNeeded(html: Buffer): string[] {
  const head = html.subarray(0, headBytes).toString("latin1");
  const needed = new Set<string>();
  let text: readonly number[] | null = null;
  for (const [, rules = ""] of head.matchAll(face)) {
    const file = address.exec(rules)?.[1];
    if (!file || needed.has(file)) continue;
    const spans = spansOf(range.exec(rules)?.[1]);
    text ??= codePointsOf(html.toString("utf8"));
    if (text.some((point) => spans.some(([first, last]) => first <= point && point <= last)))
      needed.add(file);
  }
  return [...needed];
}

/** First and last code points of `U+100-17F, U+4??, U+20AC`; everything where nothing is said. */
function spansOf(unicodeRange: string | undefined): (readonly [number, number])[] {
  if (unicodeRange === undefined) return [[0, 0x10ffff]];
  return unicodeRange.split(",").map((part) => {
    const [first = "", last = first] = part.trim().slice(2).split("-");
    return [
      Number.parseInt(first.replaceAll("?", "0"), 16),
      Number.parseInt(last.replaceAll("?", "F"), 16),
    ] as const;
  });
}

/** Every character that stands in the body once, that of closed tables and panels too. */
function codePointsOf(html: string): number[] {
  const text = html
    .slice(Math.max(0, html.indexOf("<body")))
    .replace(/<!--.*?-->|<style.*?<\/style>|<[^>]*>/gs, "")
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) => {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "";
    });
  return [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
}
