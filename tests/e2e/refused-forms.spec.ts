import type { Locator, Page } from "@playwright/test";
import { hotel, linen, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth, monthBefore } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { rememberSecret } from "@/tests/e2e/support/run";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

const portal = portalOfFile({ seed: (db) => seedClients(db, [hotel, linen]) });
const passcode = "bursztyn 7";
const tooShort = "A passcode needs at least 6 characters.";
const tooFar = "A link opens for two years at most. Choose an earlier day.";
const nextYear = `${new Date().getFullYear() + 1}-06-15`;
const farYear = `${new Date().getFullYear() + 9}-06-15`;

/** The words under a field, which are its description. */
const under = (page: Page, id: string) => page.locator(`#${id}-hint`);

/** Opens a dialog as soon as the page answers to its button. */
async function open(page: Page, button: Locator): Promise<Locator> {
  const dialog = page.locator("dialog[open]");
  await expect(async () => {
    await button.click({ timeout: 2_000 });
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return dialog;
}

async function newAddress(page: Page): Promise<string> {
  const url = await page.locator("#new-link").inputValue();
  rememberSecret("share token", url.split("/r/")[1] ?? "");
  return url;
}

test("a refused link keeps its client, label, day and passcode; the second press makes the link that was meant", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`${portal().url}/share-links`);
  const dialog = await open(page, page.getByRole("button", { name: "New link" }));
  const make = dialog.getByRole("button", { name: "Create the link" });
  // The client that the list does not begin with.
  const client = await dialog.locator("#new-client option").last().getAttribute("value");
  const other = client === linen.slug ? linen : hotel;
  await dialog.locator("#new-client").selectOption(other.slug);
  await dialog.locator("#new-label").fill("Board");
  await dialog.locator("#new-until").fill(nextYear);
  await dialog.locator("#new-passcode").fill("abc");
  await make.click();
  await expect(dialog).toContainText(tooShort);
  await expect(dialog.locator("#new-client")).toHaveValue(other.slug);
  await expect(dialog.locator("#new-label")).toHaveValue("Board");
  await expect(dialog.locator("#new-until")).toHaveValue(nextYear);
  await expect(dialog.locator("#new-passcode")).toHaveValue("abc");
  await expect(under(page, "new-passcode")).toContainText(tooShort);
  await expect(dialog.locator("#new-passcode")).toHaveAttribute("aria-invalid", "true");
  await expect(under(page, "new-until")).toHaveText("");
  await expect(dialog.locator("#new-until")).not.toHaveAttribute("aria-invalid");

  // A day that the browser would not have let through.
  await dialog.locator("#new-until").evaluate((field) => field.removeAttribute("max"));
  await dialog.locator("#new-until").fill(farYear);
  await dialog.locator("#new-passcode").fill(passcode);
  await make.click();
  await expect(under(page, "new-until")).toContainText(tooFar);
  await expect(under(page, "new-passcode")).not.toContainText(tooShort);
  await expect(dialog.locator("#new-until")).toHaveValue(farYear);
  await expect(dialog.locator("#new-passcode")).toHaveValue(passcode);

  await dialog.locator("#new-until").fill(nextYear);
  await make.click();
  const url = await newAddress(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  const row = page.getByRole("row").filter({ hasText: "Board" });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(other.name);
  await expect(row).toContainText("with a passcode");
  const visitor = await visit(portal());
  await visitor.goto(url);
  await expect(visitor.locator("#passcode")).toBeVisible();

  // Another passcode for it, refused at first.
  const question = await open(page, row.getByRole("button", { name: "Passcode" }));
  await question.getByLabel("New passcode").fill("xyz");
  await question.getByRole("button", { name: "Save" }).click();
  await expect(question).toContainText(tooShort);
  await expect(question.getByLabel("New passcode")).toHaveValue("xyz");
  await expect(question.getByLabel("New passcode")).toHaveAttribute("aria-invalid", "true");
  await question.getByLabel("New passcode").fill(`${passcode}7`);
  await question.getByRole("button", { name: "Save" }).click();
  await expect(question).toContainText("The passcode is changed.");
  // Once more must not take the passcode off.
  await question.getByRole("button", { name: "Save" }).click();
  await question.getByRole("button", { name: "Close" }).click();
  await visitor.goto(url);
  await expect(visitor.locator("#passcode")).toBeVisible();
});

test("a refused link to a month keeps its day and passcode, and says at which field it was refused", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  const dialog = await open(page, page.getByRole("button", { name: "Create a link" }));
  const make = dialog.getByRole("button", { name: "Create the link" });
  await expect(dialog.locator("#new-until")).toHaveAttribute("max", /^\d{4}-\d\d-\d\d$/);
  await dialog.locator("#new-until").fill(nextYear);
  await dialog.locator("#new-passcode").fill("abc");
  await make.click();
  await expect(dialog).toContainText(tooShort);
  await expect(dialog.locator("#new-until")).toHaveValue(nextYear);
  await expect(dialog.locator("#new-passcode")).toHaveValue("abc");
  await expect(under(page, "new-passcode")).toContainText(tooShort);
  await expect(dialog.locator("#new-passcode")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.locator("#new-until")).not.toHaveAttribute("aria-invalid");
  // A day that the browser would not have let through.
  await dialog.locator("#new-until").evaluate((field) => field.removeAttribute("max"));
  await dialog.locator("#new-until").fill(farYear);
  await dialog.locator("#new-passcode").fill(passcode);
  await make.click();
  await expect(under(page, "new-until")).toContainText(tooFar);
  await expect(under(page, "new-passcode")).not.toContainText(tooShort);
  await expect(dialog.locator("#new-until")).toHaveValue(farYear);
  await expect(dialog.locator("#new-passcode")).toHaveValue(passcode);
  await dialog.locator("#new-until").fill(nextYear);
  await make.click();
  const visitor = await visit(portal());
  await visitor.goto(await newAddress(page));
  await expect(visitor.locator("#passcode")).toBeVisible();
});

test("a refused line keeps its words and its day; an added one leaves an empty field behind", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  const chart = page.getByRole("region", { name: "In the chart" });
  const text = chart.getByLabel("In the chart: text");
  const day = chart.getByLabel("In the chart: day");
  await text.fill("New opening hours");
  await day.fill(`${monthBefore}-10`);
  await chart.getByRole("button", { name: "Add" }).click();
  await expect(chart).toContainText("The day has to lie in this month.");
  await expect(text).toHaveValue("New opening hours");
  await expect(day).toHaveValue(`${monthBefore}-10`);
  await expect(day).toHaveAttribute("aria-invalid", "true");
  await expect(day).toHaveAccessibleDescription("The day has to lie in this month.");
  await expect(day).toBeFocused();
  await expect(text).not.toHaveAttribute("aria-invalid");
  await day.fill(`${lastMonth}-10`);
  await chart.getByRole("button", { name: "Add" }).click();
  await expect(chart).toContainText("Added.");
  await expect(chart.getByRole("listitem").filter({ hasText: "New opening hours" })).toHaveCount(1);
  await expect(text).toHaveValue("");
});
