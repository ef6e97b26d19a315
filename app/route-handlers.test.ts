import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const handlers = globSync("app/**/route.ts").sort();

test("there are handlers to look at", () => {
  expect(handlers).toContain(path.join("app", "api", "health", "route.ts"));
  expect(handlers).toContain(path.join("app", "r", "[token]", "[[...rest]]", "route.ts"));
});

// With Cache Components a GET that reads no request is prerendered and frozen: a health check was served from a year-long cache.
test.each(handlers)("every verb of %s waits for a request before anything else", (file) => {
  const source = readFileSync(file, "utf8");
  const bodies = [
    ...source.matchAll(
      /export async function (?:GET|POST|PUT|PATCH|DELETE)\([\s\S]*?\): Promise<Response> \{\n([\s\S]*?)\n\}/g,
    ),
  ];
  const verbs = source.match(/export (?:async function|const) (?:GET|POST|PUT|PATCH|DELETE)\b/g) ?? [];
  expect(bodies.length).toBeGreaterThan(0);
  expect(bodies).toHaveLength(verbs.length);
  for (const [, body] of bodies) expect(body?.trimStart().split("\n")[0]).toBe("await connection();");
});
