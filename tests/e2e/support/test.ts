import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContextOptions, test as base, expect, type Page, type Response } from "@playwright/test";
import type { Person } from "@/tests/e2e/support/people";
import { type Portal, type PortalOptions, startPortal } from "@/tests/e2e/support/portal";
import { currentRun, sessionFile } from "@/tests/e2e/support/run";

interface Visit extends BrowserContextOptions {
  /** Whose session; left out: nobody's. */
  readonly as?: Person;
  /** Errors of the page that this test is about. */
  readonly expectErrors?: boolean;
}

interface Fixtures {
  /** A page in a fresh browser context at a portal. Whatever it reads is kept for the scan; other hosts and script errors fail the test. */
  readonly visit: (portal: Portal, visit?: Visit) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  visit: async ({ browser }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (portal, { as: person, expectErrors = false, ...options } = {}) => {
      const context = await browser.newContext({
        baseURL: portal.url,
        locale: "en-GB",
        ...(person ? { storageState: sessionFile(person) } : {}),
        ...options,
      });
      const foreign: string[] = [];
      const errors: string[] = [];
      const kept: Promise<void>[] = [];
      context.on("request", (request) => {
        const { host, protocol } = new URL(request.url());
        if (/^https?:$/.test(protocol) && host !== new URL(portal.url).host) foreign.push(request.url());
      });
      context.on("response", (response) => kept.push(keepPage(response)));
      context.on("weberror", (error) => errors.push(String(error.error())));
      context.on("console", (message) => {
        // What the network answered is asserted where it matters; this is about scripts and policies.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          errors.push(message.text());
      });
      ends.push(async () => {
        await Promise.all(kept);
        await context.close();
        expect(foreign, "requests to other hosts").toEqual([]);
        if (!expectErrors) expect(errors, "errors in the browser").toEqual([]);
      });
      return context.newPage();
    });
    for (const end of ends) await end();
  },
});

export { expect };

/** A portal for the tests of this file. */
export function portalOfFile(options: PortalOptions = {}): () => Portal {
  let portal: Portal | undefined;
  test.beforeAll(async () => {
    portal = await startPortal(options);
  });
  test.afterAll(() => portal?.stop());
  return () => {
    if (!portal) throw new Error("The portal of this file did not start.");
    return portal;
  };
}

/** Keeps what a browser was given to show: pages, and the fragments that Next sends between them. */
async function keepPage(response: Response): Promise<void> {
  const type = response.headers()["content-type"] ?? "";
  // A new link's secret is the answer of one POST, for this once.
  if (response.request().method() !== "GET" || !/html|x-component/.test(type)) return;
  // A redirect or an aborted navigation has no body.
  const body = await response.body().catch(() => null);
  if (!body) return;
  const name = `${randomBytes(8).toString("hex")}.html`;
  writeFileSync(path.join(currentRun().dir, "pages", name), body);
}
