import type { Page } from "@playwright/test";
import { hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth, monthBefore } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

/** What one client's forms hold stays with that client; what a form holds stays when nobody knows what became of it. */
const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db, [hotel, linen, wilk]);
  },
});
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).first();
const words = (page: Page) => page.locator("#own-words");
const wordsForm = (page: Page) => page.locator("form", { has: words(page) });
const unknown = "We do not know whether this went through.";

/** Loses the answer of every form that is sent from now on; `done`: the portal did what it was asked. */
async function loseAnswers(page: Page, done: boolean): Promise<void> {
  await page.route("**/reports?*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    if (done) await route.fetch();
    await route.abort();
  });
}

test("the next client's page has that client's words, addresses, language and reminder, and no answer of the one before", async ({
  visit,
}) => {
  await asSuperuser(portal().superuserUrl, async (sql) => {
    const settings = (reminder: number | null) =>
      sql.json({ recipients: [], attach_pdf: false, reminder_day: reminder });
    await sql`update clients set locale = 'pl', report_settings = report_settings || ${settings(5)} where slug = ${hotel.slug}`;
    await sql`update clients set locale = 'en', report_settings = report_settings || ${settings(null)} where slug = ${linen.slug}`;
  });
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  await words(page).fill("A quiet October.");
  await wordsForm(page).getByRole("button", { name: "Save" }).click();
  await expect(wordsForm(page)).toContainText("Saved.");
  await words(page).fill("Of the hotel alone.");
  await page.getByText("Change who gets it").click();
  await page.locator("#delivery-recipients").fill("ewa@jantar.example");
  await page.locator("#delivery-recipients").blur();
  await page.keyboard.press("]");
  await expect(page.locator("#client-selector")).toHaveValue(linen.slug);
  await expect(heading(page)).toContainText(linen.name);
  await expect(words(page)).toHaveValue("");
  await expect(wordsForm(page)).not.toContainText("Saved.");
  await expect(page.locator("#delivery-recipients")).toHaveValue("");
  await expect(page.locator("#delivery-locale")).toHaveValue("en");
  await expect(page.locator("#delivery-reminder")).toHaveValue("");
});

test("another month of the same client has that month's words", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), linen.slug, monthBefore);
  await words(page).fill("Of one month alone.");
  await page.locator("#period-selector").selectOption(lastMonth);
  await expect(page).toHaveURL(new RegExp(`period=${lastMonth}`));
  await expect(page.locator("#reason")).toBeVisible();
  await expect(words(page)).toHaveValue("");
});

test("a reason that is typed against one client's month is not printed in the preview of another's", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), wilk.slug, lastMonth);
  const reason = "The difference of this day is a known credit of Meta.";
  await page.locator("#reason").fill(reason);
  await expect(page.locator(".report")).toContainText(reason);
  await page.locator("#client-selector").selectOption(linen.slug);
  await expect(heading(page)).toContainText(linen.name);
  await expect(page.locator("#reason")).toHaveValue("");
  await expect(page.locator(".report")).not.toContainText(reason);
});

test("words whose answer is lost stay typed; nobody says that nothing was changed, and the next press saves them", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  await words(page).fill("A strong month.");
  await loseAnswers(page, false);
  await wordsForm(page).getByRole("button", { name: "Save" }).click();
  await expect(wordsForm(page)).toContainText(unknown);
  await expect(words(page)).toHaveValue("A strong month.");
  await expect(page.getByText("Nothing was changed")).toHaveCount(0);
  await page.unrouteAll();
  await wordsForm(page).getByRole("button", { name: "Save" }).click();
  await expect(wordsForm(page)).toContainText("Saved.");
  await expect(wordsForm(page)).not.toContainText(unknown);
});

test("a version that is out although its answer was lost: the reason stays typed, and the page asks to look first", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "piotr" });
  await openMonth(page, portal(), linen.slug, lastMonth);
  const reason = "The client stopped the account on these three days.";
  await page.locator("#reason").fill(reason);
  await loseAnswers(page, true);
  await page.getByRole("button", { name: "Publish v1 with this reason" }).click();
  const panel = page.locator("section", { has: page.locator("#publish") });
  await expect(panel).toContainText(unknown);
  await expect(page.locator("#reason")).toHaveValue(reason);
  await page.unrouteAll();
  await page.reload();
  await expect(panel).toContainText("Version 1, ");
});
