import { spawn } from "node:child_process";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";

/** `npm run ordeal -- NAME [--count N] [--seed S]`: the long form of a robustness test (performance.md R1–R6). Exit code of the tests. */
const ordeals = {
  kills: { count: 10_000, what: "kills with SIGKILL at every step and at N random moments (R1)" },
  postgres: { count: 200, what: "N times kill -9 of Postgres during commits (R2)" },
  scheduler: { count: 100, what: "N nights of 10 simultaneous and 3 late calls (R3)" },
  faults: { count: 1, what: "every F-case on first, middle and last page, N times (R4)" },
  answers: { count: 1_000_000, what: "N mutated answers (R5)" },
  clock: { count: 53, what: "zones, ten years and N skews of an hour around 0 (R6)" },
  proxy: { count: 500, what: "N windows through a proxy that breaks connections" },
} as const;

const program = new Command("ordeal").description("The long robustness runs.").exitOverride();
for (const [name, { count, what }] of Object.entries(ordeals)) {
  program
    .command(name)
    .description(what)
    .option("--count <n>", "how many", wholeNumber, count)
    .option("--seed <n>", "what chance is made from", wholeNumber, 1)
    .action((asked: { count: number; seed: number }) => run(name, asked.count, asked.seed));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Not a whole number.");
  return Number(text);
}

async function run(name: string, count: number, seed: number): Promise<void> {
  const vitest = path.resolve("node_modules/vitest/vitest.mjs");
  const child = spawn(
    process.execPath,
    [vitest, "run", "--project", "robustness", "--disable-console-intercept", `tests/robustness/${name}/`],
    {
      stdio: "inherit",
      env: { ...process.env, ORDEAL_COUNT: String(count), ORDEAL_SEED: String(seed) },
    },
  );
  process.exitCode = await new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}

try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("commander.help")) process.exitCode = 0;
  else if (code.startsWith("commander.")) process.exitCode = 2;
  else throw error;
}
