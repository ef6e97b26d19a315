import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { dayYearText } from "@/lib/i18n/date-text";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, clinic, hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const anna = "anna@latarnia.example";
let reported = 0;
let unreached = 0;
const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    for (const client of [hotel, linen])
      await plantAlert(db, {
        client,
        check: "token_invalid",
        subject: "connection",
        cause: "connection:1",
        severity: "critical",
        evidence: { code: 190, subcode: 460 },
        months: [lastMonth],
      });
    await plantAlert(db, {
      client: wilk,
      check: "campaign_sum_differs",
      subject: `${lastMonth}-20`,
      amount: "32.50",
      evidence: { amount_is: "spend" },
    });
    await plantAlert(db, {
      client: brda,
      check: "spend_without_conversions",
      subject: "reservations",
      severity: "normal",
    });
    await plantAlert(db, { client: clinic, check: "kpi_fell", subject: "messages", severity: "normal" });
    await plantAlert(db, { client: null, check: "queue_stuck", subject: "queue", cause: "queue" });
    reported = await plantAlert(db, {
      client: hotel,
      check: "looks_wrong",
      subject: `${lastMonth} total_spend`,
      cause: `client:${hotel.id}`,
      months: [lastMonth],
      evidence: { metric: "total_spend", value: "100.25" },
    });
    unreached = await plantAlert(db, {
      client: null,
      check: "not_delivered",
      subject: `mail ${anna}`,
      cause: `channel:mail ${anna}`,
      evidence: { channel: "mail", recipient: anna },
    });
    await db.asSystem(async (tx) => {
      await tx.execute(sql`
        insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, months, opened_at)
        values (${hotel.id}, ${hotel.accountId}, 'looks_wrong', ${`${lastMonth} total_spend`}, 'normal', 'test', '{}', array[${lastMonth}], now())`);
      await tx.execute(sql`
        insert into deliveries (idempotency_key, kind, channel, recipient, locale, payload, state, tries, next_try_at, last_error)
        values ('alerts:test', 'alerts', 'mail', ${anna}, 'en', '{}', 'failed', 5, now(), '550 no such mailbox')`);
    });
  },
});
const panelOf = (page: Page) => page.getByRole("complementary", { name: "The selected alert" });
const open = (count: number) => new RegExp(`^${count} alerts? (is|are) open\\.`);

test("an alert reads cause, effect, next step; Meta's code and the runbook stand last", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts");
  await page.getByRole("link", { name: "Hotel Jantar and Sklep Len" }).click();
  const panel = page.getByRole("complementary", { name: "The selected alert" });
  await expect(panel).toContainText("Meta refuses our access");
  const text = (await panel.textContent()) ?? "";
  const order = [
    "Cause",
    "Effect",
    "Next step",
    "What happened",
    "For the engineer",
    "190 / 460",
    "docs/runbooks/",
  ];
  expect(order.map((word) => text.indexOf(word))).toEqual(
    order.map((word) => text.indexOf(word)).toSorted((a, b) => a - b),
  );
  expect(text).not.toContain("undefined");
});

test("filters stand in the address, and a reload keeps them", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts");
  await page.getByLabel("Severity").selectOption("normal");
  await expect(page).toHaveURL(/severity=normal/);
  await expect(page.getByRole("link", { name: brda.name })).toBeVisible();
  await expect(page.getByRole("link", { name: wilk.name })).toHaveCount(0);
  await page.getByLabel("Client").selectOption(clinic.slug);
  await expect(page).toHaveURL(/client=stomatologia-perla/);
  await page.reload();
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
  await page.getByRole("link", { name: "Snoozed" }).click();
  await expect(page).toHaveURL(/state=snoozed/);
  await expect(page.getByText("None fits this filter.")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/alerts$/);
});

test("whoever filters by keyboard stays on the filter, and going back shows what it was", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts");
  const severity = page.getByLabel("Severity");
  // A choice counts once the page is awake.
  await expect(async () => {
    await severity.focus();
    await page.keyboard.press("h");
    await expect(page).toHaveURL(/severity=high/, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("link", { name: brda.name })).toHaveCount(0);
  await expect(severity).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/severity=normal/);
  await expect(page.getByRole("link", { name: brda.name })).toBeVisible();
  await expect(severity).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/severity=high/);
  await expect(severity).toHaveValue("high");
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(severity).toHaveValue("");
});

test("the address of an alert shows that alert or none, never another's verbs in its place", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts");
  await page.getByRole("link", { name: wilk.name }).click();
  await expect(page).toHaveURL(/alert=\d+/);
  const alert = new URL(page.url()).searchParams.get("alert");
  const panel = page.getByRole("complementary", { name: "The selected alert" });
  await page.goto(`/alerts?severity=normal&alert=${alert}`);
  await expect(panel).toContainText("This alert is not in the list");
  await expect(panel.getByRole("heading", { level: 2 })).toContainText(wilk.name);
  await page.goto("/alerts?alert=999999999");
  await expect(panel).toContainText("There is no alert 999999999 here.");
  await expect(panel.getByRole("button")).toHaveCount(0);
});

