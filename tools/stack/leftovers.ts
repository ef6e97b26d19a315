import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { markOf, runningPid } from "@/tools/stack/process-mark";

const folderOf = (dir: string) => path.join(dir, "children");

/** Notes a process of this data folder, so that the next start finds it if this one is killed. Gives back what forgets it. */
export function noteChild(dir: string, pid: number): () => void {
  const file = path.join(folderOf(dir), String(pid));
  mkdirSync(folderOf(dir), { recursive: true });
  writeFileSync(file, markOf(pid));
  return () => rmSync(file, { force: true });
}

/** Ends what a killed start left running in its own process groups. Call it with the folder locked. Gives back how many there were. */
export async function endLeftovers(dir: string): Promise<number> {
  let ended = 0;
  for (const name of await readdir(folderOf(dir)).catch(() => [])) {
    const file = path.join(folderOf(dir), name);
    const mark = await readFile(file, "utf8");
    if (await endGroup(mark)) ended += 1;
    await rm(file, { force: true });
  }
  return ended;
}

async function endGroup(mark: string): Promise<boolean> {
  const pid = runningPid(mark);
  if (pid === null) return false;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-pid, signal);
    } catch {
      return true;
    }
    for (let waited = 0; waited < 30 && runningPid(mark) !== null; waited++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    if (runningPid(mark) === null) return true;
  }
  return true;
}
