import type { Page } from "@playwright/test";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedPortfolio } from "@/tools/bench/pages/seed-portfolio";

const clients = 80;
const portal = portalOfFile({ seed: async () => {} });

/** Client 1 spends least, so that it stands last by spend; two of its newest days were never collected. */
test.beforeAll(async () => {
  await asSuperuser(portal().superuserUrl, async (sql) => {
    await seedPortfolio(sql, { clients, days: 70, timeZone: "Europe/Warsaw" });
    await sql`delete from daily_kpi_data using ad_accounts a where a.id = ad_account_id and a.name = 'client-0001'
      and date between current_date - 9 and current_date - 8`;
  });
});
const row = (name: string) => ({ name: new RegExp(`^${name}`) });

test("Today sends the first rows and whoever has missing days; order, sum, search and manager are of all clients", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.locator("tbody tr[data-row]")).toHaveCount(51);
  await expect(page.locator("tbody tr[data-row]").last()).toContainText("Client 0001");
  await expect(page.getByRole("row", row("Client 0001"))).toContainText("days missing");
  await expect(page.locator("tr[data-left]")).toContainText(
    "29 more clients without missing or unreconciled days, 29 not judged in full",
  );
  await expect(page.getByRole("row", row(`Total PLN, ${clients} clients`))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: `Show all ${clients}` }).click();
  await expect(page).toHaveURL(/rows=all/);
  await expect(page.locator("tbody tr[data-row]")).toHaveCount(clients);
  await page.getByRole("link", { name: "Show fewer clients" }).click();
  await expect(page.locator("tbody tr[data-row]")).toHaveCount(51);
  await page.goto("/?find=client%200010");
  await expect(page.locator("tbody tr[data-row]")).toHaveCount(1);
});

