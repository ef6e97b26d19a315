import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { compileReportCss } from "@/tools/build/report-css";

const root = path.resolve(import.meta.dirname, "../..");

test("the compiled stylesheet is the one that its sources give", async () => {
  const stored = readFileSync(path.join(root, "lib/publications/report-css.gen.ts"), "utf8");
  expect(stored, "run `npm run build:report`").toBe(await compileReportCss());
});
