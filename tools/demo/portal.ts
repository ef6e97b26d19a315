import { globSync, statSync } from "node:fs";
import { type Child, startChild, waitForHttp } from "@/tools/stack/child";

const next = "node_modules/next/dist/bin/next";

/** Builds the portal for production; the lines of a build that failed are in the error. */
export async function buildPortal(): Promise<void> {
  const lines: string[] = [];
  const child = startChild({
    command: process.execPath,
    args: [next, "build"],
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onLine: (line) => lines.push(line),
  });
  if ((await child.exited) !== 0)
    throw new Error(`The portal did not build.\n${lines.slice(-30).join("\n")}`);
}

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "proxy.ts",
  "package-lock.json",
];

/** Whether a production build is there that is younger than everything it is made of. */
export function isBuilt(): boolean {
  const built = statSync(".next/BUILD_ID", { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const files = globSync(sources.flatMap((source) => [source, `${source}/**/*`]));
  return files.every((file) => statSync(file).mtimeMs <= built);
}

/** Starts the built portal and waits until it answers; the next start ends it should this one be killed. */
export async function startPortal(
  port: number,
  env: Readonly<Record<string, string>>,
  kept: { readonly dir: string; readonly onLine: (line: string) => void },
): Promise<Child> {
  const child = startChild({
    command: process.execPath,
    args: [next, "start", "--port", String(port)],
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    ...kept,
  });
  await waitForHttp(`http://127.0.0.1:${port}/api/health`, child, "The portal");
  return child;
}
