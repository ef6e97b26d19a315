import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { markOf, runningPid } from "@/tools/stack/process-mark";

/** Another living process holds the data folder. */
export class StackInUseError extends Error {
  override name = "StackInUseError";
}

/** Takes the data folder for this process; a lock whose process is gone is taken over. Gives back what releases it. */
export async function lockDir(dir: string): Promise<() => Promise<void>> {
  const file = path.join(dir, "stack.pid");
  const own = `${file}.${process.pid}`;
  // Written first and linked into place: nobody ever reads a lock that is not written yet.
  await writeFile(own, markOf(process.pid));
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await taken(own, file)) return () => rm(file, { force: true });
      const holder = runningPid(await read(file));
      if (holder !== null) {
        throw new StackInUseError(
          `The stack in ${dir} is already running as process ${holder}; stop it first (kill ${holder}) or use its addresses.`,
        );
      }
    }
    throw new StackInUseError(`The stack in ${dir} is being started by somebody else at this moment.`);
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Whether `file` is now this process's lock. The lock of a dead process is replaced only by who holds the claim on it, and in one step, so
 * that there is no moment at which a third finds no lock. The claim is a lock of the same kind: its holder may die as well.
 */
async function taken(own: string, file: string): Promise<boolean> {
  if (await linked(own, file)) return true;
  if (runningPid(await read(file)) !== null) return false;
  const claim = `${file}.claim`;
  if (!(await taken(own, claim))) return false;
  try {
    // Read again: until the claim was ours, somebody else may have put a living lock here, or the holder may have left.
    if (await linked(own, file)) return true;
    if (runningPid(await read(file)) !== null) return false;
    const copy = `${own}.copy`;
    await writeFile(copy, await read(own));
    await rename(copy, file);
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

/** What the lock says; empty when there is none. */
function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
