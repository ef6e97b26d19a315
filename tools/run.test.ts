import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-run-"));
  await writeFile(
    path.join(dir, "script.mts"),
    `const [what] = process.argv.slice(2);
     console.log(process.version.split(".")[0], process.argv.slice(2).join("|"));
     if (what === "wait") {
       process.on("SIGTERM", () => process.exit(7));
       process.on("SIGINT", () => process.exit(8));
       setInterval(() => {}, 1000);
     } else process.exit(Number(what));`,
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

// From node_modules up, the way run.mjs joins it to the project's folder.
const script = () => path.relative(process.cwd(), path.join(dir, "script.mts"));

test("a script runs on the Node that came along, with its arguments, and its exit code is ours", () => {
  const { status, stdout } = spawnSync(process.execPath, ["tools/run.mjs", script(), "5", "two words"], {
    encoding: "utf8",
  });
  expect(stdout.trim()).toBe("v24 5|two words");
  expect(status).toBe(5);
});

test.each([
  ["SIGTERM", 7],
  ["SIGINT", 8],
] as const)("%s is handed on, and the script's own answer to it is the exit code", async (signal, code) => {
  const child = spawn(process.execPath, ["tools/run.mjs", script(), "wait"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill(signal);
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(code);
});

test("without a script it says how it is used", () => {
  const { status, stderr } = spawnSync(process.execPath, ["tools/run.mjs"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^usage: node tools\/run\.mjs SCRIPT/);
});
