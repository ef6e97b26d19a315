import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { CallAnswer } from "@/lib/collect/run/scheduler-call";
import type { Step } from "@/tests/robustness/kills/count-steps";
import { victimName } from "@/tests/robustness/kills/restore-rows";
import type { Orders } from "@/tests/robustness/kills/victim";

/** What became of a victim: null when it was killed before its end. */
export interface Fate {
  readonly lived: { readonly answer: CallAnswer; readonly steps: readonly Step[] } | null;
  readonly signal: NodeJS.Signals | null;
  /** From "go" to its end. */
  readonly ms: number;
}

export interface Crypt {
  /** Sends out one victim; `killAfterMs` from "go" on ends it from outside. */
  send(orders: Orders, killAfterMs?: number): Promise<Fate>;
  close(): Promise<void>;
}

/** Victims bundled once and started ahead, so that a kill costs no start of Node. */
export async function openCrypt(ahead: number): Promise<Crypt> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-ordeal-"));
  const bundle = path.join(folder, "victim.mjs");
  await build({
    entryPoints: ["tests/robustness/kills/victim.ts"],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": process.cwd() },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  const start = () =>
    spawn(process.execPath, [bundle], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: path.join(folder, "compiled"),
        LOG_LEVEL: "silent",
        NODE_ENV: "test",
        PGAPPNAME: victimName,
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
  const waiting: ChildProcess[] = Array.from({ length: ahead }, start);
  return {
    async send(orders, killAfterMs) {
      const victim = waiting.shift() ?? start();
      waiting.push(start());
      return await watch(victim, orders, killAfterMs);
    },
    async close() {
      for (const child of waiting) child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function watch(victim: ChildProcess, orders: Orders, killAfterMs: number | undefined): Promise<Fate> {
  return new Promise((resolve, reject) => {
    let said = "";
    let began = 0;
    let timer: NodeJS.Timeout | undefined;
    victim.stdout?.on("data", (chunk: Buffer) => {
      said += chunk;
      if (began > 0 || !said.includes("go\n")) return;
      began = performance.now();
      if (killAfterMs !== undefined) timer = setTimeout(() => victim.kill("SIGKILL"), killAfterMs);
    });
    victim.once("error", reject);
    victim.once("close", (code, signal) => {
      clearTimeout(timer);
      const end = said.split("\n")[2];
      if (signal === null && (code !== 0 || !end))
        return reject(new Error(`A victim ended with ${code}: ${said}`));
      resolve({
        lived: signal === null && end ? (JSON.parse(end) as Fate["lived"]) : null,
        signal,
        ms: performance.now() - began,
      });
    });
    victim.stdin?.end(`${JSON.stringify(orders)}\n`);
  });
}
