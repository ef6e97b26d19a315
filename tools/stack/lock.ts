import { readFileSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import path from "node:path";

/** Another living process holds the data folder. */
export class StackInUseError extends Error {
  override name = "StackInUseError";
}

/** Takes the data folder for this process; a lock whose process is gone is taken over. Gives back what releases it. */
export async function lockDir(dir: string): Promise<() => Promise<void>> {
  const file = path.join(dir, "stack.pid");
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(`${process.pid} ${startOf(process.pid)}`);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const [pid = "", start = ""] = (await readFile(file, "utf8").catch(() => "")).split(" ");
      if (attempt > 0 || (Number(pid) > 0 && startOf(Number(pid)) === start && isAlive(Number(pid)))) {
        throw new StackInUseError(
          `The stack in ${dir} is already running as process ${pid}; stop it first (kill ${pid}) or use its addresses.`,
        );
      }
      await rm(file, { force: true });
    }
  }
}

/** When the process began, where the system tells: a number that was given to somebody else is not the same process. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
