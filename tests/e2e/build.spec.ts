import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";

const build = path.resolve(".next");
const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(build, file), "utf8")) as T;

/** Addresses of all handlers under app/, from the files that are there. */
function handlers(folder = path.resolve("app"), address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return entry.name === "route.ts" ? [address] : [];
    const part = entry.name.startsWith("(") ? "" : `/${entry.name}`;
    return handlers(path.join(folder, entry.name), `${address}${part}`);
  });
}

test("no handler is answered from the build: each asks for its request first", () => {
  const all = handlers();
  expect(all).toContain("/api/automated/daily-kpi-collection");
  expect(all).toContain("/r/[token]/[[...rest]]");
  const { routes, dynamicRoutes } = read<{
    routes: Record<string, unknown>;
    dynamicRoutes: Record<string, unknown>;
  }>("prerender-manifest.json");
  const stored = [...Object.keys(routes), ...Object.keys(dynamicRoutes)];
  expect(stored.filter((route) => all.includes(route) || /^\/(api|r|sign-out)(\/|$)/.test(route))).toEqual(
    [],
  );
  for (const address of all) {
    expect(existsSync(path.join(build, "server/app", `${address}.body`)), address).toBe(false);
    expect(existsSync(path.join(build, "server/app", `${address}.meta`)), address).toBe(false);
  }
});

test("the build knows every handler that the source has", () => {
  const built = Object.values(read<Record<string, string>>("app-path-routes-manifest.json"));
  expect(built).toEqual(expect.arrayContaining(handlers()));
});
