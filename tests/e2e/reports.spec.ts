import { expectAccessible } from "@/tests/e2e/support/axe";
import {
  brda,
  clinic,
  demo,
  fresh,
  hotel,
  linen,
  monthTotals,
  seedClients,
  wilk,
} from "@/tests/e2e/support/clients";
import { daysIn, lastMonth, monthBefore, monthTitle, thisMonth, yesterday } from "@/tests/e2e/support/months";
import { openMonth, shown } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

const portal = portalOfFile({ seed: seedClients });
const row = (name: string) => ({ name: new RegExp(`^${name}`) });

test("the list says in words what each client's month is: without comments, with gaps, unreconciled, without delivery", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/reports");
  await expect(page.locator("#period-selector")).toHaveValue(lastMonth);
  const days = daysIn(lastMonth);
  await expect(page.getByRole("row", row(linen.name))).toContainText(`incomplete, ${days - 3} of ${days}`);
  await expect(page.getByRole("row", row(wilk.name))).toContainText("does not match");
  await expect(page.getByRole("row", row(clinic.name))).toContainText("not measured");
  await expect(page.getByRole("row", row(hotel.name))).toContainText("2 comments are empty");
});

test("incident 6: a month without delivery shows zeros as facts, a missing day shows as missing", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  await expect(page.getByRole("row", row(brda.name))).toContainText("no delivery");
  await openMonth(page, portal(), brda.slug, lastMonth);
  expect(await shown(page)).toMatchObject({ spend: "0", conversions: "0" });
  await expect(page.getByText("These zeros are facts, not gaps.")).toBeVisible();
  await openMonth(page, portal(), linen.slug, lastMonth);
  const days = daysIn(lastMonth);
  await expect(page.getByText(`Partial month: ${days - 3} of ${days} days.`)).toBeVisible();
  await expect(page.getByText("Nothing is put in place of a missing day", { exact: false })).toBeVisible();
  expect((await shown(page)).spend).toBe((100.25 * (days - 3)).toString());
});

test("incident 13: a month's figure is the sum of its days and of nothing else", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  const { spend, reservations } = monthTotals(lastMonth);
  expect(await shown(page)).toEqual({
    client: hotel.slug,
    period: lastMonth,
    spend,
    conversions: reservations,
  });
});

test("incident 14: reach is not added up from days, the report says that it is not available", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), linen.slug, lastMonth);
  await page.locator("details").evaluateAll((all) => all.map((one) => one.setAttribute("open", "")));
  await expect(
    page.getByText("has to be asked from Meta for exactly this period and is never a sum of days", {
      exact: false,
    }),
  ).toBeVisible();
});

test("incident 20: what is not measured stays empty and is no estimate from clicks", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), clinic.slug, lastMonth);
  expect(await shown(page)).toMatchObject({ spend: monthTotals(lastMonth).spend, conversions: "" });
  await expect(
    page.locator("article.key", { hasText: "Conversations" }).or(page.locator("#conversions")),
  ).not.toHaveCount(0);
  await expect(page.locator("article.key").filter({ has: page.locator("#conversions") })).toContainText(
    "not measured",
  );
});

test("incident 24: no data is a dash, never a 0 and never a number that stands for nothing", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), clinic.slug, lastMonth);
  await expect(page.locator("#conversions")).toHaveText("—");
  await expect(page.locator(".report")).not.toContainText("-999");
  await page.goto(`/reports?period=${lastMonth}`);
  // Neither the result nor its cost.
  await expect(page.getByRole("row", row(clinic.name)).getByText("—", { exact: true })).toHaveCount(2);
});

test("incident 22: demo clients are not among real ones, and no address reaches them", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  await expect(page.getByRole("row", row(hotel.name))).toBeVisible();
  await expect(page.getByText(demo.name)).toHaveCount(0);
  expect(await page.locator(`#client-selector option[value="${demo.slug}"]`).count()).toBe(0);
  const answer = await page.goto(`/reports?client=${demo.slug}&period=${lastMonth}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText("There is no client", { exact: false })).toBeVisible();
});

test("incident 23: a month that is not over is compared over the same days, not with a whole month", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?client=${fresh.slug}&period=${thisMonth}`);
  const spend = page.locator("article.key").filter({ has: page.locator("#total-spend") });
  if (!yesterday.toString().startsWith(thisMonth)) {
    // On the first of a month nothing of it is over yet.
    await expect(spend).toContainText("not collected");
    return;
  }
  const days = yesterday.day;
  await expect(spend).toContainText(new RegExp(`the same as in|same ${days}\\sdays?`));
  await expect(spend).not.toContainText(/\d%/);
  await expect(page.getByText("The month is not over.").first()).toBeVisible();
});

test("incident 25: the month's name is the month's that was asked for", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  for (const month of [lastMonth, monthBefore]) {
    await openMonth(page, portal(), linen.slug, month);
    await expect(page.locator(".report h1")).toHaveText(monthTitle("en", month));
    await openMonth(page, portal(), hotel.slug, month);
    await expect(page.locator(".report h1")).toHaveText(monthTitle("pl", month));
  }
});

