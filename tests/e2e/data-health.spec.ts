import type { Page } from "@playwright/test";
import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, hotel, linen, wilk } from "@/tests/e2e/support/clients";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { addClient, admin, type CastClient } from "@/tests/integration/cast";
import { seedFailedAttempt } from "@/tests/integration/seed-attempt";
import { type SeededDay, seedDays } from "@/tests/integration/seed-days";

/** Days as they are in Warsaw now, counted from the newest that is certainly due and no longer late. */
const today = Temporal.Now.zonedDateTimeISO("Europe/Warsaw").toPlainDate();
const day = (back: number) => today.subtract({ days: back }).toString();
const dayName = (back: number) =>
  `${today.subtract({ days: back }).day}\\s${new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(new Date(`${day(back)}T00:00:00Z`))}`;

const ordinary: SeededDay = {
  account: { totalSpend: "100.25", totalImpressions: "5000", reservations: "7" },
};
const outside: SeededDay = {
  account: { ...ordinary.account, totalSpend: "132.75" },
  campaigns: { 1: ordinary.account },
  differences: [{ metric: "total_spend", campaigns: "100.25", account: "132.75", difference: "32.5" }],
};
const nothing: SeededDay = { account: { totalSpend: "0" }, campaigns: {} };
const cast = [hotel, linen, brda, wilk];

async function seed(db: Database): Promise<void> {
  const collectFrom = day(60);
  const at = (client: CastClient): CastClient => ({ ...client, collectFrom });
  const observedAt = new Date().toISOString();
  const since = day(50);
  await db.asStaff(admin, async (tx) => {
    for (const client of cast) await addClient(tx, at(client));
  });
  const whole = { since, until: day(1), observedAt };
  await seedDays(db, hotel, { ...whole, day: () => ordinary });
  await seedDays(db, brda, { ...whole, day: () => nothing });
  await seedDays(db, wilk, { ...whole, day: (date) => (date === day(6) ? outside : ordinary) });
  // Read until eight days ago, refused once, then not tried.
  await seedDays(db, linen, {
    ...whole,
    until: day(9),
    observedAt: `${day(8)}T03:30:00Z`,
    day: () => ordinary,
  });
  await seedFailedAttempt(db, linen, {
    since: day(8),
    until: day(8),
    at: `${day(7)}T03:30:00Z`,
    errorClass: "FIX_CREDENTIALS",
  });
}