test("the list of reports sends the first rows of a group, and a tick stays with its report when its row is not shown", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?period=${lastMonth}&rows=all`);
  await expect(page.locator("tbody tr[data-row]")).toHaveCount(clients);
  for (const name of ["Client 0001", "Client 0080"])
    await page.getByRole("row", row(name)).getByRole("checkbox").check();
  await expect(page.getByText(/^2 selected\./)).toBeVisible();
  await page.getByRole("link", { name: "Show fewer reports" }).click();
  await expect(page.locator("tr[data-left]").last()).toContainText(/more reports/);
  await expect(page.getByRole("row", row("Client 0080"))).toHaveCount(0);
  await expect(page.getByText(/^2 selected\./)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Review one after another" }).click();
  await expect(page).toHaveURL(/client=client-0001/);
  expect(new URL(page.url()).searchParams.getAll("queue").toSorted()).toEqual(["client-0001", "client-0080"]);
});

test("data health sends the first clients and all that have days which need somebody; the legend counts every day", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/data-health?client=client-0070");
  const grid = page.locator(".daygrid tbody tr");
  await expect(grid).toHaveCount(25);
  await expect(grid.first()).toHaveAttribute("data-client", "client-0001");
  await expect(page.locator("p[data-left]")).toContainText(
    "55 more clients without missing, failed or unreconciled days",
  );
  const counted = () =>
    page
      .locator("[data-count] button")
      .evaluateAll((all) => all.reduce((sum, one) => sum + Number(one.textContent), 0));
  expect(await counted()).toBe(clients * 35);
  await expect(page.locator("section[aria-labelledby=trust] tr[data-left]")).toContainText(
    "complete and reconciled",
  );
  await page.locator("p[data-left]").getByRole("link").click();
  await expect(grid).toHaveCount(clients);
  expect(await counted()).toBe(clients * 35);
  await page.getByRole("link", { name: "the same as a text table" }).click();
  await expect(page.locator("#days-table tbody")).toHaveCount(clients);
  await page.getByRole("link", { name: "Show fewer clients" }).click();
  await expect(page.locator("#days-table tbody")).toHaveCount(25);
});

test("data health folds calm rows away below 1024 px, and says of as many that they are not shown", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin", viewport: { width: 768, height: 900 } });
  await page.goto("/data-health");
  const trust = page.locator("section[aria-labelledby=trust]");
  const rows = trust.locator("tbody tr:has(th[scope=row])");
  const sent = await rows.count();
  for (const width of [390, 768, 1023]) {
    await page.setViewportSize({ width, height: 900 });
    const words = await trust.getByText(/^\d+ more clients?, all read this morning/).textContent();
    const shown = rows.filter({ visible: true });
    await expect(shown, `at ${width}`).toHaveCount(sent - Number.parseInt(words ?? "", 10));
    await expect(shown.first(), `at ${width}`).toContainText("Client 0001");
  }
  await page.setViewportSize({ width: 1024, height: 900 });
  await expect(rows.filter({ visible: true })).toHaveCount(sent);
});

for (const { address, name, table, heads } of [
  { address: "/", name: "Today", table: "main table:visible", heads: ["Client", "Spend"] },
  { address: "/reports", name: "Reports", table: "main table:visible", heads: ["Client", "Spend"] },
  {
    address: "/data-health",
    name: "Data health",
    table: "section[aria-labelledby=trust] table:visible",
    heads: ["Client", "Settled to"],
  },
])
  test(`rows of ${name} are sent folded and are the same rows on every way to the page, in every order, after a refresh, and what is in them works`, async ({
    visit,
  }) => {
    const page = await visit(portal(), { as: "admin" });
    // The router keeps the pages left last, out of sight: only what is seen counts.
    const rows = () =>
      page.locator(`${table} tbody`).evaluateAll((all) => all.map((each) => each.innerHTML).join("\n"));
    const first = () => page.locator(`${table} tbody tr:has(th[scope=row])`).first();
    const works = async () => {
      await first().locator("button[data-source]:visible").first().click();
      await expect(page.locator("dialog[open] dt").first()).toBeVisible();
      await page.keyboard.press("Escape");
      await first().locator("a[data-soft]").first().click();
      await expect(page).toHaveURL(/client=client-/);
      await page.goBack();
      await expect(first()).toBeVisible();
    };
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    expect(await shifted(page), "what moved while it loaded").toBeLessThan(0.02);
    const sent = await rows();
    expect(sent.includes("Client 0001")).toBe(true);
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await works();
    expect((await rows()) === sent, "Back").toBe(true);
    await page.goForward();
    await expect(page).toHaveURL(/client=client-/);
    await page.goBack();
    await expect(first()).toBeVisible();
    expect((await rows()) === sent, "Back, Forward, Back").toBe(true);

    await page.getByRole("navigation").getByRole("link", { name: "Alerts" }).click();
    await expect(page).toHaveURL(/alerts/);
    await page
      .getByRole("navigation")
      .getByRole("link", { name: new RegExp(`^${name}`) })
      .click();
    await expect.poll(async () => (await rows()) === sent, "by a link").toBe(true);
    await works();

    for (const head of heads) {
      const before = await rows();
      await page.locator(`${table} thead`).getByRole("link", { name: head }).click();
      await expect.poll(async () => (await rows()) !== before, head).toBe(true);
      await works();
    }
    await page.goto(`${address}?rows=all`);
    const all = page.locator(`${table} tbody tr:has(th[scope=row]):not(:has(th:text-matches("^Total")))`);
    await expect(all).toHaveCount(clients);
    await works();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    const rename = (to: string) =>
      asSuperuser(
        portal().superuserUrl,
        (sql) => sql`update clients set name = ${to} where slug = 'client-0040'`,
      );
    await rename('Łódź & <Synowie> "40"');
    try {
      await page.evaluate(() =>
        (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh(),
      );
      await expect(page.locator(table)).toContainText('Łódź & <Synowie> "40"');
      await expect(all).toHaveCount(clients);
      await works();
    } finally {
      await rename("Client 0040");
    }
    expect(await page.evaluate(() => "isSamePage" in window), "no page was loaded anew").toBe(true);
  });

/** How much of what was seen moved by itself since the page began to load. */
async function shifted(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
}

test("very many links: those that need a look and the first others are sent, the rest is counted and found by client", async ({
  visit,
}) => {
  const [calm, risky, opens] = [2_400, 3, 15];
  await asSuperuser(portal().superuserUrl, async (sql) => {
    await sql`
      insert into share_links (client_id, token_hash, expires_at, created_by, created_at)
      select c.id, sha256(('many ' || n)::bytea), now() + (case when n > ${calm} then 300 else 90 end) * interval '1 day', 'Anna',
        now() - interval '60 days' - n * interval '1 second'
      from generate_series(1, ${calm + risky}) n join clients c on c.slug = 'client-' || lpad((1 + n % ${clients})::text, 4, '0')`;
    await sql`
      insert into share_link_events (share_link_id, kind, at)
      select l.id, 'opened', now() - n * interval '1 day' from share_links l, generate_series(1, ${opens}) n`;
  });
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/share-links");
  const rows = page.locator("tbody tr:not([data-left])");
  await expect(rows).toHaveCount(50);
  await expect(rows.first()).toContainText("works for long");
  await expect(rows.last()).toContainText(`opened ${opens} times`);
  await expect(page.locator("tr[data-left]")).toContainText(
    `${(calm + risky - 50).toLocaleString("en")} more links; none of them needs a look. Choose a client or a state to see them.`,
  );
  await expect(page.getByRole("heading", { level: 1 })).toContainText("3 need a look.");
  await expectAccessible(page);
  await page.goto("/share-links?client=client-0010");
  await expect(rows).toHaveCount(calm / clients);
});