test("an unreconciled day is named with its amount, and the table's total stays Meta's own", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), wilk.slug, lastMonth);
  const spend = (100.25 * daysIn(lastMonth) + 32.5).toString();
  expect((await shown(page)).spend).toBe(spend);
  await expect(page.getByText("Does not match Meta’s total.", { exact: true })).toBeVisible();
  await expect(page.locator(".report")).toContainText(/32\.50 on 20\s\w+ belongs to no campaign/);
  const table = page.locator("table.camp");
  await expect(table.getByRole("row", { name: /^In no campaign/ })).toContainText("32.50");
  const total = await table
    .getByRole("row", { name: /^Total/ })
    .getByRole("cell")
    .first()
    .textContent();
  const text = (await page.locator("#total-spend").textContent()) ?? "";
  expect(text.replace(/[^\d.,]/g, "")).toContain((total ?? "-").replace(/[^\d.,]/g, ""));
});

test("client and month stand in the address, and the back button brings the earlier ones back", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  await page.locator("#client-selector").selectOption(wilk.slug);
  await expect(page).toHaveURL(`${portal().url}/reports?client=${wilk.slug}&period=${lastMonth}`);
  await expect(page.locator(".report .client")).toHaveText(wilk.name);
  await page.locator("#period-selector").selectOption(monthBefore);
  await expect(page).toHaveURL(`${portal().url}/reports?client=${wilk.slug}&period=${monthBefore}`);
  await expect(page.locator(".report h1")).toHaveText(monthTitle("en", monthBefore));
  await page.goBack();
  await expect(page.locator(".report h1")).toHaveText(monthTitle("en", lastMonth));
  expect(await shown(page)).toMatchObject({ client: wilk.slug, period: lastMonth });
  await page.goBack();
  await expect(page.locator("#client-selector")).toHaveValue("");
  await expect(page.getByRole("row", row(hotel.name))).toBeVisible();
});

test("incident 43: however fast clients are switched and answers arrive, the figures are those of the address", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  // The first answers come last.
  let delay = 1500;
  await page.route(/\/reports\?.*_rsc=/, async (route) => {
    const wait = delay;
    delay = Math.max(0, delay - 500);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await route.continue().catch(() => {});
  });
  for (const slug of [brda.slug, clinic.slug, wilk.slug])
    await page.locator("#client-selector").selectOption(slug);
  await expect(page).toHaveURL(new RegExp(`client=${wilk.slug}`));
  await expect(page.locator(".report .client")).toHaveText(wilk.name);
  await page.waitForTimeout(2000);
  await expect(page).toHaveURL(new RegExp(`client=${wilk.slug}`));
  await expect(page.locator(".report .client")).toHaveText(wilk.name);
  expect(await page.locator("#client-selector").inputValue()).toBe(wilk.slug);
});

test("an address with a wrong client or month says which of them there is not", async ({ visit }) => {
  const page = await visit(portal(), { as: "viewer" });
  for (const [query, words] of [
    [`client=nobody&period=${lastMonth}`, "There is no client “nobody”."],
    [`client=${hotel.slug}&period=2019-01`, "Hotel Jantar has no report for this month."],
    [`client=${hotel.slug}&period=october`, "There are no reports of this month."],
  ]) {
    const answer = await page.goto(`/reports?${query}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText(words ?? "")).toBeVisible();
  }
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
  const runbook = await page.goto("/alerts/runbooks/no_such_check");
  expect(runbook?.status()).toBe(404);
  await expect(page.getByText("There is no such runbook.")).toBeVisible();
});

test("list and month are accessible in both themes and fit 320 to 1440 px", async ({ visit }) => {
  test.setTimeout(400_000);
  const page = await visit(portal(), { as: "marta" });
  await page.goto(`/reports?period=${lastMonth}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await expectAccessible(page);
  await openMonth(page, portal(), wilk.slug, lastMonth);
  await expectAccessible(page);
});

test("the list sorts by every column in the address, keeps it when the month is changed, and says it to readers of the page", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  const head = (name: string) => page.getByRole("columnheader", { name });
  await expect(head("Publishing")).toHaveAttribute("aria-sort", "ascending");
  await head("Spend").getByRole("link").press("Enter");
  await expect(page).toHaveURL(/sort=spend&dir=desc/);
  await expect(head("Spend")).toHaveAttribute("aria-sort", "descending");
  await expect(head("Publishing")).not.toHaveAttribute("aria-sort");
  await page.getByLabel("Month", { exact: true }).selectOption(monthBefore);
  await expect(page).toHaveURL(new RegExp(`period=${monthBefore}.*sort=spend&dir=desc`));
  // What a result cost against the month before, and the months before as circles with their words.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/reports?period=${lastMonth}`);
  const hotels = page.getByRole("row", row(hotel.name));
  await expect(hotels).toContainText("unchanged");
  await expect(hotels.getByRole("listitem")).toHaveCount(5);
});

test("a row's link goes on within the page, and ticks stay when the list is sorted anew", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  for (const name of [hotel.name, wilk.name])
    await page.getByRole("row", row(name)).getByRole("checkbox").check();
  await expect(page.getByText(/^2 selected\./)).toBeVisible();
  await page.getByRole("columnheader", { name: "Spend" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=spend/);
  await expect(page.getByRole("columnheader", { name: "Spend" })).toHaveAttribute("aria-sort", /ending/);
  for (const name of [hotel.name, wilk.name])
    await expect(page.getByRole("row", row(name)).getByRole("checkbox")).toBeChecked();
  await expect(page.getByText(/^2 selected\./)).toBeVisible();
  const loaded = await page.evaluate(() => performance.timeOrigin);
  await page.getByRole("row", row(hotel.name)).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`client=${hotel.slug}`));
  await expect(page.locator("#client-selector")).toHaveValue(hotel.slug);
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
});
