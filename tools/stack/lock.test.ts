import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
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

test("the lock of a process that is gone is taken over", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await writeFile(path.join(dir, "stack.pid"), `${pid} 12345`);
  await (await lockDir(dir))();
});

test("a number that was given to another process since does not hold the folder", async () => {
  await writeFile(path.join(dir, "stack.pid"), `${process.pid} 1`);
  await (await lockDir(dir))();
});

test.each(["", "nonsense", "0 0", "-1 5", markOf(process.pid).slice(0, 2)])(
  "a lock that says %j holds nobody up",
  async (text) => {
    await writeFile(path.join(dir, "stack.pid"), text);
    await (await lockDir(dir))();
  },
);

test("of many starts at once on a dead lock one gets the folder", async () => {
  await writeFile(path.join(dir, "stack.pid"), `${process.pid} 1`);
  const program = `import { lockDir } from "@/tools/stack/lock"; await lockDir(process.argv[1]).then(() => console.log("mine"), (e) => console.log(e.name)); setTimeout(() => {}, 1500);`;
  const { spawn } = await import("node:child_process");
  const outcomes = await Promise.all(
    Array.from(
      { length: 4 },
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(
            process.execPath,
            ["--import", "tsx", "--input-type=module", "-e", program, dir],
            { stdio: ["ignore", "pipe", "inherit"] },
          );
          let said = "";
          child.stdout.on("data", (chunk) => {
            said += String(chunk);
          });
          child.once("exit", () => resolve(said.trim()));
        }),
    ),
  );
  expect(outcomes.sort()).toEqual(["StackInUseError", "StackInUseError", "StackInUseError", "mine"]);
});
