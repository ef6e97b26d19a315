import { Command, InvalidArgumentError } from "commander";
import { Temporal } from "temporal-polyfill";
import { readFaults } from "@/tools/simulator/read-faults";
import { replayWorld } from "@/tools/simulator/replay";
import { startSimulator } from "@/tools/simulator/start";
import type { World } from "@/tools/simulator/world";
import { latarniaWorld } from "@/tools/simulator/worlds/latarnia";

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("It must be a port, 0 to 65535.");
  return value;
};
const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("It must be a whole number.");
  return value;
};
const moment = (text: string): Temporal.Instant => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError("It must be a moment such as 2026-11-06T07:00:00Z.");
  }
};
const timeZone = (text: string): string => {
  try {
    return Temporal.Now.zonedDateTimeISO(text).timeZoneId;
  } catch {
    throw new InvalidArgumentError("It must be an IANA zone such as Europe/Warsaw.");
  }
};

interface Options {
  readonly port: number;
  readonly controlPort: number;
  readonly replay?: string;
  readonly faults?: string;
  readonly zone?: string;
  readonly seed: number;
  readonly clock?: Temporal.Instant;
  readonly anchor?: Temporal.Instant;
}

const program = new Command("simulator")
  .description(
    "A Graph API that behaves like Meta's, on loopback. Serves the sixteen clients of the demo, or the rows of a file.",
  )
  .option("--port <port>", "port of the Graph API", port, 0)
  .option("--control-port <port>", "port of the control API", port, 0)
  .option("--replay <file>", "serve the rows of a JSON-lines file instead of generated ones")
  .option("--faults <file>", "a fault script: a JSON list of named deviations")
  .option("--zone <zone>", "time zone of the replayed account", timeZone)
  .option("--seed <number>", "seed of the generated figures", wholeNumber, 1)
  .option("--clock <moment>", "stop the clock at this moment", moment)
  .option(
    "--anchor <moment>",
    "the moment the demo's special days are counted from; --clock or now when absent",
    moment,
  )
  .allowExcessArguments(false)
  .exitOverride();

try {
  const options = program.parse().opts<Options>();
  const world = readWorld(options);
  const faults = options.faults === undefined ? [] : readFaults(options.faults);
  const simulator = await startSimulator({
    world,
    port: options.port,
    controlPort: options.controlPort,
    seed: options.seed,
  });
  simulator.faults.add(...faults);
  if (options.clock) simulator.setClock(options.clock);
  console.log(`Graph API  ${simulator.url}\nControl    ${simulator.controlUrl}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "commander.helpDisplayed") process.exit(0);
  if (!code.startsWith("commander.")) console.error(`simulator: ${sentenceOf(error, code)}`);
  process.exit(2);
}

function sentenceOf(error: unknown, code: string): string {
  if (code === "EADDRINUSE") return "one of the two ports is taken; leave it out to get a free one.";
  if (code === "ENOENT" || code === "EISDIR" || code === "EACCES")
    return "the file cannot be read; give the path of a JSON-lines file to replay, of a JSON file with faults.";
  return error instanceof Error ? error.message : String(error);
}

function readWorld({ replay, zone, seed, clock, anchor }: Options): World {
  if (replay !== undefined) return replayWorld(replay, zone);
  if (zone !== undefined)
    throw new RangeError("--zone is the zone of a replayed account; it needs --replay.");
  return latarniaWorld({ seed, anchor: anchor ?? clock ?? Temporal.Now.instant() });
}
