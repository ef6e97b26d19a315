import { existsSync } from "node:fs";
import process from "node:process";

// Imported first by main.ts: the logger reads its level when it is loaded. What the environment already says wins over the file.
const named = process.env.ENV_FILE;
if (named && !existsSync(named)) {
  process.stderr.write(
    `There is no file ${named}; ENV_FILE names the settings to use, for example those of a running demo.\n`,
  );
  process.exit(2);
}
if (named || existsSync(".env")) process.loadEnvFile(named ?? ".env");
