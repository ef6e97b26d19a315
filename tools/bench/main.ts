import { Command, InvalidArgumentError } from "commander";
import { benchFetch } from "@/tools/bench/fetch/bench-fetch";
import { benchIngest } from "@/tools/bench/ingest/bench-ingest";
import { benchNight } from "@/tools/bench/night/bench-night";
import { benchPages } from "@/tools/bench/pages/bench-pages";
import { printRatios, type Ratio } from "@/tools/bench/ratio";
import { benchReport } from "@/tools/bench/report/bench-report";

/** `npm run bench -- fetch|ingest|night|pages|report`: ratios taken in one run, never bare times (performance.md). Exit 1 when one is missed. */
const benches: Record<string, () => Promise<Ratio[]>> = {
  fetch: benchFetch,
  ingest: benchIngest,
  report: benchReport,
};

const program = new Command("bench")
  .description("Measures Plumbline against named anchors in one run.")
  .exitOverride();
for (const [name, run] of Object.entries(benches)) {
  program.command(name).action(async () => {
    process.exitCode = printRatios(await run()) ? 0 : 1;
  });
}
program
  .command("night")
  .option("--accounts <count>", "accounts that are due", wholeNumber, 2_000)
  .option("--latency <ms>", "how long Meta takes to answer", wholeNumber, 200)
  .option("--faults <per 100>", "answers that go wrong at random, in per cent", wholeNumber, 2)
  .option("--workers <counts>", "so many workers, one night each", wholeNumbers, [1, 2, 4])
  .action(async (options: { accounts: number; latency: number; faults: number; workers: number[] }) => {
    process.exitCode = printRatios(await benchNight(options)) ? 0 : 1;
  });
program
  .command("pages")
  .option("--clients <count>", "clients of the agency", wholeNumber, 200)
  .action(async (options: { clients: number }) => {
    process.exitCode = printRatios(await benchPages(options)) ? 0 : 1;
  });

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function wholeNumbers(text: string): number[] {
  return text.split(",").map(wholeNumber);
}

try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("commander.help")) process.exitCode = 0;
  else if (code.startsWith("commander.")) process.exitCode = 2;
  else throw error;
}
