import { appendFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const runShape = z.object({
  /** Logs, visited pages, sessions and secrets of this run; deleted at its end. */
  dir: z.string(),
  /** What a portal needs besides a database and an address. */
  env: z.record(z.string(), z.string()),
  mailUrl: z.string(),
  /** Of the migrated database that each portal's is copied from. */
  templateUrl: z.string(),
  superuserUrl: z.string(),
});
export type Run = z.infer<typeof runShape>;

const variable = "PLUMBLINE_E2E";

/** Hands the run's addresses on to the workers, which inherit the environment. */
export function announceRun(run: Run): void {
  process.env[variable] = JSON.stringify(run);
}

/** The run this worker belongs to. */
export function currentRun(): Run {
  return runShape.parse(JSON.parse(process.env[variable] ?? "null"));
}

/** Notes a secret that must not be found anywhere once the run is over (R12). */
export function rememberSecret(name: string, value: string): void {
  appendFileSync(path.join(currentRun().dir, "secrets.jsonl"), `${JSON.stringify({ name, value })}\n`);
}

/** Keeps a line of a process's output for the scan at the end. */
export function keepLog(process: string, line: string): void {
  keepLine(path.join(currentRun().dir, "logs", `${process}.log`), line);
}

export function keepLine(file: string, line: string): void {
  appendFileSync(file, `${line}\n`);
}

/** The file that keeps a signed-in person's cookies during the run. */
export function sessionFile(person: string): string {
  return path.join(currentRun().dir, "sessions", `${person}.json`);
}
