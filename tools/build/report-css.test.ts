import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { compileReportCss } from "@/tools/build/report-css";

const root = path.resolve(import.meta.dirname, "../..");

test("the compiled stylesheet is the one that its sources give", async () => {
  const stored = readFileSync(path.join(root, "lib/publications/report-css.gen.ts"), "utf8");
  expect(stored, "run `npm run build:report`").toBe(await compileReportCss());
});

test("a font's address is the hash of its bytes, so that it never changes", () => {
  const files = readdirSync(path.join(root, "public/fonts")).filter((name) => name.endsWith(".woff2"));
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const name of files) {
    const bytes = readFileSync(path.join(root, "public/fonts", name));
    expect(name).toBe(`${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.woff2`);
  }
});

test("the fonts served are those of the pinned packages", () => {
  const used = readFileSync(path.join(root, "components/report/styles/fonts.css"), "utf8");
  for (const [family, file] of [
    ["inter", "inter-latin-ext-wght-normal"],
    ["inter", "inter-latin-wght-normal"],
    ["source-serif-4", "source-serif-4-latin-ext-wght-normal"],
    ["source-serif-4", "source-serif-4-latin-wght-normal"],
  ]) {
    const bytes = readFileSync(
      path.join(root, `node_modules/@fontsource-variable/${family}/files/${file}.woff2`),
    );
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    expect(used, `${file} of the package is not in fonts.css`).toContain(`/fonts/${hash}.woff2`);
  }
});
