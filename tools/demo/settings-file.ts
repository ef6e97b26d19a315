import { rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Where the settings of a running demo lie, for `ENV_FILE=… npm run cli`. */
export const settingsFile = (dir: string) => path.join(dir, "demo.env");

/** Writes the settings of the running stack so that only this user reads them; gives back how to take them away again. */
export async function writeSettings(
  dir: string,
  settings: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const file = settingsFile(dir);
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return () => rm(file, { force: true });
}
