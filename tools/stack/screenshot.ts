import { Command, InvalidArgumentError } from "commander";
import { launchChromium } from "@/lib/deliver/pdf/chromium";

const pixels = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 200)
    throw new InvalidArgumentError("It must be a width in pixels, at least 200.");
  return value;
};
const address = (text: string): string => {
  if (!URL.canParse(text))
    throw new InvalidArgumentError("It must be an address such as http://localhost:3000.");
  return text;
};
const cookie = (text: string, before: string[] = []): string[] => {
  if (!text.includes("=")) throw new InvalidArgumentError("It must look like name=value.");
  return [...before, text];
};

/** `tsx tools/stack/screenshot.ts URL OUT.png`: a picture of a page as it looks at that width, for our own eyes. */
const program = new Command("screenshot")
  .argument("<url>", "address of the page", address)
  .argument("<file>")
  .option("--width <pixels>", "width of the window", pixels, 1440)
  .option("--dark", "dark colours")
  .option("--print", "print styles")
  .option("--full-page", "the whole page, not the window")
  .option("--locale <locale>", "language of the browser", "en")
  .option("--cookie <cookie>", "name=value, repeatable", cookie, [])
  .action(
    async (
      url: string,
      file: string,
      options: {
        width: number;
        dark?: true;
        print?: true;
        fullPage?: true;
        locale: string;
        cookie: string[];
      },
    ) => {
      const browser = await launchChromium();
      try {
        const context = await browser.newContext({
          viewport: { width: options.width, height: 900 },
          locale: options.locale,
          colorScheme: options.dark ? "dark" : "light",
        });
        await context.addCookies(
          options.cookie.map((text) => ({
            name: text.slice(0, text.indexOf("=")),
            value: text.slice(text.indexOf("=") + 1),
            url: new URL(url).origin,
          })),
        );
        const page = await context.newPage();
        if (options.print) await page.emulateMedia({ media: "print" });
        await page.goto(url, { waitUntil: "networkidle" });
        await page.screenshot({ path: file, fullPage: options.fullPage ?? false });
      } finally {
        await browser.close();
      }
    },
  )
  .exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!code.startsWith("commander.")) console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = code === "commander.helpDisplayed" ? 0 : code.startsWith("commander.") ? 2 : 1;
}
