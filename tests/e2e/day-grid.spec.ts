import type { Page } from "@playwright/test";
import { rangeYearText } from "@/lib/i18n/date-text";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, hotel, linen, wilk } from "@/tests/e2e/support/clients";
import { cameToLife, cell, day, dayName, seedHealth } from "@/tests/e2e/support/health";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

/** The days of data health: by eye, by keyboard, by touch, as text. */
const portal = portalOfFile({ seed: seedHealth });

/** The state of every day by client and day, as grid or text table have it. */
async function statesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const next = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    const states: Record<string, string> = {};
    const rows = document.querySelectorAll<HTMLElement>("#days-table tr[data-since]");
    for (const row of rows) {
      const { since = "", until = "", state = "" } = row.dataset;
      const client = row.closest("tbody")?.dataset.client;
      for (let date = since; date <= until; date = next(date)) states[`${client} ${date}`] = state;
    }
    const days = [...document.querySelectorAll<HTMLElement>(".daygrid thead th[data-day]")].map(
      (th) => th.dataset.day,
    );
    for (const row of document.querySelectorAll<HTMLTableRowElement>(".daygrid tbody tr")) {
      days.forEach((date, index) => {
        const state = row.cells[index + 1]?.dataset.s;
        if (state) states[`${row.dataset.client} ${date}`] = state;
      });
    }
    return states;
  });
}

test("incident 6: a day without delivery and a missing day have other shapes, other words, and only one has a figure", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/data-health");
  const zero = cell(page, brda.name, 4, "no delivery");
  const gap = cell(page, linen.name, 4, "missing");
  await expect(zero).toHaveAccessibleName(/PLN\s0\.00$/);
  await expect(gap).toHaveAccessibleName(/: missing$/);
  await expect(zero.locator("use")).toHaveAttribute("href", "#g-noDelivery");
  await expect(gap.locator("use")).toHaveAttribute("href", "#g-incomplete");
  await expect(page.locator("[data-count=failed]")).toHaveText("1");
});

test("incident 33: a broken client stays in grid and table, with when it was last read", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto("/data-health");
  await expect(page.locator(`.daygrid tr[data-client=${linen.slug}]`)).toContainText(/2[78] of 35/);
  const row = page
    .locator("section[aria-labelledby=trust]")
    .getByRole("row", { name: new RegExp(`^${linen.name}`) });
  await expect(row).toContainText("unknown since");
});

test("the grid by keyboard alone: one tab stop, arrows, Enter opens and Escape comes back", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/data-health?client=${hotel.slug}&day=${day(5)}`);
  expect(await page.locator(".daygrid [tabindex='0']").count()).toBe(1);
  const focused = page.locator(".daygrid .c:focus");
  await cameToLife(page);
  await page.locator(".daygrid [tabindex='0']").focus();
  await expect(focused).toHaveAccessibleName(new RegExp(`^${hotel.name}, ${dayName(5)}:`));
  await page.keyboard.press("ArrowLeft");
  await expect(focused).toHaveAccessibleName(new RegExp(`^${hotel.name}, ${dayName(6)}:`));
  await page.keyboard.press("ArrowUp");
  await expect(focused).toHaveAccessibleName(new RegExp(`^${wilk.name}, ${dayName(6)}: unreconciled`));
  await expect(page.locator(".daygrid-note")).toContainText("rows for");
  await page.keyboard.press("Enter");
  await expect(page.locator("aside h3")).toHaveText(wilk.name);
  await expect(page.locator("aside")).toBeFocused();
  await expect(page.locator("aside")).toContainText("PLN 32.50 belong to no campaign");
  await expect(page).toHaveURL(new RegExp(`client=${wilk.slug}&day=${day(6)}`));
  await page.keyboard.press("Escape");
  await expect(focused).toHaveAccessibleName(new RegExp(`^${wilk.name}, ${dayName(6)}:`));
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await expect(focused).toHaveCount(0);
});

test("after the last day the arrow key reaches the count of days, and Enter says where it comes from", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto(`/data-health?client=${linen.slug}&day=${day(5)}`);
  const count = page.locator(`.daygrid tr[data-client=${linen.slug}] .end button`);
  await cameToLife(page);
  await page.locator(".daygrid [tabindex='0']").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect(count).toBeFocused();
  expect(await page.locator(".daygrid [tabindex='0']").count()).toBe(1);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  await expect(panel).toContainText("Days collected");
  for (const term of ["Formula", "Client", "Days", "Time, currency", "Read", "Last change"])
    await expect(panel.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible();
  // The days that are counted, which are those of the grid, and not everything that is stored.
  const days = page.locator(".daygrid thead th[data-day]");
  const [since, until] = [days.first(), days.last()].map((each) => each.getAttribute("data-day"));
  await expect(
    panel
      .getByRole("term")
      .filter({ hasText: /^Days$/ })
      .locator("xpath=following-sibling::dd[1]"),
  ).toHaveText(rangeYearText("en", (await since) ?? "", (await until) ?? ""));
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(count).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".daygrid .c:focus")).toHaveCount(1);
});

test("C asks Meta again for the day, and what came of it is said; a viewer is told who may", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/data-health?client=${linen.slug}&day=${day(4)}`);
  let asked: unknown = null;
  await page.route("**/api/automated/daily-kpi-collection", async (route) => {
    asked = route.request().postDataJSON();
    await route.fulfill({ status: 200, json: { expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 } });
  });
  await cameToLife(page);
  await page.locator(".daygrid [tabindex='0']").focus();
  await page.keyboard.press("c");
  await expect(page.locator("aside [role=status]")).toContainText("was collected again.");
  expect(asked).toEqual({ clients: [linen.slug], since: day(4), until: day(4) });
  const viewer = await visit(portal(), { as: "viewer" });
  await viewer.goto(`/data-health?client=${linen.slug}&day=${day(4)}`);
  await expect(viewer.locator("[data-collect]")).toHaveAttribute("aria-disabled", "true");
  await expect(viewer.locator("aside")).toContainText(
    "Only an admin or the client’s manager can collect again.",
  );
});

