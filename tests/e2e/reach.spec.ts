import type { Page } from "@playwright/test";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

/** As a finger, the tab key and the eye reach them: figures on a phone, rows above a bar, panels longer than the window. */
const longName = "Pensjonat Sosnowy Zakątek nad Zatoką";
const phone = { width: 390, height: 844 };
const portal = portalOfFile({
  seed: async (db) => {
    const clients = [hotel, { ...linen, name: longName }, wilk];
    await seedClients(db, clients);
    for (const client of clients)
      for (const check of ["days_missing", "spend_without_conversions", "kpi_fell"])
        await plantAlert(db, { client, check, subject: check });
  },
});

/** Figures whose own text answers with another figure when it is pressed, at the upper or the lower edge of the text. */
async function answeredByAnother(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    for (const figure of document.querySelectorAll<HTMLElement>("main button[data-source]")) {
      if (!figure.checkVisibility()) continue;
      figure.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.selectNodeContents(figure);
      for (const { left, width, top, bottom } of range.getClientRects()) {
        for (const y of [top + 2, bottom - 2]) {
          const pressed = document.elementFromPoint(left + width / 2, y)?.closest("[data-source]");
          if (width > 2 && pressed && pressed !== figure)
            wrong.push(`${figure.textContent} answers as ${pressed.textContent}`);
        }
      }
    }
    return wrong;
  });
}

test("on a phone a figure answers when its own text is pressed, never the one on the line below", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: phone });
  for (const path of ["/", "/reports", "/data-health", "/share-links"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/\p{L}/u);
    await expect(page.locator("[data-slot=page-wait]")).toHaveCount(0);
    expect(await answeredByAnother(page), path).toEqual([]);
  }
});

/** What the focused element of a list stands behind a bar that sticks to the window's foot; null where it is seen. */
async function coveredFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at?.closest("tbody")) return null;
    const { left, top, width, height } = at.getBoundingClientRect();
    let seen = document.elementFromPoint(left + width / 2, top + height / 2);
    while (seen && getComputedStyle(seen).position !== "sticky") seen = seen.parentElement;
    return seen ? `${at.tagName} ${at.textContent}` : null;
  });
}

test("a row that the tab key reaches does not stand behind the bar at the foot of the list", async ({
  visit,
}) => {
  const reports = await visit(portal(), { as: "admin", viewport: { width: 768, height: 420 } });
  await reports.goto("/reports");
  const alerts = await visit(portal(), { as: "admin", viewport: { width: 390, height: 420 } });
  await alerts.goto("/alerts");
  await expect(async () => {
    await alerts.locator("tbody input[type=checkbox]").first().check();
    await expect(alerts.getByText("1 selected")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  for (const page of [reports, alerts]) {
    await page.locator("[data-row-open]").first().focus();
    for (let stop = 0; stop < 14; stop += 1) {
      await page.keyboard.press("Tab");
      expect(await coveredFocus(page)).toBeNull();
    }
  }
});

test("the panel of a figure can be closed without scrolling, and its head stays where it is when the answer comes", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: { width: 390, height: 600 } });
  await page.goto("/");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  const figure = page.locator("tbody button[data-source*=total_spend]:visible").first();
  await page.route("**/*", async (route) => {
    if (route.request().method() === "POST") await new Promise((wake) => setTimeout(wake, 400));
    await route.continue();
  });
  await figure.click();
  const close = panel.getByRole("button", { name: "Close" });
  await expect(panel.getByText("Reading")).toBeVisible();
  const before = await close.boundingBox();
  await expect(panel.getByText("Formula", { exact: true })).toBeVisible();
  expect(await close.boundingBox()).toEqual(before);
  await panel.evaluate((dialog) => dialog.scrollTo(0, dialog.scrollHeight));
  expect(await close.boundingBox()).toEqual(before);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(figure).toBeFocused();
});

test("what stands under the checklist is reached beside the report, not only at the report's end", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: { width: 1440, height: 800 } });
  await openMonth(page, portal(), hotel.slug, lastMonth);
  const mail = page.getByText("Change who gets it");
  await mail.evaluate((summary) => summary.scrollIntoView({ block: "nearest" }));
  await expect(mail).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBeLessThan(400);
});

test("the day grid never cuts a client's name", async ({ visit }) => {
  for (const width of [1440, 1024, 390]) {
    const page = await visit(portal(), { as: "admin", viewport: { width, height: 900 } });
    await page.goto("/data-health");
    const name = page.getByRole("rowheader", { name: longName }).first();
    await expect(name).toBeVisible();
    const cut = await name.evaluate((cell) => cell.scrollWidth > cell.clientWidth + 1);
    expect(cut, `cut at ${width} px`).toBe(false);
    expect(await name.evaluate((cell) => getComputedStyle(cell).textOverflow)).toBe("clip");
  }
});

test("what a form answered is in sight, also where its button stands at the window's edge", async ({
  visit,
}) => {
  for (const viewport of [{ width: 1440, height: 800 }, phone]) {
    const page = await visit(portal(), { as: "admin", viewport });
    await openMonth(page, portal(), hotel.slug, lastMonth);
    const form = page.locator("form", { has: page.locator("#own-words") });
    await page.locator("#own-words").fill(`As planned, at ${viewport.width} px.`);
    const save = form.getByRole("button", { name: "Save" });
    await save.evaluate((button) => button.scrollIntoView({ block: "end" }));
    await save.click();
    await expect(form.getByText("Saved.")).toBeInViewport({ ratio: 1 });
    // Nothing of it is left for the other width.
    await form.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("#own-words")).toHaveValue("");
  }
});
