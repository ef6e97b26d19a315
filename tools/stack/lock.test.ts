import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lockDir, StackInUseError } from "@/tools/stack/lock";
import { markOf } from "@/tools/stack/process-mark";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-lock-"));
});
beforeEach(() => rm(path.join(dir, "stack.pid"), { force: true }));
afterAll(() => rm(dir, { recursive: true, force: true }));

test("a second start says in one sentence which process holds the folder", async () => {
  const release = await lockDir(dir);
  const second = lockDir(dir);
  await expect(second).rejects.toThrow(StackInUseError);
  await expect(second).rejects.toThrow(
    new RegExp(`already running as process ${process.pid}; stop it first \\(kill ${process.pid}\\)`),
  );
  await release();
  await (await lockDir(dir))();
  expect(await readdir(dir)).toEqual([]);
});

/** The folder is taken by this process, whatever lay in it, and left as if nobody had been there. */
async function expectTaken(): Promise<void> {
  const release = await lockDir(dir);
  expect(await readdir(dir)).toEqual(["stack.pid"]);
  expect(await readFile(path.join(dir, "stack.pid"), "utf8")).toBe(markOf(process.pid));
  await release();
  expect(await readdir(dir)).toEqual([]);
}

test("the lock of a process that is gone is taken over", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await writeFile(path.join(dir, "stack.pid"), `${pid} 12345`);
  await expectTaken();
});

test("a number that was given to another process since does not hold the folder", async () => {
  await writeFile(path.join(dir, "stack.pid"), `${process.pid} 1`);
  await expectTaken();
});

test.each(["", "nonsense", "0 0", "-1 5", markOf(process.pid).slice(0, 2)])(
  "a lock that says %j holds nobody up",
  async (text) => {
    await writeFile(path.join(dir, "stack.pid"), text);
    await expectTaken();
  },
);

test("a claim left by a process that died while it took over holds nobody up", async () => {
  await writeFile(path.join(dir, "stack.pid"), `${process.pid} 1`);
  await writeFile(path.join(dir, "stack.pid.claim"), `${process.pid} 2`);
  await expectTaken();
});

// Many rounds from one moment: with a lock that is moved away before the new one is there, every third round had two winners.
test("of many starts at once on a dead lock one gets the folder", async () => {
  const program = `
    import { createInterface } from "node:readline";
    import { lockDir } from "@/tools/stack/lock";
    console.log("ready");
    for await (const line of createInterface({ input: process.stdin })) {
      while (Date.now() < Number(line));
      console.log(await lockDir(process.argv[1]).then(() => "mine", (error) => error.name));
    }`;
  const starters = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, dir], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const said = starters.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  const everyone = async () =>
    (await Promise.all(said.map((lines) => lines.next()))).map(({ value }) => value);
  try {
    expect(await everyone()).toEqual(Array(4).fill("ready"));
    for (let round = 0; round < 60; round++) {
      await writeFile(path.join(dir, "stack.pid"), `${process.pid} 1`);
      const moment = `${Date.now() + 10}\n`;
      for (const child of starters) child.stdin.write(moment);
      expect((await everyone()).sort()).toEqual([
        "StackInUseError",
        "StackInUseError",
        "StackInUseError",
        "mine",
      ]);
      await rm(path.join(dir, "stack.pid"));
    }
  } finally {
    for (const child of starters) child.kill();
  }
});
