import { existsSync } from "node:fs";
import process from "node:process";

// Imported first by main.ts: the logger reads its level when it is loaded. What the environment already says wins over the file.
if (existsSync(".env")) process.loadEnvFile(".env");
