import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { migrateDatabase } from "@/lib/db/migrate";
import { sayViolation } from "@/tests/simulation/say-violation";
import { simulate } from "@/tests/simulation/simulate";
import { startPostgres } from "@/tools/stack/postgres";

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError("It must be a whole number above 0.");
  return value;
};

/** `npm run simulate`: nights of an agency in simulated time, until a rule does not hold. */
const program = new Command("simulate")
  .description(
    "Simulates nights of collection with everything that can go wrong and checks every figure afterwards.",
  )
  .option("--nights <count>", "nights of each seed", count, 25)
  .option("--seed <number>", "what decides everything", count, 1)
  .option("--seeds <count>", "so many seeds, from --seed on", count, 1)
  .option("--clients <count>", "clients of the agency", count, 12)
  .option("--verbose", "a line for every night")
  .allowExcessArguments(false);

const options = program.parse().opts<{
  nights: number;
  seed: number;
  seeds: number;
  clients: number;
  verbose?: boolean;
}>();

const folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-simulation-"));
await chmod(folder, 0o711);
const server = await startPostgres({ dataDir: path.join(folder, "postgres") });
let violated = 0;
let clientNights = 0;
try {
  await migrateDatabase(server.url);
  for (let seed = options.seed; seed < options.seed + options.seeds; seed += 1) {
    const began = performance.now();
    const { nights, clients } = options;
    const onNight = options.verbose ? (line: string) => console.log(line) : undefined;
    const result = await simulate(server, { seed, nights, clients, ...(onNight ? { onNight } : {}) });
    clientNights += result.clientNights;
    const seconds = (performance.now() - began) / 1_000;
    const speed = Math.round(((result.clientNights / clients) * 86_400) / seconds);
    console.log(
      `seed ${seed}: ${result.clientNights} client-nights, ${result.steps} steps, ${result.calls} calls in ${seconds.toFixed(1)} s (${speed} times real time), digest ${result.digest}`,
    );
    if (result.violation) {
      violated += 1;
      console.log(sayViolation(result.violation, { seed, clients }));
    }
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${clientNights} client-nights, ${violated} of ${options.seeds} seeds violated a rule`);
process.exit(violated > 0 ? 1 : 0);
