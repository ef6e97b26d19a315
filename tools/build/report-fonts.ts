import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { letters, lettersText } from "@/tools/build/fonts/letters";
import { renameFont } from "@/tools/build/fonts/sfnt";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The only weights that are set anywhere: text, and what is stressed. */
const weights = { min: 400, max: 600 };
/** Kerning, ligatures, letters of a language, figures of one width, and what Inter does with a colon between figures. */
const features = ["kern", "liga", "locl", "calt", "tnum", "lnum"];

const families = [
  { family: "Inter Variable", source: "InterVariable.woff2", rename: null },
  {
    ...{ family: "Source Serif 4 Variable", source: "SourceSerif4Variable-Roman.woff2" },
    // Its licence (OFL) keeps the name for the font as its authors made it.
    rename: ["Source", "Ledger"] as const,
  },
];

export interface BuiltFont {
  /** As stylesheets call it. */
  readonly family: string;
  readonly bytes: Buffer;
  /** `/fonts/<hash of the bytes>.woff2` */
  readonly address: string;
}

/** The fonts of reports and staff screens: one file a family with the letters of letters.ts. The same sources give the same bytes. */
export async function buildFonts(): Promise<BuiltFont[]> {
  return Promise.all(
    families.map(async ({ family, source, rename }) => {
      const whole = await readFile(`${root}tools/build/fonts/${source}`);
      // Sizes are drawn as at 14 points, as they were before there was one file a family.
      const options = {
        keepFeatures: features,
        variationAxes: { opsz: 14, wght: weights },
        targetFormat: "sfnt" as const,
      };
      const font = await subsetFont(whole, lettersText(), options);
      if (rename) renameFont(font, ...rename);
      const packing = { keepAllGlyphs: true, targetFormat: "woff2" as const };
      const bytes = await subsetFont(font, "", packing);
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
      return { family, bytes, address: `/fonts/${hash}.woff2` };
    }),
  );
}

/** The text of components/report/styles/fonts.css. */
export function fontsCss(fonts: readonly BuiltFont[]): string {
  const faces = fonts.map(
    ({ family, address }) => `@font-face {
  font-family: "${family}";
  font-style: normal;
  font-weight: ${weights.min} ${weights.max};
  font-display: swap;
  src: url("${address}") format("woff2");
  unicode-range:
${wrapped(letters.map(rangeText))};
}
`,
  );
  return `/* Made by \`npm run build:fonts\`; a test fails when it is stale. Files are named by their content, so that an address never changes its bytes:
   publications of years ago still ask for theirs. A new version of a font adds a file to public/fonts and removes none. */
${faces.join("")}`;
}

function rangeText([first, last]: readonly [number, number]): string {
  const hex = (point: number) => point.toString(16).toUpperCase().padStart(4, "0");
  return first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`;
}

/** Broken into lines as the formatter breaks them. */
function wrapped(ranges: readonly string[]): string {
  const lines: string[] = [];
  for (const range of ranges) {
    const line = lines.at(-1);
    if (line === undefined || line.length + range.length + 3 > 110) lines.push(`    ${range}`);
    else lines[lines.length - 1] = `${line}, ${range}`;
  }
  return lines.join(",\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fonts = await buildFonts();
  for (const { address, bytes } of fonts) await writeFile(`${root}public${address}`, bytes);
  await writeFile(`${root}components/report/styles/fonts.css`, fontsCss(fonts));
}
