import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterEach, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/simulator/main.ts", ...args], {
    cwd: root,
  });
  running.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, ended, text: () => text };
}

it.each([
  [["--port", "many"], /port, 0 to 65535/],
  [["--clock", "yesterday"], /moment such as/],
  [["--seed", "-1"], /whole number/],
  [["--zone", "Europe/Warsaw"], /needs --replay/],
  [["--replay", "/no/such/file.jsonl"], /file cannot be read/],
  [["--faults", "package.json"], /package\.json: .*expected array/],
  [["--bogus"], /unknown option/],
])("%j gets one clear sentence and exit 2", async (args, sentence) => {
  const { ended, text } = start(...args);
  expect(await ended).toBe(2);
  expect(text()).toMatch(sentence);
  expect(text().trim().split("\n")).toHaveLength(1);
});

it("prints both addresses, serves the demo at that moment, and ends at once on SIGTERM", async () => {
  const { child, ended, text } = start("--clock", "2026-11-06T07:00:00Z");
  while (!text().includes("Control")) await new Promise((resolve) => setTimeout(resolve, 20));
  const [graph, control] = [...text().matchAll(/http:\S+/g)].map(([address]) => address);
  expect(await (await fetch(`${control}/clock`)).json()).toEqual({ now: "2026-11-06T07:00:00Z" });
  expect((await fetch(`${graph}/v26.0/me`)).status).toBe(400);
  child.kill("SIGTERM");
  const began = performance.now();
  expect(await ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(2_000);
});
