import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChild, waitForHttp } from "@/tools/stack/child";
import { endLeftovers, noteChild } from "@/tools/stack/leftovers";
import { markOf, runningPid } from "@/tools/stack/process-mark";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-child-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A process that starts one of its own, writes down its number, and stays. */
const family = (file: string) =>
  `const { spawn } = require("node:child_process"); const { writeFileSync } = require("node:fs");
   const inner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
   writeFileSync(${JSON.stringify(file)}, String(inner.pid)); console.log("ready"); setInterval(() => {}, 1000);`;

async function eventually(check: () => boolean, ms = 8_000): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (check()) return true;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return false;
}

test("stopping a process stops what it started, too", async () => {
  const file = path.join(dir, "inner");
  const child = startChild({ command: process.execPath, args: ["-e", family(file)], dir });
  expect(await eventually(() => child.lastLines() === "ready")).toBe(true);
  const inner = markOf(Number(await readFile(file, "utf8")));
  expect(runningPid(inner)).not.toBeNull();
  await child.stop();
  expect(await eventually(() => runningPid(inner) === null)).toBe(true);
  expect(await readdir(path.join(dir, "children"))).toEqual([]);
});

test("one that ignores the polite signal is killed after the time it was given", async () => {
  const child = startChild({
    command: process.execPath,
    args: ["-e", "process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)"],
  });
  await eventually(() => child.lastLines() === "deaf");
  await child.stop(200);
  expect(await child.exited).toBeNull();
});

test("a process that does not start says what it said last", async () => {
  const child = startChild({
    command: process.execPath,
    args: ["-e", "console.error('no such database'); process.exit(3)"],
  });
  await expect(waitForHttp("http://127.0.0.1:1", child, "The simulator")).rejects.toThrow(
    /^The simulator stopped while it started \(exit code 3\)\.\nno such database$/,
  );
});

test("a program that is not there ends the wait at once", async () => {
  const child = startChild({ command: path.join(dir, "nowhere"), args: [] });
  await expect(waitForHttp("http://127.0.0.1:1", child, "It")).rejects.toThrow(/ENOENT/);
});

test("what a killed start left running is ended by the next", async () => {
  const file = path.join(dir, "left");
  const left = spawn(process.execPath, ["-e", family(file)], { detached: true, stdio: "ignore" });
  const pid = left.pid ?? 0;
  noteChild(dir, pid);
  const mark = markOf(pid);
  await eventually(() => existsSync(file));
  expect(await endLeftovers(dir)).toBe(1);
  expect(runningPid(mark)).toBeNull();
  expect(await readdir(path.join(dir, "children"))).toEqual([]);
});

test("a stranger that has the number now is left alone", async () => {
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    detached: true,
    stdio: "ignore",
  });
  const pid = stranger.pid ?? 0;
  const forget = noteChild(dir, pid);
  const file = path.join(dir, "children", String(pid));
  const { writeFile } = await import("node:fs/promises");
  await writeFile(file, `${pid} 1`);
  expect(await endLeftovers(dir)).toBe(0);
  expect(runningPid(markOf(pid))).toBe(pid);
  forget();
  process.kill(pid, "SIGKILL");
});
