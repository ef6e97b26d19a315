import type { Page } from "@playwright/test";
import { hotel, linen, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth, monthBefore } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({ seed: (db) => seedClients(db, [hotel, linen]) });
const words = (page: Page) => page.locator("#own-words");
const form = (page: Page) => page.locator("form", { has: words(page) });

/** Saves words of one's own, as soon as the page answers to its button. */
async function save(page: Page, text: string): Promise<void> {
  await words(page).fill(text);
  await form(page)
    .getByRole("button", { name: /^(Save|Zapisz)$/ })
    .click();
}

test("words that two people write at once: the later one is told, loses nothing typed, and may replace them then", async ({
  visit,
}) => {
  const anna = await visit(portal(), { as: "admin" });
  const piotr = await visit(portal(), { as: "piotr" });
  await openMonth(anna, portal(), linen.slug, monthBefore);
  await openMonth(piotr, portal(), linen.slug, monthBefore);
  await save(anna, "A strong month.");
  await expect(form(anna)).toContainText("Saved.");
  await save(piotr, "An ordinary month.");
  await expect(form(piotr)).toContainText(
    "Anna Admin saved other words meanwhile: “A strong month.”. Yours are kept here; saving replaces those.",
  );
  await expect(words(piotr)).toHaveValue("An ordinary month.");
  await piotr.locator(".report").getByText("A strong month.").waitFor();
  await form(piotr).getByRole("button", { name: "Save" }).click();
  await expect(form(piotr)).toContainText("Saved.");
  await piotr.locator(".report").getByText("An ordinary month.").waitFor();
  // One press brings back what stood there.
  await form(piotr).getByRole("button", { name: "Undo" }).click();
  await expect(words(piotr)).toHaveValue("A strong month.");
  await piotr.locator(".report").getByText("A strong month.").waitFor();
});

test("a month that changed since it was looked at is not published; it says what changed, shows it, and the next press publishes", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  const publish = page.getByRole("button", { name: "Publish v1" });
  await expect(publish).toBeVisible();
  await asSuperuser(portal().superuserUrl, async (sql) => {
    const day = sql`ad_account_id = ${hotel.accountId} and date = ${`${monthBefore}-04`}`;
    await sql`update daily_kpi_data set reservations = reservations + 3 where ${day}`;
    await sql`update campaign_daily_kpi_data set reservations = reservations + 3 where ${day} and campaign_id = '1'`;
  });
  await publish.click();
  const panel = page.locator("section", { has: page.locator("#publish") });
  await expect(panel).toContainText("Nothing was published: figures changed after this page was drawn.");
  await expect(panel).not.toContainText("Version 1 is out.");
  await publish.click();
  await expect(panel).toContainText("Version 1, ");
});

test("what is typed against a blocked month stays when the month changes meanwhile", async ({ visit }) => {
  const page = await visit(portal(), { as: "piotr" });
  await openMonth(page, portal(), linen.slug, lastMonth);
  const reason = "The client stopped the account on these three days.";
  await page.locator("#reason").fill(reason);
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`update clients set name = 'Sklep Len i Lniane' where slug = ${linen.slug}`,
  );
  await page.getByRole("button", { name: "Publish v1 with this reason" }).click();
  await expect(page.getByText(/Nothing was published: the client’s settings changed/)).toBeVisible();
  await expect(page.locator("#reason")).toHaveValue(reason);
  await page.getByRole("button", { name: "Publish v1 with this reason" }).click();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
});
