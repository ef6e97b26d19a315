import { plantAlert } from "@/tests/e2e/support/alerts";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, demo, fresh, hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    const token = { check: "token_invalid", subject: "connection", cause: "connection:1" } as const;
    for (const client of [hotel, linen, demo])
      await plantAlert(db, {
        ...token,
        client,
        severity: "critical",
        amount: "1200.50",
        evidence: { amount_is: "estimate" },
        months: [lastMonth],
      });
    await plantAlert(db, {
      client: wilk,
      check: "campaign_sum_differs",
      subject: `${lastMonth}-20`,
      amount: "32.50",
      evidence: { amount_is: "spend" },
    });
    await plantAlert(db, { client: brda, check: "yesterday_late", subject: "day", severity: "normal" });
  },
});
const row = (name: string) => ({ name: new RegExp(`^${name}`) });

test("Today answers first: how many clients need somebody, with cause, since when, what it touches, one button", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("3 of 6 clients need you.");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("the monitor has not been called");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("nobody calls the collection");
  await expect(page.getByText("collection never called")).toBeVisible();
  await expect(page.getByText("next run")).toHaveCount(0);
  const needs = page.getByRole("region", { name: "Needs you now" }).getByRole("listitem");
  await expect(needs).toHaveCount(2);
  await expect(needs.first()).toContainText("Meta refuses our access");
  await expect(needs.first()).toContainText("about PLN 2,400");
  await expect(needs.first()).toContainText("usually spent on days like these; an estimate");
  await expect(needs.first()).not.toContainText("spent on the days concerned");
  await expect(needs.first().getByRole("link")).toHaveCount(1);
});

test("a client that could not be judged says why in its row and under its reason, and is never called fine", async ({
  visit,
}) => {
  const answered = { kpi_fell: { outcome: "unknown", reason: "too_few_conversions" } };
  await portal().db.asSystem((tx) =>
    tx.execute(
      `insert into check_outcomes (client_id, evaluated_at, outcomes) values ('${brda.id}', now(), '${JSON.stringify(answered)}')`,
    ),
  );
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  const unjudged = page.getByRole("region", { name: "Could not be judged" });
  const reason = (text: string) => unjudged.getByRole("listitem").filter({ hasText: text });
  await expect(reason("Too few conversions")).toContainText(brda.name);
  await expect(reason("The checks have not run for this client yet.")).toContainText(hotel.name);
  await expect(page.getByRole("row", row(brda.name))).toContainText("not judged: few conversions");
  await expect(page.getByRole("row", row(hotel.name))).toContainText("not judged: checks not run");
});

test("incident 31: a token that is dead for several clients is named once, with all of them", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 3, name: "Hotel Jantar and Sklep Len" })).toHaveCount(1);
  await page.getByRole("link", { name: /See how to reconnect/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: /Hotel Jantar and Sklep Len/ })).toBeVisible();
});

test("incident 22: demo clients are not among real ones, neither their figures nor their alerts", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.getByRole("row", row(hotel.name))).toBeVisible();
  await expect(page.getByText(demo.name)).toHaveCount(0);
  await page.goto("/alerts");
  await expect(page.getByText(demo.name)).toHaveCount(0);
});

test("R8: amounts of two currencies are never added", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.getByRole("row", { name: /^Total PLN, 5 clients/ })).toBeVisible();
  await expect(page.getByText("none is converted")).toBeVisible();
  await expect(page.getByRole("row", row(fresh.name))).toContainText("USD");
});

