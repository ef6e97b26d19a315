import { defineConfig } from "@playwright/test";
import { findChromium } from "./lib/deliver/pdf/chromium";

/** Workers load this file too; the search is made once and handed on. */
const known = process.env.PLUMBLINE_E2E_CHROMIUM;
const chromium: Awaited<ReturnType<typeof findChromium>> = known ? JSON.parse(known) : await findChromium();
process.env.PLUMBLINE_E2E_CHROMIUM = JSON.stringify(chromium);

/** Needs `npm run build` before it. One stack serves the whole run; each file has a portal and a database of its own. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/support/global-setup.ts",
  outputDir: "test-results",
  reporter: [["list"]],
  workers: 2,
  // Once in a few thousand tests a page in the background stops drawing and no click ever finds its button still. A second try has a browser and a
  // database of its own, and the list names the test as flaky.
  retries: 1,
  forbidOnly: true,
  // Generous: two cores share browsers, portals and a database, and a page is looked at for accessibility up to eight times.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: "browser", testIgnore: "**/after/**" },
    // Looks at everything that the other tests left behind, so it runs when they are done.
    { name: "after", testMatch: "**/after/*.spec.ts", dependencies: ["browser"] },
  ],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Warsaw",
    trace: "retain-on-failure",
    actionTimeout: 60_000,
    launchOptions: {
      executablePath: chromium.executablePath,
      args: [...chromium.args],
      env: Object.fromEntries(
        Object.entries({ ...process.env, ...chromium.env }).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
    },
  },
});
