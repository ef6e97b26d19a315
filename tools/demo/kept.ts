import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const shape = z.object({ month: z.string(), links: z.record(z.string(), z.string()) });

/** What a later start has to know and the database does not tell: the addresses of the shared links. */
export type Kept = z.infer<typeof shape>;

const fileIn = (dir: string) => path.join(dir, "demo.json");

/** What an earlier start kept, or null on the first one. */
export async function readKept(dir: string): Promise<Kept | null> {
  const text = await readFile(fileIn(dir), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = shape.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Keeps it, readable for its owner only: a link's address is its secret. */
export async function keep(dir: string, kept: Kept): Promise<void> {
  await writeFile(fileIn(dir), JSON.stringify(kept, null, 2), { mode: 0o600 });
}
