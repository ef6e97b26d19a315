import { spawnSync } from "node:child_process";
import path from "node:path";

// Keeps how the golden reports look now (tests/golden/support/compare-picture.ts). A program, because not every shell sets a variable before a command.
const vitest = path.resolve(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--project", "unit", "tests/golden/pictures.test.ts"],
  { stdio: "inherit", env: { ...process.env, ACCEPT_PICTURES: "1" } },
);
process.exitCode = status ?? 1;
