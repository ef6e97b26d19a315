import type { Page } from "@playwright/test";
import { brda, hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth, monthBefore } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({ seed: (db) => seedClients(db, [hotel, linen, brda, wilk]) });
const words = (page: Page) => page.locator("#own-words");
const panelOf = (page: Page) => page.locator("section", { has: page.locator("#publish") });
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

test("two people publish the same month: the later one is told who was faster, and may copy the reason that was typed", async ({
  visit,
}) => {
  const anna = await visit(portal(), { as: "admin" });
  const marta = await visit(portal(), { as: "marta" });
  for (const page of [anna, marta]) await openMonth(page, portal(), wilk.slug, lastMonth);
  const reason = "Meta rozlicza ten dzień poza kampaniami i tak zostanie.";
  await anna.locator("#reason").fill("The difference of this day is a known credit of Meta.");
  await marta.locator("#reason").fill(reason);
  await anna.getByRole("button", { name: "Publish v1 with this reason" }).click();
  await expect(panelOf(anna)).toContainText("Version 1, ");
  await marta.getByRole("button", { name: "Opublikuj v1 z tym powodem" }).click();
  await expect(panelOf(marta)).toContainText(
    "Ktoś był szybszy: wersja 1 jest już opublikowana (Anna Admin).",
  );
  await expect(panelOf(marta)).toContainText(reason);
  await expect(panelOf(anna)).not.toContainText("faster");
});

test("two people correct the same month, then withdraw it: each time the later one is told, and what was typed is still there", async ({
  visit,
}) => {
  const anna = await visit(portal(), { as: "admin" });
  const marta = await visit(portal(), { as: "marta" });
  await openMonth(anna, portal(), brda.slug, monthBefore);
  await anna.getByRole("button", { name: "Publish v1" }).click();
  await expect(panelOf(anna)).toContainText("Version 1, ");
  await asSuperuser(portal().superuserUrl, async (sql) => {
    const day = sql`ad_account_id = ${brda.accountId} and date = ${`${monthBefore}-05`}`;
    await sql`update daily_kpi_data set reservations = reservations + 7 where ${day}`;
    await sql`update campaign_daily_kpi_data set reservations = reservations + 7 where ${day} and campaign_id = '1'`;
  });
  for (const page of [anna, marta]) await openMonth(page, portal(), brda.slug, monthBefore);
  const why = "Seven reservations of the fifth came later.";
  await marta.locator("#correct-why").fill("Meta dopisała siedem rezerwacji.");
  await anna.locator("#correct-why").fill(why);
  await marta.getByRole("button", { name: "Opublikuj korektę v2" }).click();
  await expect(panelOf(marta)).toContainText("Wersja 2, ");
  await anna.getByRole("button", { name: "Publish correction v2" }).click();
  await expect(panelOf(anna)).toContainText(
    "Marta Wilk was faster: version 2 is out, and nothing of yours was published.",
  );
  await expect(panelOf(anna)).toContainText(why);

  // The form for a withdrawal is about version 2 by now; whoever comes second does not withdraw it again.
  await marta.getByText("Wycofaj v2", { exact: true }).first().click();
  await anna.getByText("Withdraw v2", { exact: true }).first().click();
  await marta.locator("#withdraw-why").fill("Policzono złe konto.");
  await anna.locator("#withdraw-why").fill("The wrong ad account was read.");
  await marta.getByRole("button", { name: "Wycofaj v2" }).click();
  await expect(panelOf(marta)).toContainText("Policzono złe konto.");
  await anna.getByRole("button", { name: "Withdraw v2" }).click();
  await expect(panelOf(anna)).toContainText("Marta Wilk was faster and withdrew version 2 already.");
  await expect(panelOf(anna)).toContainText("The wrong ad account was read.");
  await expect(panelOf(anna)).not.toContainText(why);
});

test("two people change who gets a report: the later one is told what stands, keeps what was changed, and brings nothing back", async ({
  visit,
}) => {
  const mailOf = (page: Page) => page.locator("section", { has: page.locator("#delivery") });
  const addresses = (page: Page) => page.locator("#delivery-recipients");
  const anna = await visit(portal(), { as: "admin" });
  const marta = await visit(portal(), { as: "marta" });
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`
      update clients set report_settings = report_settings || '{"recipients": ["a@brda.example", "old@brda.example"]}'
      where slug = ${brda.slug}`,
  );
  for (const page of [anna, marta]) await openMonth(page, portal(), brda.slug, lastMonth);
  await anna.getByText("Change who gets it").click();
  await marta.getByText("Zmień odbiorców").click();
  await addresses(anna).fill("a@brda.example");
  await mailOf(anna).getByRole("button", { name: "Save" }).click();
  await expect(mailOf(anna)).toContainText("Saved: 1 address.");
  await mailOf(marta).getByLabel("Załącz PDF").check();
  await mailOf(marta).getByRole("button", { name: "Zapisz" }).click();
  await expect(mailOf(marta)).toContainText(
    "Nic nie zapisano: ktoś zmienił te ustawienia po otwarciu tej strony. Teraz jest tak: a@brda.example;",
  );
  await expect(mailOf(marta).getByLabel("Załącz PDF")).toBeChecked();
  await expect(addresses(marta)).toHaveValue("a@brda.example");
  await mailOf(marta).getByRole("button", { name: "Zapisz" }).click();
  await expect(mailOf(marta)).toContainText("Zapisano: 1 adres.");
  const [stored] = await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`select report_settings as settings from clients where slug = ${brda.slug}`,
  );
  expect(stored?.settings).toMatchObject({ recipients: ["a@brda.example"], attach_pdf: true });
});
