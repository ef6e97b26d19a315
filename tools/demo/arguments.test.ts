import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readDemoArguments } from "@/tools/demo/arguments";

test("a folder may be named; without one it is the usual one", () => {
  expect(readDemoArguments([])).toEqual({ kind: "run", dir: ".plumbline" });
  expect(readDemoArguments(["elsewhere"])).toEqual({ kind: "run", dir: "elsewhere" });
});

test("help is printed, and what is not known is wrong usage", () => {
  expect(readDemoArguments(["--help"])).toMatchObject({ kind: "usage" });
  expect(readDemoArguments(["-h"])).toMatchObject({ kind: "usage" });
  expect(readDemoArguments(["--port", "4000"])).toEqual({
    kind: "wrong",
    text: "Wrong usage: there is no option --port; see npm run demo -- --help.",
  });
  expect(readDemoArguments(["a", "b"])).toMatchObject({ kind: "wrong" });
  expect(readDemoArguments([""])).toMatchObject({ kind: "wrong" });
});

test("npm run demo -- --help starts no demo, and an unknown option exits 2", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["tools/run.mjs", "tools/demo/main.ts", ...args], { encoding: "utf8" });
  const help = run("--help");
  expect([help.status, help.stdout]).toEqual([0, expect.stringContaining("Usage: npm run demo")]);
  const wrong = run("--helq");
  expect([wrong.status, wrong.stdout, wrong.stderr]).toEqual([
    2,
    "",
    "Wrong usage: there is no option --helq; see npm run demo -- --help.\n",
  ]);
  expect([existsSync("--help"), existsSync("--helq")]).toEqual([false, false]);
}, 60_000);
