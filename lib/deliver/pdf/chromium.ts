import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { packedChromium } from "@/lib/deliver/pdf/packed-chromium";
import { optionalEnv } from "@/lib/ops/env";

const run = promisify(execFile);

export interface FoundChromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** What the process needs besides our own environment: on a bare machine the libraries and fonts that came along. */
  readonly env: Readonly<Record<string, string>>;
  readonly source: "CHROMIUM_PATH" | "system" | "npm";
}

/** No browser that starts was found; the message says what to do. */
export class NoChromiumError extends Error {
  override name = "NoChromiumError";
}

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const systemPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
// Root has no sandbox, small machines have little /dev/shm, and nothing here may call home.
const args = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * A headless Chromium: `CHROMIUM_PATH`, else the system's, else the one that `@sparticuz/chromium` ships in npm, with its own libraries where the
 * machine has none.
 */
export async function findChromium(): Promise<FoundChromium> {
  const named = optionalEnv("CHROMIUM_PATH");
  if (named !== undefined) {
    if (await starts(named, {})) return { executablePath: named, args, env: {}, source: "CHROMIUM_PATH" };
    throw new NoChromiumError(`CHROMIUM_PATH (${named}) is no Chromium that starts; correct it or unset it.`);
  }
  for (const candidate of systemCandidates()) {
    if (await starts(candidate, {})) return { executablePath: candidate, args, env: {}, source: "system" };
  }
  return findPinnedChromium({ ownFonts: false });
}

/**
 * The Chromium that `@sparticuz/chromium` ships in npm, whatever else the machine has: the same version everywhere, so that pictures of pages
 * can be compared. It brings its own libraries where the machine has none.
 */
export async function findPinnedChromium(
  options: { readonly ownFonts: boolean } = { ownFonts: true },
): Promise<FoundChromium> {
  const { executablePath, env: fonts, libraries } = await packedChromium(options);
  const withLibraries = {
    ...fonts,
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
  };
  for (const env of [fonts, withLibraries]) {
    if (await starts(executablePath, env))
      return { executablePath, args: [...args, "--headless=shell", "--no-zygote"], env, source: "npm" };
  }
  throw new NoChromiumError("No Chromium starts on this machine; install one and set CHROMIUM_PATH to it.");
}

/** A running browser for tests, pictures and PDFs, the one that `findChromium` finds unless another is given. The caller closes it. */
export async function launchChromium(found?: FoundChromium): Promise<Browser> {
  const { executablePath, args: flags, env } = found ?? (await findChromium());
  return chromium.launch({ executablePath, args: [...flags], env: { ...processEnv(), ...env } });
}

/** This process's environment as plain text values. */
function processEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function systemCandidates(): string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return [
    ...systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...systemPaths,
  ].filter((file) => existsSync(file));
}

async function starts(executablePath: string, env: Record<string, string>): Promise<boolean> {
  try {
    const { stdout } = await run(executablePath, ["--version", "--no-sandbox"], {
      env: { ...process.env, ...env },
      timeout: 20_000,
    });
    return /Chrom/i.test(stdout);
  } catch {
    return false;
  }
}
