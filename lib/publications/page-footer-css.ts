/** Text as a CSS string: everything but letters, digits, spaces and commas is escaped, so that no name can end the string or the style. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /[^\p{L}\p{N} ,.]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped}"`;
}

/** Page boxes for print: which report this is, and "1 z 3" (mocks/report.md, Print). */
export function pageFooterCss(line: string, pagesJoin: string): string {
  const box = `font:400 7.5pt "Inter Variable",sans-serif;color:#666e77;vertical-align:top;padding-top:3mm`;
  const left = `@bottom-left{content:${cssString(line)};${box}}`;
  const right = `@bottom-right{content:counter(page) ${cssString(pagesJoin)} counter(pages);${box}}`;
  return `@page{${left}${right}}`;
}
