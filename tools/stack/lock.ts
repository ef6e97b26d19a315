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
      if (await linked(own, file)) return () => rm(file, { force: true });
      const mark = await readFile(file, "utf8").catch(() => "");
      const holder = runningPid(mark);
      if (holder !== null) {
        throw new StackInUseError(
          `The stack in ${dir} is already running as process ${holder}; stop it first (kill ${holder}) or use its addresses.`,
        );
      }
      await discard(file, mark);
    }
    throw new StackInUseError(`The stack in ${dir} is being started by somebody else at this moment.`);
  } finally {
    await rm(own, { force: true });
  }
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

/** Moves a dead lock away. If somebody took over in between, theirs is put back. */
async function discard(file: string, mark: string): Promise<void> {
  const away = `${file}.${process.pid}.dead`;
  await rename(file, away).catch(() => {});
  if ((await readFile(away, "utf8").catch(() => mark)) !== mark) await link(away, file).catch(() => {});
  await rm(away, { force: true });
}
