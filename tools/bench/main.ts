import { Command } from "commander";
import { benchFetch } from "@/tools/bench/fetch/bench-fetch";
import { benchIngest } from "@/tools/bench/ingest/bench-ingest";
import { printRatios, type Ratio } from "@/tools/bench/ratio";

/** `npm run bench -- fetch|ingest`: ratios taken in one run, never bare times (performance.md). Exit 1 when one is missed. */
const benches: Record<string, () => Promise<Ratio[]>> = { fetch: benchFetch, ingest: benchIngest };

const program = new Command("bench")
  .description("Measures Plumbline against named anchors in one run.")
  .exitOverride();
for (const [name, run] of Object.entries(benches)) {
  program.command(name).action(async () => {
    process.exitCode = printRatios(await run()) ? 0 : 1;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("commander.help")) process.exitCode = 0;
  else if (code.startsWith("commander.")) process.exitCode = 2;
  else throw error;
}