test("sorting, the manager and the search stand in the address", async ({ visit }) => {
  await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = 'en'`);
  const page = await visit(portal(), { as: "marta" });
  await page.goto("/");
  const names = () => page.locator("tbody").first().locator("tr[data-row] th a").allTextContents();
  await page.getByRole("link", { name: "Client", exact: true }).click();
  await expect(page).toHaveURL(/sort=client&dir=asc/);
  await expect(page.getByRole("columnheader", { name: "Client" })).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(names).toEqual((await names()).toSorted((a, b) => a.localeCompare(b, "pl")));
  await page.getByRole("link", { name: /^Mine/ }).click();
  await expect(page).toHaveURL(/manager=/);
  await expect(page.getByRole("row", row(linen.name))).toHaveCount(0);
  await page.keyboard.press("/");
  await page.keyboard.type("jantar");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/find=jantar/);
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
  await page.reload();
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
});

for (const filter of ["find=o", "manager=a0000000-0000-4000-8000-000000000002"])
  test(`a total under a filter comes from the same clients: ${filter}`, async ({ visit }) => {
    const page = await visit(portal(), { as: "admin" });
    await page.goto(`/?${filter}`);
    const total = page.getByRole("row", { name: /^Total PLN, \d clients/ });
    const count = /Total PLN, (\d) clients/.exec((await total.textContent()) ?? "")?.[1];
    expect(Number(count)).toBeLessThan(5);
    const figure = total.locator("button[data-source]").first();
    // The sum, or while nothing of this month is stored the days it would stand on: either is of these clients alone.
    const said = (await figure.textContent()) ?? "";
    await figure.click();
    const panel = page.getByRole("dialog", { name: "Where does this number come from" });
    await expect(panel).toContainText(`Spend of ${count} clients in PLN`);
    expect(said).not.toBe("");
    await expect(panel).toContainText(said);
    await expect(panel.getByRole("term").filter({ hasText: /^Filter$/ })).toBeVisible();
    await expect(panel).not.toContainText("figures were read again since");
  });

test("everything by keyboard: keys lead, move, open and explain themselves", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.getByRole("row", row(hotel.name))).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("go to data health");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
  await page.keyboard.press("k");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\/reports$/);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(`${portal().url}/`);
  await page.getByRole("link", { name: hotel.name, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/reports\\?client=${hotel.slug}`));
});

test("a figure says where it comes from, closes with Esc back to itself, and can be reported as wrong once", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  const figure = page.getByRole("row", row(hotel.name)).locator("button[data-source]").first();
  await figure.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  for (const term of ["Formula", "Days", "Time, currency", "Read", "Last change"])
    await expect(panel.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible();
  await panel.getByLabel("What looks wrong?").fill("Ads Manager says something else.");
  await panel.getByRole("button", { name: "Report this number" }).click();
  await expect(panel.getByRole("status")).toContainText("Reported");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(figure).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("status")).toContainText("Reported already");
});

test("a viewer sees where a figure comes from and cannot report it", async ({ visit }) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto(`/reports?period=${lastMonth}`);
  await page.getByRole("row", row(linen.name)).locator("button[data-source]").first().click();
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  await expect(panel).toContainText("Only the client’s manager or an admin");
  await expect(panel.getByRole("button", { name: "Report this number" })).toHaveCount(0);
});

test("incident 43: the answer for one figure is never shown under another", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}`);
  let held = 0;
  await page.route("**/reports**", async (route) => {
    if (route.request().method() === "POST" && held++ === 0) await new Promise((go) => setTimeout(go, 1500));
    await route.continue();
  });
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  await page.getByRole("row", row(hotel.name)).locator("button[data-source]").first().click();
  await page.keyboard.press("Escape");
  await page.getByRole("row", row(wilk.name)).locator("button[data-source]").first().click();
  await expect(panel).toContainText(`Spend of ${wilk.name}`, { timeout: 15_000 });
  await page.waitForTimeout(1800);
  await expect(panel).not.toContainText(hotel.name);
});

test("a block that cannot be read says so in its place, the other stays", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await asSuperuser(portal().superuserUrl, (sql) => sql`revoke select on alerts from plumbline_staff`);
  try {
    await page.goto("/");
    await expect(page.getByText("Alerts could not be read.")).toBeVisible();
    await expect(page.getByRole("row", row(hotel.name))).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText("All");
    await expectAccessible(page);
  } finally {
    await asSuperuser(portal().superuserUrl, (sql) => sql`grant select on alerts to plumbline_staff`);
  }
});

for (const language of ["en", "pl"] as const) {
  test(`Today is accessible at every width, in both themes, in ${language}`, async ({ visit }) => {
    const page = await visit(portal(), { as: "viewer" });
    await asSuperuser(
      portal().superuserUrl,
      (sql) => sql`update staff_members set locale = ${language} where email = 'wanda@latarnia.example'`,
    );
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      language === "pl" ? "3 z 6 klientów" : "3 of 6",
    );
    await expectAccessible(page);
    await page.locator("button[data-source]").first().click();
    await expect(page.getByRole("dialog").getByRole("term").first()).toBeVisible();
    await expectAccessible(page);
  });
}
