import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

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
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await starts(named, {})) return { executablePath: named, args, env: {}, source: "CHROMIUM_PATH" };
    throw new NoChromiumError(`CHROMIUM_PATH (${named}) is no Chromium that starts; correct it or unset it.`);
  }
  for (const candidate of systemCandidates()) {
    if (await starts(candidate, {})) return { executablePath: candidate, args, env: {}, source: "system" };
  }
  const packed = await unpackChromium();
  await writeFile(path.join(packed, "fonts.conf"), fontConfig);
  const fonts = { FONTCONFIG_FILE: path.join(packed, "fonts.conf"), HOME: process.env.HOME ?? packed };
  const withLibraries = {
    ...fonts,
    LD_LIBRARY_PATH: [path.join(packed, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
  };
  const executablePath = path.join(packed, "chromium");
  for (const env of [fonts, withLibraries]) {
    if (await starts(executablePath, env))
      return { executablePath, args: [...args, "--headless=shell", "--no-zygote"], env, source: "npm" };
  }
  throw new NoChromiumError("No Chromium starts on this machine; install one and set CHROMIUM_PATH to it.");
}

/** A running browser for tests, pictures and PDFs. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, args: flags, env } = await findChromium();
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

// The package's own file looks for fonts in folders of a Lambda. The machine's come first, Open Sans is there in any case.
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Unpacks the browser, its fonts and its libraries once, beside each other; whoever comes second finds them complete. */
async function unpackChromium(): Promise<string> {
  const folder = path.resolve("node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  // A function's own folder is read-only.
  const base = process.env.VERCEL ? os.tmpdir() : path.resolve(".plumbline");
  const target = path.join(base, `chromium-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  const { inflate } = await import("@sparticuz/chromium");
  const before = process.env.TMPDIR;
  // The package unpacks into the system's folder for temporary files, whatever that is at the moment of the call.
  process.env.TMPDIR = partial;
  try {
    for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"])
      await inflate(path.join(folder, "bin", name));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  await rename(partial, target).catch(async (error) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}
