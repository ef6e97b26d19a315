import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = `${root}lib/publications/report-css.gen.ts`;

/** The text of lib/publications/report-css.gen.ts: the stylesheet of a published page, bundled and minified. Fonts stay addresses. */
export async function compileReportCss(): Promise<string> {
  const result = await build({
    entryPoints: [`${root}components/report/styles/publication.css`],
    bundle: true,
    minify: true,
    write: false,
    external: ["/fonts/*"],
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
  });
  const css = result.outputFiles[0]?.text.trim();
  if (!css) throw new Error("esbuild gave no stylesheet for the report.");
  return `// Made by \`npm run build:report\` from components/report/styles; a test fails when it is stale.\nexport const reportCss =\n  ${JSON.stringify(css)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await compileReportCss());
