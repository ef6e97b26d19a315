import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const styles = `${root}components/report/styles`;
const target = `${root}lib/publications/report-css.gen.ts`;

/**
 * The text of lib/publications/report-css.gen.ts: the stylesheet of a published page, bundled and minified, and its first part, the fonts on a
 * screen, for pages that stand in its place. Fonts stay addresses.
 *
 * A published page asks for the fonts of staff screens in its own way. On a screen a font that is not there at the first paint is left out until
 * the next visit, so that nothing ever moves under a reader (P10). On paper it is waited for: a PDF is set in the real fonts, however busy the printer.
 */
export async function compileReportCss(): Promise<string> {
  const fonts = await readFile(`${styles}/fonts.css`, "utf8");
  const shown = (display: string) => fonts.replaceAll("font-display: swap", `font-display: ${display}`);
  const bundledText = (contents: string) => bundled({ stdin: { contents, loader: "css" } });
  const onScreen = await bundledText(shown("optional"));
  const onPaper = await bundledText(`@media print{${shown("block")}}`);
  const rest = await bundled({ entryPoints: [`${styles}/publication.css`] });
  return [
    "// Made by `npm run build:report` from components/report/styles; a test fails when it is stale.",
    `export const screenFontsCss =\n  ${JSON.stringify(onScreen)};`,
    `export const reportCss = screenFontsCss +\n  ${JSON.stringify(`${onPaper}${rest}`)};\n`,
  ].join("\n");
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
