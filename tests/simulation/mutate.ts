import { execFile, execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Command } from "commander";
import { type Mutation, mutations } from "@/tests/simulation/mutations";

/** `npm run mutate`: breaks one rule after the other in a copy of the last commit and says what notices. Exit code 1 when nothing does. */
const program = new Command("mutate")
  .description(
    "Breaks each rule of the collector in a copy of the last commit and runs the simulation and the named tests.",
  )
  .option("--only <name>", "one mutation by a part of its name")
  .option("--seed <number>", "first seed of the simulation", "17")
  .option("--seeds <count>", "seeds tried until one notices", "3")
  .option("--no-tests", "the simulation only")
  .allowExcessArguments(false);
const options = program.parse().opts<{ only?: string; seed: string; seeds: string; tests: boolean }>();

const root = process.cwd();
const copy = await mkdtemp(path.join(os.tmpdir(), "plumbline-mutation-"));
// As root, Postgres runs under a user of its own, who has to pass through here.
await chmod(copy, 0o711);
let unnoticed = 0;
try {
  execFileSync("sh", ["-c", `git archive HEAD | tar x -C ${copy}`], { cwd: root });
  await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  for (const mutation of mutations.filter(({ name }) => name.includes(options.only ?? ""))) {
    const undo = await apply(mutation);
    console.log(mutation.name);
    const noticed = await bySimulation();
    for (const line of noticed) console.log(`  ${line}`);
    const failed = options.tests ? await byTests(mutation.tests) : [];
    for (const line of failed) console.log(`  ${line}`);
    await undo();
    if (noticed.length + failed.length > 0) continue;
    unnoticed += 1;
    console.log("  NOBODY NOTICES");
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exit(unnoticed > 0 ? 1 : 0);

async function apply({ name, patches }: Mutation): Promise<() => Promise<void>> {
  const before = new Map<string, string>();
  for (const { file, from, to } of patches) {
    const text = await readFile(path.join(copy, file), "utf8");
    if (text.split(from).length !== 2)
      throw new Error(`${name}: ${file} does not hold the text exactly once.`);
    if (!before.has(file)) before.set(file, text);
    await writeFile(
      path.join(copy, file),
      text.replace(from, () => to),
    );
  }
  return async () => {
    for (const [file, text] of before) await writeFile(path.join(copy, file), text);
  };
}

/** The rule that a simulated night sees broken, if any. */
async function bySimulation(): Promise<string[]> {
  const first = Number(options.seed);
  for (let seed = first; seed < first + Number(options.seeds); seed += 1) {
    const { output } = await run("tsx", [
      "tests/simulation/main.ts",
      ...["--nights", "5", "--clients", "10", "--seed", String(seed)],
    ]);
    const rule = output.match(/^VIOLATED: (.*)$/m)?.[1] ?? output.match(/^(\w*Error.*)$/m)?.[1];
    const night = output.match(/night (\d+)/)?.[1];
    if (rule) return [`simulation: ${rule} (seed ${seed}, night ${night ?? "–"})`];
  }
  return [];
}

/** The tests that fail. */
async function byTests(files: readonly string[]): Promise<string[]> {
  const file = path.join(copy, "noticed.json");
  const { output } = await run("vitest", ["run", "--reporter=json", `--outputFile=${file}`, ...files]);
  const json = await readFile(file, "utf8").catch(() => {
    throw new Error(`The tests did not run:\n${output}`);
  });
  await rm(file);
  const report = JSON.parse(json) as {
    testResults: { name: string; assertionResults: { status: string; title: string }[] }[];
  };
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ title }) => `${path.relative(copy, name)}: ${title}`),
  );
}

function run(command: string, args: readonly string[]): Promise<{ output: string }> {
  const bin = path.join(copy, "node_modules", ".bin", command);
  return new Promise((resolve) => {
    execFile(
      bin,
      [...args],
      { cwd: copy, env: { ...process.env, LOG_LEVEL: "silent" }, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => resolve({ output: `${stdout}\n${stderr}` }),
    );
  });
}
