import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

const portal = portalOfFile({ seed: seedClients });

test("staff set who gets a report, with the PDF, in which language, and when they are reminded; a wrong address changes nothing", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  const panel = page.getByRole("region", { name: "Mail", exact: true });
  await expect(panel).toContainText("Nobody gets this client’s reports by mail.");
  await panel.getByText("Change who gets it").click();
  await panel.getByLabel("Mail addresses").fill("ewa@jantar.example\nbiuro@");
  await panel.getByLabel("Attach the PDF").check();
  await panel.getByLabel("Remind staff of an unpublished report").selectOption("3");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel).toContainText("“biuro@” is not a mail address. Nothing was saved.");
  // At the field, which is where one stands now.
  const addresses = panel.getByLabel("Mail addresses");
  await expect(panel.locator("#delivery-recipients-hint")).toContainText("“biuro@” is not a mail address.");
  await expect(addresses).toHaveAttribute("aria-invalid", "true");
  await expect(addresses).toBeFocused();
  // What was typed is still there.
  await expect(panel.getByLabel("Mail addresses")).toHaveValue("ewa@jantar.example\nbiuro@");
  await panel.getByLabel("Mail addresses").fill("ewa@jantar.example\nbiuro@jantar.example");
  await panel.getByLabel("Language of report and mail").selectOption("en");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel).toContainText("Saved: 2 addresses.");
  await expect(panel).toContainText("2 addresses get each report by mail, in English, with the PDF.");
  await expect(panel).toContainText("Reminder to staff on day 3 of the following month at 9:00");
  await page.reload();
  await expect(panel).toContainText("2 addresses get each report by mail, in English, with the PDF.");
});

test("the form is accessible", async ({ visit }) => {
  // Two widths in two colours of a whole report beside it.
  test.slow();
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  await page.getByRole("region", { name: "Mail", exact: true }).getByText("Change who gets it").click();
  await expectAccessible(page);
});

test("who may only look sees who gets it and no form; on a phone nothing scrolls sideways", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer", viewport: { width: 390, height: 844 } });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  const panel = page.getByRole("region", { name: "Mail", exact: true });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("button")).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
