import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const styles = `${root}components/report/styles`;
const target = `${root}lib/publications/report-css.gen.ts`;

/** The text of lib/publications/report-css.gen.ts: the stylesheet of a published page, bundled and minified. Fonts stay addresses. */
export async function compileReportCss(): Promise<string> {
  const fonts = publishedFonts(await readFile(`${styles}/fonts.css`, "utf8"));
  const css = `${await bundled({ stdin: { contents: fonts, loader: "css" } })}${await bundled({ entryPoints: [`${styles}/publication.css`] })}`;
  return `// Made by \`npm run build:report\` from components/report/styles; a test fails when it is stale.\nexport const reportCss =\n  ${JSON.stringify(css)};\n`;
}

/**
 * The fonts of staff screens as a published page asks for them. On a screen a font that is not there at the first paint is left out until the
 * next visit, so that nothing ever moves under a reader (P10). On paper it is waited for: a PDF is set in the real fonts, however busy the printer.
 */
function publishedFonts(css: string): string {
  const shown = (display: string) => css.replaceAll("font-display: swap", `font-display: ${display}`);
  return `${shown("optional")}@media print{${shown("block")}}`;
}

async function bundled(input: Pick<BuildOptions, "stdin" | "entryPoints">): Promise<string> {
  const result = await build({
    ...input,
    bundle: true,
    minify: true,
    write: false,
    external: ["/fonts/*"],
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
  });
  const css = result.outputFiles[0]?.text.trim();
  if (!css) throw new Error("esbuild gave no stylesheet for the report.");
  return css;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await compileReportCss());