/** Opens the list of the two normal alerts and ticks both by keys. Those work once the page is awake: what was pressed before is lost. */
async function tickBoth(page: Page): Promise<void> {
  await page.goto("/alerts?severity=normal");
  await expect(page.locator("tr[data-row]")).toHaveCount(2);
  const first = page.locator("tr[data-row] [data-row-open]").first();
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(first).toBeFocused({ timeout: 200 });
  }).toPass();
  for (const key of ["x", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByText("2 selected")).toBeVisible();
}

test("what was done in the panel is said, with Undo, though another alert takes its place there", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts?severity=normal");
  const first = await panelOf(page).getByRole("heading", { level: 2 }).textContent();
  await panelOf(page).getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("1 alert acknowledged.")).toBeVisible();
  await expect(panelOf(page).getByRole("heading", { level: 2 })).not.toHaveText(first ?? "");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 alert is open again.")).toBeVisible();
});

test("many are acknowledged at once by keys alone, and taken back; the history tells both", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await tickBoth(page);
  await page.keyboard.press("e");
  await expect(page.getByText("2 alerts acknowledged.")).toBeVisible();
  await expect(page.getByText("Acknowledged · 2")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 alerts are open again.")).toBeVisible();
  await expect(page.getByText("Open · 2")).toBeVisible();
  await page.getByRole("link", { name: brda.name }).click();
  const panel = page.getByRole("complementary");
  await expect(panel).toContainText("Acknowledged by Anna Admin");
  await expect(panel).toContainText("Undone by Anna Admin");
});

test("Enter in the day snoozes what is ticked until that day, and acknowledges nothing; Escape changes nothing", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await tickBoth(page);
  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  const field = dialog.getByLabel("Day");
  const day = addDays(((await field.getAttribute("min")) ?? "") as CalendarDay, 2);
  await field.fill(day);
  await field.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.keyboard.press("z");
  await field.fill(day);
  await field.press("Enter");
  const date = dayYearText("en", day);
  await expect(page.getByText(`2 alerts snoozed until ${date}.`)).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Snoozed · 2")).toBeVisible();
  await expect(page.getByText(/^Acknowledged · /)).toHaveCount(0);
  const rows = page.locator("tr[data-row]");
  await expect(rows.filter({ hasText: `until ${date}` })).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 alerts are open again.")).toBeVisible();
  // The same of one alert, in its panel.
  await page.getByRole("link", { name: brda.name }).click();
  const panel = page.getByRole("complementary", { name: "The selected alert" });
  await expect(panel.getByRole("heading", { level: 2 })).toContainText(brda.name);
  await panel.getByRole("button", { name: "Snooze…" }).click();
  await field.fill(day);
  await field.press("Enter");
  await expect(page.getByText(`1 alert snoozed until ${date}.`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 alert is open again.")).toBeVisible();
});

test("one is snoozed until a day, another until ads run again", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/alerts?client=${clinic.slug}`);
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  // Keys work once the page is awake.
  await expect(async () => {
    await page.keyboard.press("z");
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("z");
  await dialog.getByRole("button", { name: "Snooze until this day" }).click();
  await expect(page.getByText(/^1 alert snoozed until /)).toBeVisible();
  await expect(page.getByText("Snoozed · 1")).toBeVisible();
  await page.goto(`/alerts?client=${brda.slug}`);
  await page.getByRole("button", { name: "Snooze…" }).click();
  await page.getByRole("button", { name: "Until ads run again" }).click();
  await expect(page.getByText("1 alert snoozed until ads run again.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 alert is open again.")).toBeVisible();
});

test("a double click acts once, with its Undo; an undone snooze leaves the alert with whoever took care of it", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  const acts = () =>
    asSuperuser(
      portal().superuserUrl,
      (query) =>
        query<{ action: string }[]>`select action from audit_log where action like 'alert.%' order by id`,
    ).then((rows) => rows.map(({ action }) => action));
  await page.goto("/alerts?check=queue_stuck");
  const panel = panelOf(page);
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  // A press counts once the page is awake.
  await expect(async () => {
    await panel.getByRole("button", { name: "Snooze…" }).click();
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  const before = (await acts()).length;
  await panel.getByRole("button", { name: "Acknowledge" }).dblclick();
  await expect(page.getByText("1 alert acknowledged.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(page.getByText("Nothing changed")).toHaveCount(0);
  expect((await acts()).slice(before)).toEqual(["alert.acknowledged"]);
  await page.locator("tr[data-row] input[type=checkbox]").check();
  await page.getByRole("button", { name: "Snooze…" }).click();
  await dialog.getByRole("button", { name: "Snooze until this day" }).dblclick();
  await expect(page.getByText(/^1 alert snoozed until /)).toBeVisible();
  expect((await acts()).slice(before)).toEqual(["alert.acknowledged", "alert.snoozed"]);
  await page
    .getByRole("status")
    .filter({ hasText: "snoozed until" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(page.getByText("1 alert is as it was before.")).toBeVisible();
  await expect(panel).toContainText(/^acknowledged .+ by Anna Admin/);
  await expect(panel).toContainText("Undone by Anna Admin");
  await panel.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByText("1 alert is open again.")).toBeVisible();
});

test("a manager changes alerts of own clients only; a viewer none", async ({ visit }) => {
  await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = 'en'`);
  const marta = await visit(portal(), { as: "marta" });
  await marta.goto(`/alerts?client=${wilk.slug}`);
  await expect(marta.getByRole("button", { name: "Acknowledge" })).toBeVisible();
  await marta.goto(`/alerts?check=queue_stuck`);
  await expect(marta.getByText("Only the client’s manager or an admin can acknowledge")).toBeVisible();
  const viewer = await visit(portal(), { as: "viewer" });
  await viewer.goto("/alerts");
  await expect(viewer.locator("input[type=checkbox]")).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
});

