import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { envNames } from "@/lib/ops/env";

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cli {
  run(args: readonly string[], options?: { env?: Record<string, string>; stdin?: string }): Promise<CliRun>;
  /** As `run`, with `--json`; the answer parsed. */
  json(
    args: readonly string[],
    options?: { env?: Record<string, string>; stdin?: string },
  ): Promise<{ code: number | null; answer: never }>;
  close(): Promise<void>;
}

/** The command line as a process of its own, bundled once so that each call costs a fraction of a second. `base` is its environment. */
export async function bundleCli(base: Record<string, string>): Promise<Cli> {
  // Inside the project, so that packages are found from it.
  const folder = path.resolve(`node_modules/.cache/plumbline-cli-${process.pid}`);
  await build({
    entryPoints: ["tools/cli/main.ts"],
    outdir: folder,
    bundle: true,
    splitting: true,
    external: ["react", "react-dom", "@node-rs/argon2"],
    // Packages too: finding hundreds of files would be most of the time of a call.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    logLevel: "error",
  });
  // Every variable is set, empty where the test gives none: a `.env` of the machine must not reach in.
  const unset = Object.fromEntries(envNames.map((name) => [name, ""]));
  const run: Cli["run"] = async (args, options = {}) => {
    const child: ChildProcessWithoutNullStreams = spawn(
      process.execPath,
      [path.join(folder, "main.mjs"), ...args],
      {
        env: { ...process.env, ...unset, LOG_LEVEL: "silent", ...base, ...options.env },
      },
    );
    child.stdin.on("error", () => {});
    child.stdin.end(options.stdin ?? "");
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, stdout, stderr };
  };
  return {
    run,
    json: async (args, options) => {
      const { code, stdout, stderr } = await run([...args, "--json"], options);
      try {
        return { code, answer: JSON.parse(stdout) as never };
      } catch {
        throw new Error(`No JSON on stdout (exit ${code}): ${stdout}${stderr}`);
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
