import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { z } from "zod";
import { median, type Ratio } from "@/tools/bench/ratio";

const run = promisify(execFile);
const rowsPerPage = 500;
const rounds = 2;
const sdkVersion = "24.0.1";
const answer = z.object({ rows: z.number(), seconds: z.number(), memory: z.number() });
type Measurement = z.infer<typeof answer>;
type Mode = "ours" | "sdk" | "stream" | "parse";

/** P4 and P5: fetch and validate against Meta's own SDK on the same server, and against bare `JSON.parse` of the same bytes. */
export async function benchFetch(): Promise<Ratio[]> {
  const sdkFolder = await installSdk();
  const bundles = await bundle(["contestant", "serve-pages"]);
  const server = spawn(process.execPath, [path.join(bundles, "serve-pages.mjs"), String(rowsPerPage)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const port = await new Promise<string>((resolve) =>
      server.stdout.once("data", (data) => resolve(String(data).trim())),
    );
    const measure = async (mode: Mode, pages: number, memory = false): Promise<Measurement> => {
      const args = [
        path.join(bundles, "contestant.mjs"),
        mode,
        `http://127.0.0.1:${port}`,
        String(pages),
        String(rowsPerPage),
      ];
      const { stdout } = await run(process.execPath, memory ? ["--expose-gc", ...args, "--memory"] : args, {
        env: { ...process.env, BENCH_SDK_FOLDER: sdkFolder },
      });
      const measured = answer.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
      if (measured.rows !== pages * rowsPerPage) {
        throw new Error(`${mode} read ${measured.rows} rows of ${pages * rowsPerPage}.`);
      }
      return measured;
    };
    const taken: Record<Mode, Measurement[]> = { ours: [], sdk: [], stream: [], parse: [] };
    // In turns, so that a slow moment of the machine meets all of them.
    for (let round = 0; round < rounds; round++) {
      taken.ours.push(await measure("ours", 40));
      taken.sdk.push(await measure("sdk", 40));
      taken.stream.push(await measure("stream", 200));
      taken.parse.push(await measure("parse", 200));
    }
    const speed = (mode: Mode) => median(taken[mode].map(({ rows, seconds }) => rows / seconds));
    const memory = async (mode: Mode, pages: number) => (await measure(mode, pages, true)).memory;
    const sdkName = `facebook-nodejs-business-sdk ${sdkVersion}`;
    return [
      {
        goal: "P4",
        what: "fetch, validate and keep, rows/s",
        against: sdkName,
        ratio: speed("ours") / speed("sdk"),
        reach: 12,
        better: "higher",
      },
      {
        goal: "P4",
        what: "fetch, validate and keep, memory held",
        against: sdkName,
        ratio: (await memory("ours", 40)) / (await memory("sdk", 40)),
        reach: 1 / 8,
        better: "lower",
      },
      {
        goal: "P5",
        what: "fetch and validate, rows/s",
        against: "JSON.parse of the same bytes",
        ratio: speed("stream") / speed("parse"),
        reach: 0.33,
        better: "higher",
      },
      {
        goal: "P5",
        what: "memory held over 200 pages",
        against: "over 20 pages",
        ratio: (await memory("stream", 200)) / (await memory("stream", 20)),
        reach: 1.15,
        better: "lower",
      },
    ];
  } finally {
    server.kill();
  }
}

/** The official SDK is an anchor, not a dependency: the bench puts it into a folder of its own. */
async function installSdk(): Promise<string> {
  const folder = path.resolve(".plumbline/bench-sdk");
  if (existsSync(path.join(folder, "node_modules/facebook-nodejs-business-sdk"))) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "bench-sdk", private: true }));
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", `facebook-nodejs-business-sdk@${sdkVersion}`],
    { cwd: folder },
  );
  return folder;
}

/** Plain JavaScript for each contestant: a loader in the process would count as its memory. */
async function bundle(names: readonly string[]): Promise<string> {
  const outdir = path.resolve(".plumbline/bench-fetch");
  await build({
    entryPoints: names.map((name) => `tools/bench/fetch/${name}.ts`),
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  return outdir;
}
