import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import * as cast from "@/components/report/fixtures/cast";
import * as states from "@/components/report/fixtures/states";
import { renderPublication } from "@/lib/publications/render-publication";

/**
 * Writes every fixture of the report as a page to look at: `npx tsx tools/preview/main.ts DIRECTORY`. Serve the directory beside
 * public/fonts, or open the files as they are with the system's fonts.
 */
const [directory] = process.argv.slice(2);
if (!directory) {
  console.error("Say where to write the pages: npx tsx tools/preview/main.ts DIRECTORY");
  process.exit(2);
}
await mkdir(directory, { recursive: true });
for (const [name, report] of Object.entries({ ...cast, ...states })) {
  const documentSha256 = createHash("sha256").update(JSON.stringify(report)).digest("hex");
  const { html } = await renderPublication({ report, documentSha256 });
  const file = path.join(directory, `${name}.html`);
  await writeFile(file, html);
  console.log(`${file} ${html.length} bytes`);
}
