import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** The Chromium of `@sparticuz/chromium`, unpacked beside its libraries, with what its process needs besides our own environment. */
export interface PackedChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  /** The libraries that came along, for a machine that has none (nss, nspr, expat). */
  readonly libraries: string;
}

/**
 * Unpacks the browser once and says where it is. With `ownFonts` it sees the fonts of our packages and no other, so that the same page is the
 * same picture on every machine; without, the machine's fonts are there as well for writings that ours lack.
 */
export async function packedChromium({ ownFonts }: { readonly ownFonts: boolean }): Promise<PackedChromium> {
  const folder = await unpackOnce();
  const fonts = path.join(folder, ownFonts ? "own-fonts.conf" : "all-fonts.conf");
  await writeIfOther(fonts, fontConfig(folder, ownFonts));
  return {
    executablePath: path.join(folder, "chromium"),
    env: { FONTCONFIG_FILE: fonts, HOME: process.env.HOME ?? folder },
    libraries: path.join(folder, "al2023/lib"),
  };
}

/**
 * Fonts of names that the report's own fonts cannot write (Inter and Source Serif 4 have Latin letters only): Open Sans came with the browser
 * and has Greek, Cyrillic and Hebrew, the others are npm packages under the SIL Open Font License 1.1.
 */
const fallbackFonts = [
  { family: "Noto Naskh Arabic", folder: "@embedpdf/fonts-arabic/fonts" },
  { family: "Noto Emoji", folder: "@expo-google-fonts/noto-emoji/400Regular" },
  { family: "Noto Emoji", folder: "@expo-google-fonts/noto-emoji/700Bold" },
] as const;

// The package's own file looks for fonts in folders of a Lambda.
function fontConfig(folder: string, ownFonts: boolean): string {
  const machine = `<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n  <dir>/usr/share/fonts</dir>\n  `;
  const folders = [
    path.join(folder, "fonts/fonts"),
    ...fallbackFonts.map((font) => path.resolve("node_modules", font.folder)),
  ];
  const families = ["Open Sans", ...new Set(fallbackFonts.map(({ family }) => family))];
  const prefer = families.map((family) => `<family>${family}</family>`).join("");
  const aliases = ["sans-serif", "serif"].map(
    (family) => `<alias binding="same"><family>${family}</family><prefer>${prefer}</prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  ${ownFonts ? "" : machine}${folders.map((dir) => `<dir>${dir}</dir>`).join("\n  ")}
  ${aliases.join("\n  ")}
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}

/** A browser that starts meanwhile reads the file whole, before or after. */
async function writeIfOther(file: string, text: string): Promise<void> {
  if (existsSync(file) && (await readFile(file, "utf8")) === text) return;
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, text);
  await rename(partial, file);
}

/** Unpacks the browser, its fonts and its libraries beside each other; whoever comes second finds them complete. */
async function unpackOnce(): Promise<string> {
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