const portal = portalOfFile({ seed });
/** The grid takes keys once its note is there. */
const cameToLife = (page: Page) => expect(page.locator(".daygrid-note")).toBeAttached();
const cell = (page: Page, client: string, back: number, state: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^${client}, ${dayName(back)}: ${state}`) });

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

test("the answer comes first, worse news first, and never says that all is good while nobody checks or watches", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/data-health");
  const answer = page.getByRole("heading", { level: 1 });
  await expect(answer).toContainText("Nobody has ever called the collection.");
  await expect(answer).toContainText(/[78] of 1\d\d days are not collected and 1 does not reconcile\./);
  await expect(answer).toContainText(
    "2 clients are affected; the other 2 are complete to their newest due day.",
  );
  await expect(answer).toContainText("The checks have not run yet.");
  await expect(answer).toContainText("the monitor was never called");
  await expect(page.locator("main")).not.toContainText("collected and reconciled");
});

test("incident 46: a call of scheduler and monitor is seen, and its silence too", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`
    insert into scheduler_calls (job, verb, caller, at) values
      ('daily-kpi-collection', 'GET', 'scheduler', now() - interval '10 minutes'), ('monitor', 'GET', 'scheduler', now() - interval '5 hours')`,
  );
  await page.goto("/data-health");
  const answer = page.getByRole("heading", { level: 1 });
  await expect(answer).toContainText(/^[78] of 1\d\d days are not collected/);
  await expect(answer).toContainText("Nobody has watched from outside since");
  await asSuperuser(portal().superuserUrl, (sql) => sql`delete from scheduler_calls`);
});

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
  await page.getByText("2 clients without a gap in these days").tap();
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

test("a check that did not run is unknown, grey and first, never a green tick", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/data-health");
  await expect(page.locator("[data-check][data-kind=unknown]")).toHaveCount(11);
  await expect(page.locator("[data-check][data-kind=fine]")).toHaveCount(0);
  await expect(page.locator("section[aria-labelledby=checks]")).toContainText(
    "It has never run. Nothing is known.",
  );
});

test("a block that cannot be read says so, and the others stay", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`revoke select on collection_run_accounts from plumbline_staff`,
  );
  try {
    await page.goto("/data-health");
    await expect(page.getByText("Runs could not be read.")).toBeVisible();
    await expect(page.locator(".daygrid tbody tr")).toHaveCount(4);
    await expectAccessible(page);
  } finally {
    await asSuperuser(
      portal().superuserUrl,
      (sql) => sql`grant select on collection_run_accounts to plumbline_staff`,
    );
  }
});

test("where the days cannot be read, nobody knows for whom a check answered: it is neither fine nor said not to have run", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  const su = portal().superuserUrl;
  await asSuperuser(su, (sql) => sql`revoke select on collection_attempts from plumbline_staff`);
  try {
    await page.goto("/data-health");
    await expect(page.getByText("Days could not be read.", { exact: true })).toBeVisible();
    await expect(page.getByText("Checks could not be read.", { exact: true })).toBeVisible();
    await expect(page.locator("[data-check]")).toHaveCount(0);
  } finally {
    await asSuperuser(su, (sql) => sql`grant select on collection_attempts to plumbline_staff`);
  }
});

for (const locale of ["pl", "en"] as const) {
  test(`the page is accessible in both themes and fits 320 to 1440 px (${locale})`, async ({ visit }) => {
    test.setTimeout(300_000);
    await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = ${locale}`);
    const page = await visit(portal(), { as: "admin" });
    await page.goto("/data-health");
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expect(
      page.getByRole("heading", { name: locale === "pl" ? "Kontrole" : "Checks", exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.goto("/data-health?view=table");
    await expectAccessible(page);
  });
}

test("without a client the page says what to do, and still who calls and who watches", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await asSuperuser(portal().superuserUrl, (sql) => sql`update clients set status = 'archived'`);
  try {
    await page.goto("/data-health");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("There is no client yet.");
    await expect(page.locator("main")).toContainText("clients import FILE");
    await expectAccessible(page);
  } finally {
    await asSuperuser(portal().superuserUrl, (sql) => sql`update clients set status = 'active'`);
  }
});

test("freshness sorts in the address, by keyboard, with the way it stands, and its figures say where they come from", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto("/data-health");
  const trust = page.locator("section[aria-labelledby=trust]");
  const head = (name: string) => trust.getByRole("columnheader", { name });
  await expect(head("Last good run")).toHaveAttribute("aria-sort", "ascending");
  await head("Missing").getByRole("link").press("Enter");
  await expect(page).toHaveURL(/sort=missing&dir=desc/);
  await expect(head("Missing")).toHaveAttribute("aria-sort", "descending");
  await expect(trust.getByRole("rowheader").first()).toHaveText(linen.name);
  const figure = trust.locator("button[data-source^=missing]").first();
  await figure.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  for (const term of ["Formula", "Days", "Time, currency", "Attribution", "Mapping", "Read", "Last change"])
    await expect(panel.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(figure).toBeFocused();
});

test("incident 34: a monitor that counts everybody as read while days are missing is named on the page", async ({
  visit,
}) => {
  const call = (done: number) =>
    portal().db.asSystem((tx) =>
      tx.execute(
        `insert into scheduler_calls (job, verb, caller, status, answer) values ('monitor', 'GET', 'scheduler', 200, '{"expected": 4, "done": ${done}}')`,
      ),
    );
  const page = await visit(portal(), { as: "admin" });
  const answer = page.getByRole("heading", { level: 1 });
  await call(4);
  await page.goto("/data-health");
  await expect(answer).toContainText("The monitor counted 4 of 4 as read");
  await call(3);
  await page.goto("/data-health");
  await expect(answer).not.toContainText("The monitor counted");
  await expect(page.getByText("3 of 4 read")).toBeVisible();
});
