import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  findChromium,
  findPinnedChromium,
  launchChromium,
  NoChromiumError,
} from "@/lib/deliver/pdf/chromium";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-chromium-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The width of a Polish text in pixels and its picture; a picture without ink has some 500 bytes. */
async function readPage(): Promise<{ polish: number; png: Buffer }> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 400, height: 100 } });
    await page.setContent(
      '<p style="font:16px sans-serif"><span id="a">Zażółć gęślą jaźń 12 345,67 zł</span>',
    );
    const box = await page.locator("#a").boundingBox();
    return { polish: box?.width ?? 0, png: await page.screenshot() };
  } finally {
    await browser.close();
  }
}

test("CHROMIUM_PATH that is no browser is named, and nothing else is tried", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/bin/true");
  await expect(findChromium()).rejects.toThrow(NoChromiumError);
  await expect(findChromium()).rejects.toThrow("CHROMIUM_PATH (/bin/true) is no Chromium that starts");
});

test("some Chromium is found here and draws Polish text", async () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  const { polish, png } = await readPage();
  expect(polish).toBeGreaterThan(150);
  expect(png.length).toBeGreaterThan(1_500);
});

test.runIf(process.platform === "linux" && process.arch === "x64")(
  "without any on the machine the one from npm starts, draws Polish text and prints",
  async () => {
    vi.stubEnv("CHROMIUM_PATH", "");
    vi.stubEnv("PATH", "");
    const found = await findChromium();
    expect(found.source).toBe("npm");
    const { polish, png } = await readPage();
    expect(polish).toBeGreaterThan(150);
    expect(png.length).toBeGreaterThan(1_500);
    const browser = await launchChromium();
    // One browser serves many pages one after the other, as a run of tests needs it.
    for (let visit = 0; visit < 3; visit++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.setContent("<h1>Raport</h1>");
      expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
      await context.close();
    }
    await browser.close();
  },
);

test.runIf(process.platform === "linux" && process.arch === "x64")(
  "the one from npm has a font of its own for Polish, Hebrew, Arabic and emoji, on a machine without any",
  async () => {
    const browser = await launchChromium(await findPinnedChromium());
    const page = await browser.newPage();
    await page.setContent('<p style="font:16px sans-serif">Zażółć חופשה عطلة 🏖️</p>');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("DOM.enable");
    await devtools.send("CSS.enable");
    const { root } = await devtools.send("DOM.getDocument");
    const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "p" });
    const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
    await browser.close();
    expect(fonts.map(({ familyName }) => familyName).sort()).toEqual([
      "Noto Emoji",
      "Noto Naskh Arabic",
      "Open Sans",
    ]);
  },
);

test("a picture of a page is taken; wrong arguments are refused in one sentence with exit code 2", async () => {
  const shoot = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "tools/stack/screenshot.ts", ...args], {
      encoding: "utf8",
    });
  const file = path.join(dir, "page.png");
  expect(shoot("data:text/html,<h1>Raport</h1>", file, "--width", "320").status).toBe(0);
  expect((await readFile(file)).subarray(1, 4).toString()).toBe("PNG");
  for (const args of [[], ["nonsense", file], ["http://127.0.0.1:1/", file, "--width", "10"]]) {
    const { status, stderr } = shoot(...args);
    expect(status, args.join(" ")).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
});
