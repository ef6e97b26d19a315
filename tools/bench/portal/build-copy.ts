import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a bench adds to the copy: paths from the project's root, and what stands there. */
export type AddedFiles = Readonly<Record<string, string | Buffer>>;

/** Copies what git knows of the project into `dir`, adds the bench's files and builds it for production. The project itself stays as it is. */
export async function buildCopy(dir: string, added: AddedFiles): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    maxBuffer: 1 << 26,
  });
  for (const file of stdout
    .split("\0")
    .filter((name) => /^(app|components|lib|public|drizzle)\/|^[^/]+$/.test(name))) {
    const target = path.join(dir, file);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(file, target).catch((error: NodeJS.ErrnoException) => {
      // Deleted and not yet committed.
      if (error.code !== "ENOENT") throw error;
    });
  }
  // Turbopack refuses a link out of the folder; hard links cost nothing where the file system allows them.
  const modules = path.join(dir, "node_modules");
  await run("cp", ["-al", "node_modules", modules]).catch(() => run("cp", ["-R", "node_modules", modules]));
  for (const [file, content] of Object.entries(added)) {
    const target = path.join(dir, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: dir,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    maxBuffer: 1 << 26,
  });
}