test("a number that looked wrong is closed with what was found: too few words are kept, the second person is told", async ({
  visit,
}) => {
  // Five widths in two colours of the list and the panel.
  test.slow();
  const page = await visit(portal(), { as: "admin" });
  const other = await visit(portal(), { as: "marta" });
  await asSuperuser(portal().superuserUrl, (query) => query`update staff_members set locale = 'en'`);
  for (const one of [page, other]) {
    await one.goto(`/alerts?alert=${reported}`);
    await expect(panelOf(one).getByLabel("What did you find?")).toBeVisible();
  }
  await expectAccessible(page);
  const panel = panelOf(page);
  const field = panel.getByLabel("What did you find?");
  await field.fill("Fine.");
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toContainText("Say in at least 10 characters what you found. Nothing was closed.");
  await expect(field).toHaveValue("Fine.");
  await expect(field).toBeFocused();
  await field.fill("Ads Manager shows another attribution; ours is right.");
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("Closed. What you found is in its history.")).toBeVisible();
  await expect(panel).toContainText(
    "Closed by Anna Admin: “Ads Manager shows another attribution; ours is right.”",
  );
  await expect(field).toHaveCount(0);
  await panelOf(other).getByLabel("What did you find?").fill("I looked at it as well.");
  await panelOf(other).getByRole("button", { name: "Close" }).click();
  await expect(
    other.getByText(/^Anna Admin closed this on .+\. Nothing of yours was saved\.$/),
  ).toBeVisible();
  await expect(panelOf(other)).toContainText("Closed by Anna Admin");
});

test("what did not arrive is sent again from its alert, by those who may", async ({ visit }) => {
  test.slow();
  await asSuperuser(portal().superuserUrl, (query) => query`update staff_members set locale = 'en'`);
  const marta = await visit(portal(), { as: "marta" });
  await marta.goto(`/alerts?alert=${unreached}`);
  await expect(panelOf(marta)).toContainText("Only an admin can send this again.");
  await expect(panelOf(marta).getByRole("button", { name: /Send again/ })).toHaveCount(0);
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/alerts?alert=${unreached}`);
  const panel = panelOf(page);
  await expect(panel).toContainText("550 no such mailbox");
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Send again: Alerts" }).dblclick();
  await expect(panel).toContainText("Queued again; it goes out within minutes.");
  await expect(panel).toContainText("Nothing is left to send again.");
  const [row] = await asSuperuser(
    portal().superuserUrl,
    (query) => query`select count(*)::int as times from audit_log where action = 'delivery.again'`,
  );
  expect(row?.times).toBe(1);
});

test("R13: what could not be evaluated is a state of its own", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/alerts");
  await expect(page.getByText("Not evaluated · 1")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "The checks have not run since yesterday morning",
  );
});

test("the navigation counts open alerts", async ({ visit }) => {
  const page = await visit(portal(), { as: "viewer" });
  await page.goto("/alerts");
  const title = page.getByRole("heading", { level: 1 });
  // While the page is read its heading is its name.
  await expect(title).toHaveText(/^\d/);
  const heading = (await title.textContent()) ?? "";
  const [count = ""] = heading.match(/^\d+/) ?? [];
  expect(heading).toMatch(open(Number(count)));
  await expect(page.getByRole("link", { name: `Alerts (${count} open)` })).toBeVisible();
});

for (const language of ["en", "pl"] as const) {
  test(`the list and its empty state are accessible at every width, in both themes, in ${language}`, async ({
    visit,
  }) => {
    const page = await visit(portal(), { as: "piotr" });
    await asSuperuser(
      portal().superuserUrl,
      (sql) => sql`update staff_members set locale = ${language} where email = 'piotr@latarnia.example'`,
    );
    await page.goto("/alerts");
    await expect(page.locator("tr[data-row]").first()).toBeVisible();
    await expectAccessible(page);
    // Of this check none has ended; the one that was closed above has.
    await page.goto("/alerts?state=resolved&check=queue_stuck");
    await expect(page.locator("tr[data-row]")).toHaveCount(0);
    await expectAccessible(page);
  });
}
