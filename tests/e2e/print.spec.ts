import type { Page } from "@playwright/test";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    await plantAlert(db, { client: wilk, check: "campaign_sum_differs", subject: `${lastMonth}-20` });
  },
});

const pages: readonly { readonly at: string; readonly tables: number }[] = [
  { at: "/", tables: 1 },
  { at: `/reports?period=${lastMonth}`, tables: 1 },
  { at: `/reports?client=${wilk.slug}&period=${lastMonth}`, tables: 0 },
  { at: "/data-health", tables: 5 },
  { at: "/data-health?view=table", tables: 5 },
  { at: "/alerts", tables: 1 },
  { at: "/share-links", tables: 0 },
  { at: "/alerts/runbooks/token_invalid", tables: 0 },
];

/** Between margins of 14 mm, as a sheet of A4 has it. */
const sheet = { width: 688, height: 1017 };

for (const locale of ["en", "pl"] as const)
  test(`on paper staff pages have no navigation and nothing to press, tables are tables, and all fits A4, in ${locale}`, async ({
    visit,
  }) => {
    await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = ${locale}`);
    const page = await visit(portal(), { as: "admin", viewport: sheet });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const { at, tables } of pages) {
      await page.goto(at);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expect(page.locator("[data-slot=page-wait]")).toHaveCount(0);
      // The first sentence is there before the tables are.
      await expect.soft.poll(() => headsOf(page), `${at}: heads that repeat`).toHaveLength(tables);
      expect.soft(await controlsOf(page), `${at}: to press`).toEqual([]);
      const { width, ink } = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        ink: getComputedStyle(document.body).color,
      }));
      expect.soft(width, `${at}: width`).toBeLessThanOrEqual(sheet.width);
      expect.soft(ink, `${at}: dark ink`).toBe("rgb(21, 24, 28)");
    }
  });

/** What can be pressed and is seen, but for figures, which are text on paper, and the links. */
function controlsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("nav, input, select, textarea, summary, button:not([data-source]), kbd")]
      .filter((one) => one.closest(".report") === null && one.checkVisibility({ checkVisibilityCSS: true }))
      .map((one) => one.outerHTML.slice(0, 120)),
  );
}

/** Heads of tables, which the browser repeats on every sheet; those of the report inside are the report's. */
function headsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("thead")]
      .filter((head) => head.closest(".report") === null && head.getBoundingClientRect().height > 10)
      .filter((head) => getComputedStyle(head).display === "table-header-group")
      .map((head) => head.textContent ?? ""),
  );
}
