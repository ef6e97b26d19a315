import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { z } from "zod";

const read = <Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> =>
  shape.parse(JSON.parse(readFileSync(`.next/${file}`, "utf8")));

const built = () => Object.values(read("app-path-routes-manifest.json", z.record(z.string(), z.string())));
const prerendered = () =>
  read(
    "prerender-manifest.json",
    z.object({ routes: z.record(z.string(), z.object({ htmlSize: z.number().optional() })) }),
  ).routes;

test("the build made no answer of a handler under /api and /r ahead of a request", () => {
  for (const route of ["/api/health", "/api/metrics", "/r/[token]", "/r/[token]/[month]", "/sign-out"]) {
    expect(built()).toContain(route);
  }
  expect(Object.keys(prerendered()).filter((route) => /^\/(?:api|r|sign-out)(?:\/|$)/.test(route))).toEqual(
    [],
  );
});

test("nothing of a page is made ahead of a request: its scripts carry that answer's nonce", () => {
  for (const route of ["/", "/reports", "/sign-in", "/_not-found"]) {
    expect(prerendered()[route]?.htmlSize ?? 0, route).toBe(0);
  }
});
