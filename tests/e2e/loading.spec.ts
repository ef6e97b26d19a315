import type { Page } from "@playwright/test";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    await plantAlert(db, { client: wilk, check: "campaign_sum_differs", subject: `${lastMonth}-20` });
  },
});

/** Holds a table so that whatever reads it waits; `work` sees the page meanwhile. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  await asSuperuser(portal().superuserUrl, (sql) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`lock table ${table} in access exclusive mode`);
      await work();
    }),
  );
}

/** Adds up every shift of the layout that no key or click had asked for. */
async function watchShifts(page: Page) {
  await page.addInitScript(() => {
    const seen = { sum: 0 };
    Object.assign(window, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) seen.sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  type Watched = { readonly shifts: { sum: number } };
  return {
    sum: () => page.evaluate(() => (window as unknown as Watched).shifts.sum),
    /** Also of what has moved already and is told after the next frames, as by a font that has just come. */
    forget: () =>
      page.evaluate(async () => {
        const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
        await frame();
        await frame();
        await new Promise((told) => setTimeout(told, 100));
        (window as unknown as Watched).shifts.sum = 0;
      }),
  };
}

const pages = [
  { path: "/", table: "daily_kpi_data" },
  { path: "/data-health", table: "daily_kpi_data" },
  { path: "/alerts", table: "alert_events" },
  { path: "/reports", table: "daily_kpi_data" },
  { path: `/reports?client=${hotel.slug}&period=${lastMonth}`, table: "daily_kpi_data" },
  { path: "/share-links", table: "share_links" },
];

for (const { path, table } of pages) {
  test(`${path} has its shape while it is read, says so politely, and nothing moves when the figures come`, async ({
    visit,
  }) => {
    for (const width of [1440, 390]) {
      const page = await visit(portal(), { as: "admin", viewport: { width, height: 900 } });
      const shifts = await watchShifts(page);
      const wait = page.locator("[data-slot=page-wait]");
      await whileLocked(table, async () => {
        await page.goto(path, { waitUntil: "commit" });
        await expect(wait).toBeVisible();
        await expect(page.getByRole("status").filter({ hasText: "Reading the figures" })).toHaveCount(1);
        await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
        if (width === 1440) await expectAccessible(page);
        // A first visitor's fonts come late once; whether figures move the page is asked of one who has them.
        await page.evaluate(async () => {
          await Promise.all([...document.fonts].map((font) => font.load()));
        });
        // Looking at it in other sizes moved everything; from here on nothing may.
        await shifts.forget();
      });
      await expect(wait).toHaveCount(0);
      await expect(page.locator("main h1").first()).toContainText(/\p{L}/u);
      expect(await shifts.sum(), `layout shift at ${width} px`).toBe(0);
    }
  });
}

test("a page that is gone to from another one shows its shape too, and an unknown client is a 404 at once", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/share-links");
  await whileLocked("daily_kpi_data", async () => {
    await page.getByRole("link", { name: "Data health" }).click();
    await expect(page.locator("[data-slot=page-wait]")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Reading the figures" })).toHaveCount(1);
    // Whether there is such a page is known before its figures are read.
    const answer = await page.context().request.get(`/reports?client=nobody&period=${lastMonth}`);
    expect(answer.status()).toBe(404);
  });
  await expect(page.locator("[data-slot=page-wait]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("days");
});
