import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const ewa = "ewa@jantar.example";
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

test("a report's mail that failed says so and is sent again; one of a withdrawn report says why it was not sent", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  await page.getByRole("button", { name: "Publish v1" }).click();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
  const fail = () =>
    asSuperuser(
      portal().superuserUrl,
      (query) =>
        query`update deliveries set state = 'failed', sent_at = null, last_error = '550 no such mailbox' where recipient = ${ewa}`,
    );
  await fail();
  await page.reload();
  const panel = page.getByRole("region", { name: "Mail", exact: true });
  const again = panel.getByRole("button", { name: `Send again: ${ewa}` });
  await expect(panel).toContainText("v1 could not be delivered: 550 no such mailbox");
  await expectAccessible(page);
  await again.click();
  await expect(panel).toContainText("Queued again; it goes out within minutes.");
  await expect(again).toHaveCount(0);
  await fail();
  await page.reload();
  await expect(again).toBeVisible();
  await asSuperuser(
    portal().superuserUrl,
    (
      query,
    ) => query`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${hotel.id}, ${`${lastMonth}-01`}, 1, 'The wrong account was read.', now(), 'Anna Admin')`,
  );
  // Pressed on a page that does not know it yet.
  await again.click();
  await expect(panel).toContainText("Not sent: the report was withdrawn.");
  await expect(panel).toContainText("v1 was not sent: the report was withdrawn");
  await expect(again).toHaveCount(0);
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