test("the grid by touch at 390 px: 14 days, gaps first, the rest folded, a tap opens, a client shows all its days", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto("/data-health");
  const row = page.locator(`.daygrid tr[data-client=${linen.slug}]`);
  await expect(row.locator(".c:visible")).toHaveCount(14);
  await expect(page.locator(`.daygrid tr[data-client=${hotel.slug}]`)).toBeHidden();
  await page.getByText("2 clients without a gap in these days").filter({ visible: true }).tap();
  await expect(page.locator(`.daygrid tr[data-client=${hotel.slug}]`)).toBeVisible();
  await cell(page, linen.name, 8, "failed").tap();
  await expect(page.locator("aside")).toContainText("Meta refused our access");
  await row.getByRole("rowheader").tap();
  await expect(row.locator(".c:visible")).toHaveCount(35);
  await row.locator(".end button").tap();
  await expect(page.getByRole("dialog", { name: "Where does this number come from" })).toContainText(
    "Days collected",
  );
});

test("between phone and desk the grid shows as many days as a finger can tell apart, and says so where not all stand there", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: { width: 640, height: 900 } });
  await page.goto("/data-health");
  const cells = page.locator(`.daygrid tr[data-client=${linen.slug}] .c:visible`);
  const words = page.getByText(/The last \d+ of 35 days/).filter({ visible: true });
  for (const { width, days, pitch } of [
    { width: 640, days: 28, pitch: 20 },
    { width: 768, days: 28, pitch: 24 },
    { width: 896, days: 35, pitch: 24 },
    { width: 1000, days: 35, pitch: 24 },
  ]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(cells, `days at ${width}`).toHaveCount(days);
    const size = await cells.last().boundingBox();
    expect(size?.width, `their width at ${width}`).toBeGreaterThanOrEqual(pitch);
    if (days === 35) await expect(words).toHaveCount(0);
    else await expect(words).toContainText(`The last ${days} of 35 days`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test("the text table has the same states as the grid, and opens the same days", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/data-health");
  const grid = await statesOf(page);
  expect(Object.keys(grid).length).toBeGreaterThan(130);
  await page.getByRole("link", { name: "the same as a text table" }).click();
  await expect(page.locator("#days-table")).toBeVisible();
  expect(await statesOf(page)).toEqual(grid);
  await page
    .locator(`#days-table tbody[data-client=${wilk.slug}] tr[data-state=unreconciled]`)
    .getByRole("link")
    .click();
  await expect(page.locator("aside h3")).toHaveText(wilk.name);
});
