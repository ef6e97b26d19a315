// The way in for commands that an old Node may be asked to start: hands over to the Node 24 that `npm ci` brought.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, "node_modules/.bin");
const node = path.join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const [script, ...args] = process.argv.slice(2);

if (!script) {
  console.error("usage: node tools/run.mjs SCRIPT [ARGUMENT …]");
  process.exit(2);
}
if (!existsSync(path.join(root, "node_modules/tsx"))) {
  console.error("The packages are not installed yet; run npm ci first.");
  process.exit(2);
}
const child = spawn(
  existsSync(node) ? node : process.execPath,
  ["--import", "tsx", path.join(root, script), ...args],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
  },
);
// The child tidies up and this process waits for it. Ctrl-C reaches both; a kill only this one, so it is handed on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`Node could not be started: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
