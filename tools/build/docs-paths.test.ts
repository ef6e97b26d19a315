import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

// The design texts speak of rooms that are not built yet.
const pages = ["README.md", ...globSync("{docs,tools,tests}/**/*.md")].filter(
  (page) => !/^docs\/design\/(?!README)/.test(page),
);

/** Links to files, and paths in code spans that begin with a folder of ours. */
function citedPaths(page: string): string[] {
  const text = readFileSync(page, "utf8");
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) =>
    path.join(path.dirname(page), target),
  );
  const spans = [
    ...text.matchAll(/`((?:app|components|lib|drizzle|supabase|tools|tests|docs|public)\/[\w./()[\]-]+)`/g),
  ].map(([, target = ""]) => target);
  return [...links, ...spans];
}

test.each(pages)("every path that %s cites exists", (page) => {
  const missing = citedPaths(page).filter((cited) => !existsSync(cited));
  expect(missing).toEqual([]);
});

test("the pages cite paths at all", () => {
  expect(pages.flatMap(citedPaths).length).toBeGreaterThan(15);
});
