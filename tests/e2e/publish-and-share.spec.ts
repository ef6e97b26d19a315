import type { Page } from "@playwright/test";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, linen, monthTotals, seedClients, wilk } from "@/tests/e2e/support/clients";
import { daysIn, lastMonth, monthBefore, monthTitle } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { rememberSecret } from "@/tests/e2e/support/run";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

const portal = portalOfFile({ seed: (db) => seedClients(db, [hotel, linen, wilk]) });
const reason = "The client knows about the deleted ads of this one day.";

/** Makes a link on the month's screen and gives back its address. */
async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: /Create a link|Utwórz link/ }).click();
  await page
    .getByRole("button", { name: /Create the link|Utwórz link/ })
    .last()
    .click();
  const url = await page.locator("#new-link").inputValue();
  rememberSecret("share token", url.split("/r/")[1] ?? "");
  return url;
}

test("a viewer sees the month but can neither publish nor share it", async ({ visit }) => {
  const page = await visit(portal(), { as: "viewer" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  await expect(page.getByText("Only the client’s manager or an admin can publish.")).toBeVisible();
  await expect(page.getByText("Only the client’s manager or an admin can share.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Publish|Create a link|Revoke/ })).toHaveCount(0);
});

test("a manager publishes own clients only", async ({ visit }) => {
  const page = await visit(portal(), { as: "piotr" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  await expect(page.getByRole("button", { name: /Publish/ })).toHaveCount(0);
  await openMonth(page, portal(), linen.slug, monthBefore);
  await page.getByRole("button", { name: "Publish v1" }).click();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Publish/ })).toHaveCount(0);
});

test("incident 27: a month with missing days needs a named person's reason, and a short one is not enough", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "piotr" });
  await openMonth(page, portal(), linen.slug, lastMonth);
  await page.locator("#reason").fill("too short");
  const button = page.getByRole("button", { name: "Publish v1" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.click({ force: true });
  await page.reload();
  await expect(page.locator("#reason")).toBeVisible();
  const url = await share(page);
  const client = await visit(portal());
  const waiting = await client.goto(url);
  expect(waiting?.status()).toBe(200);
  await expect(client.getByRole("heading", { name: "The report is not published yet" })).toBeVisible();
});

test("an unreconciled month is published with a reason, and the report prints it with the name", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), wilk.slug, lastMonth);
  await page.locator("#reason").fill(reason);
  await page.getByRole("button", { name: "Publish v1 with this reason" }).click();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
  const url = await share(page);
  const client = await visit(portal());
  await client.goto(url);
  await expect(client.getByText(`“${reason}”`).first()).toBeVisible();
  await expect(client.getByText("Anna Admin").first()).toBeVisible();
  await expect(client.locator("html")).toHaveAttribute("lang", "en");
  await expect(client.locator("h1")).toHaveText(monthTitle("en", lastMonth));
  await expectAccessible(client);
});

test("a published month opens for somebody without account, script or cookie, shows the same figures, and closes at once when revoked", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "marta" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  await page.getByRole("button", { name: "Opublikuj v1" }).click();
  await expect(page.getByRole("button", { name: "Opublikuj v1" })).toHaveCount(0);
  const url = await share(page);
  const token = url.split("/r/")[1] ?? "";
  // 256 bits.
  expect(token).toMatch(/^[\w-]{43}$/);

  const client = await visit(portal(), { javaScriptEnabled: false, locale: "en-GB" });
  const answer = await client.goto(url);
  const headers = answer?.headers() ?? {};
  expect(answer?.status()).toBe(200);
  expect(headers["cache-control"]).toBe("private, no-store");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["set-cookie"]).toBeUndefined();
  const html = (await answer?.text()) ?? "";
  expect(html).not.toMatch(/<script/i);
  expect(html).toMatch(/<meta name="robots" content="noindex/);
  expect(html).not.toContain(token);
  await expect(client.locator("html")).toHaveAttribute("lang", "pl");
  await expect(client.locator("h1")).toHaveText(monthTitle("pl", lastMonth));
  const { spend, reservations } = monthTotals(lastMonth);
  await expect(client.locator("#total-spend")).toHaveAttribute("data-value", spend);
  await expect(client.locator("#conversions")).toHaveAttribute("data-value", reservations);
  expect(await client.context().cookies()).toEqual([]);

  // The other month of the same client is outside this link.
  const other = await client.goto(`${url}/${monthBefore}`);
  expect(other?.status()).toBe(404);

  // Openings are written down after their answer is gone.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/otwarty raz|otwarto raz|1 raz/i).first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: /Unieważnij|Odwołaj|Cofnij/ }).click();
  await expect(page.getByRole("button", { name: /Unieważnij|Odwołaj|Cofnij/ })).toHaveCount(0);

  const revoked = await client.goto(url);
  const revokedPage = await revoked?.text();
  expect(revoked?.status()).toBe(404);
  const unknown = await client.goto(`/r/${"A".repeat(43)}`);
  expect(unknown?.status()).toBe(404);
  expect(await unknown?.text()).toBe(revokedPage);
  const names = (found: typeof revoked) =>
    Object.keys(found?.headers() ?? {})
      .filter((name) => name !== "date")
      .sort();
  expect(names(unknown)).toEqual(names(revoked));
  await expect(client.getByText("This link does not open")).toBeVisible();
});

test("incident 26: what the client reads is what staff saw, figure by figure", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, monthBefore);
  const figures = (of: Page) => of.locator("[data-value], table.camp td").allTextContents();
  const seen = await figures(page);
  await page.getByRole("button", { name: "Publish v1" }).click();
  await expect(page.getByText("Version 1 is out.").first()).toBeVisible();
  const client = await visit(portal());
  await client.goto(await share(page));
  expect(await figures(client)).toEqual(seen);
  expect(seen.length).toBeGreaterThan(8);
  await expect(client.locator("#conversions")).toHaveAttribute("data-value", String(7 * daysIn(monthBefore)));
});

test("the page of a link that does not open is accessible in both themes and fits 320 to 1440 px", async ({
  visit,
}) => {
  const page = await visit(portal());
  await page.goto("/r/nothing");
  await expectAccessible(page);
});
