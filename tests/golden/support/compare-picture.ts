import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pixelmatch from "pixelmatch";
import sharp from "sharp";

/** Where the pictures that somebody looked at are kept, and where a failed comparison lays what it saw. */
const kept = "tests/golden/pictures";
const seen = "test-results/pictures";

/**
 * How far a colour may be off, of 1, before a pixel counts, and how many pixels may count: room for another processor's rounding, none for a
 * figure or a margin. Pixels that only smooth an edge never count.
 */
const threshold = 0.1;
const pixelsAllowed = 16;

const acceptCommand = "npm run pictures:accept";

/**
 * Compares a picture (PNG) with the one kept under the name. Throws what differs, where both can be looked at, and how a change is accepted.
 * With ACCEPT_PICTURES=1 the new picture is kept instead.
 */
export async function comparePicture(name: string, png: Buffer): Promise<void> {
  const file = path.join(kept, `${name}.png`);
  const after = await pixelsOf(png);
  if (process.env.ACCEPT_PICTURES === "1") {
    const before = existsSync(file) ? await pixelsOf(await readFile(file)) : null;
    // A picture that did not change keeps its bytes.
    if (before && countDifferent(before, after, null) === 0) return;
    await mkdir(kept, { recursive: true });
    await writeFile(
      file,
      await sharp(png).removeAlpha().png({ effort: 10, adaptiveFiltering: true }).toBuffer(),
    );
    return;
  }
  const actual = path.join(seen, `${name}.png`);
  const advice = `If it is meant, look at it and keep it: ${acceptCommand}`;
  if (!existsSync(file)) {
    await keepSeen(actual, png);
    throw new Error(`There is no picture ${file} yet. This is what it would be: ${actual}\n${advice}`);
  }
  const before = await pixelsOf(await readFile(file));
  if (before.width !== after.width || before.height !== after.height) {
    await keepSeen(actual, png);
    throw new Error(
      `${file} is ${before.width} × ${before.height} pixels, now it is ${after.width} × ${after.height}: ${actual}\n${advice}`,
    );
  }
  const difference = Buffer.alloc(before.data.length);
  const different = countDifferent(before, after, difference);
  if (different <= pixelsAllowed) {
    await rm(actual, { force: true });
    return;
  }
  const marked = path.join(seen, `${name}.difference.png`);
  await keepSeen(actual, png);
  const raw = { width: before.width, height: before.height, channels: 4 } as const;
  await writeFile(marked, await sharp(difference, { raw }).png().toBuffer());
  throw new Error(
    `${file} differs in ${different} pixels. Now: ${actual}; the difference in red: ${marked}\n${advice}`,
  );
}

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** All pixels where the sizes differ. */
function countDifferent(before: Pixels, after: Pixels, difference: Buffer | null): number {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return width * height;
  return pixelmatch(before.data, after.data, difference ?? undefined, width, height, { threshold });
}

async function keepSeen(file: string, png: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, png);
}
