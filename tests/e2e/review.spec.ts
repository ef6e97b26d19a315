import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, linen, monthTotals, seedClients, wilk } from "@/tests/e2e/support/clients";
import { daysIn, lastMonth, monthBefore, monthTitle } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({ seed: seedClients });

test("the review shows the report as a page and as on a phone, and every figure of it opens its source from the keyboard", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?client=${wilk.slug}&period=${lastMonth}`);
  const views = page.getByRole("navigation", { name: "How to look at it" });
  await views.getByRole("link", { name: "Phone" }).click();
  await expect(page).toHaveURL(/view=phone/);
  await expect
    .poll(async () => (await page.locator(".report").boundingBox())?.width)
    .toBeLessThanOrEqual(390);
  const figure = page.locator(".camp tbody tr").first().locator("button[data-source]").first();
  await figure.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  for (const term of ["Part", "Formula", "Days", "Time, currency", "Read", "Last change"])
    await expect(panel.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(figure).toBeFocused();
  // No figure without its source: of a key figure, its comparisons, a chart or a table. What is not there is a dash, and a reason is no figure.
  const without = await page
    .locator(
      ".report .val, .report .cmp:not(.flat), .report .spark, .report .bar-value, .report .bar-values span, .report .pair, .report table td",
    )
    .evaluateAll((all) =>
      all
        .filter((one) => /\d/.test(one.textContent ?? "") && !one.querySelector("[data-source]"))
        .map((one) => one.outerHTML),
    );
  expect(without).toEqual([]);
});

test("the chart of the review is one tab stop: arrows go from day to day, Enter opens the day's source, Escape comes back", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto(`/reports?client=${wilk.slug}&period=${lastMonth}`);
  const marks = page.locator(".course svg a[data-source]");
  await expect(marks).toHaveCount(2 * daysIn(lastMonth));
  await expect(page.locator(".course svg a[tabindex='0']")).toHaveCount(1);
  const focused = page.locator(".course svg a:focus");
  // As soon as the page is awake: before, an arrow scrolls.
  await expect(async () => {
    await page.locator(".course svg a[tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    await expect(focused).toHaveAttribute("data-source", /day:.+-02$/, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("data-source", `total_spend day:${lastMonth}-02`);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  await expect(panel).toContainText("100.25");
  await expect(panel).toContainText("Meta’s account total of this day");
  await page.keyboard.press("Escape");
  await expect(focused).toHaveAttribute("data-source", `total_spend day:${lastMonth}-02`);
  await expect(page).toHaveURL(/period=[\d-]+$/);
});

test("a comparison, a rate of the funnel and the small chart say of what they are made", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto(`/reports?client=${hotel.slug}&period=${lastMonth}`);
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  const days = [daysIn(lastMonth), daysIn(monthBefore)];
  await page.locator("article.key .cmp [data-source='total_spend compared:previous']").click();
  await expect(panel).toContainText(
    `${monthTotals(lastMonth).spend.replace(/\B(?=(\d{3})+(?!\d))/g, ",")} in ${days[0]} days against`,
  );
  await expect(panel).toContainText(`in ${days[1]} days, ${monthTitle("en", monthBefore)}.`);
  await page.keyboard.press("Escape");
  await page.locator("article.key .spark [data-source='reservations months:']").press("Enter");
  await expect(panel).toContainText("Each column is a month’s figure");
  await expect(panel.getByRole("term").filter({ hasText: /^Mapping$/ })).toBeVisible();
});

test("the review with its forms and an open source is accessible in Polish, in both themes, at every width", async ({
  visit,
}) => {
  test.slow();
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`update staff_members set locale = 'pl' where email = 'piotr@latarnia.example'`,
  );
  const page = await visit(portal(), { as: "piotr" });
  await page.goto(`/reports?client=${linen.slug}&period=${lastMonth}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await page.locator("aside details").evaluateAll((all) => all.map((one) => one.setAttribute("open", "")));
  await expectAccessible(page);
  await page.locator("#total-spend [data-source]").click();
  await expect(page.getByRole("dialog").getByRole("term").first()).toBeVisible();
  await expectAccessible(page);
});

test("a reason stands in the preview as it is typed, and the days in the way can be asked for again from the checklist", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?client=${linen.slug}&period=${lastMonth}`);
  await page.locator("#reason").fill("The client stopped the account on these days.");
  await expect(
    page.locator(".report .notice", { hasText: "stopped the account on these days" }),
  ).toBeVisible();
  let asked: unknown = null;
  await page.route("**/api/automated/daily-kpi-collection", async (route) => {
    asked = route.request().postDataJSON();
    await route.fulfill({ status: 202, json: {} });
  });
  await page.getByRole("button", { name: "Collect these 3 days again" }).click();
  await expect(page.getByText(/is in the queue/)).toBeVisible();
  expect(asked).toEqual({ clients: [linen.slug], since: `${lastMonth}-10`, until: `${lastMonth}-12` });
});
