import type { Page } from "@playwright/test";
import { unknownOutcomes } from "@/lib/checks/unknown-outcomes";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { fresh, hotel, linen, seedClients, wilk } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    await plantAlert(db, { client: wilk, check: "campaign_sum_differs", subject: `${lastMonth}-20` });
    await plantAlert(db, {
      client: linen,
      check: "token_invalid",
      subject: "connection",
      severity: "critical",
    });
  },
});

/** By the space bar, as a button; keys work once the page is awake. */
async function open(page: Page) {
  const sentence = page.getByRole("heading", { level: 1 }).getByRole("button");
  const panel = page.getByRole("dialog", { name: /Where does this number come from|Skąd ta liczba/ });
  await expect(async () => {
    await sentence.focus();
    await page.keyboard.press("Space");
    await expect(panel).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(panel.getByRole("term").first()).toBeVisible();
  return { sentence, panel };
}

/** What the panel says beside a term. */
const line = (panel: ReturnType<Page["getByRole"]>, term: string) =>
  panel.locator("dl > div").filter({ has: panel.page().getByText(term, { exact: true }) });

const pages: { readonly at: string; readonly says: readonly (readonly [term: string, text: string])[] }[] = [
  {
    at: "/",
    says: [
      ["Need you", "2: "],
      ["Need you", wilk.name],
      ["All clients", "6"],
    ],
  },
  { at: `/reports?period=${lastMonth}`, says: [["Blocked", linen.name]] },
  { at: `/reports?client=${wilk.slug}&period=${lastMonth}`, says: [["Blocks", "1: 20 "]] },
  { at: "/alerts", says: [["Open", `${linen.name} (Meta refuses our access)`]] },
  { at: "/data-health", says: [["Clients affected", linen.name]] },
  { at: "/share-links", says: [["Working", "0"]] },
];

for (const { at, says } of pages) {
  test(`the first sentence of ${at} says how its numbers were counted, by keyboard, and gives the focus back`, async ({
    visit,
  }) => {
    const page = await visit(portal(), { as: "admin" });
    await page.goto(at);
    const { sentence, panel } = await open(page);
    await expect(panel).toContainText((await sentence.textContent())?.trim() ?? "no sentence");
    await expect(line(panel, "Formula")).toBeVisible();
    for (const [term, text] of says) await expect(line(panel, term)).toContainText(text);
    await expect(line(panel, "Counted")).toContainText(/\d\d:\d\d/);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(sentence).toBeFocused();
  });
}

test("a sentence that is another one by now says so", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2 of 6 clients need you.");
  await plantAlert(portal().db, { client: hotel, check: "data_stale", subject: "account" });
  const { panel } = await open(page);
  await expect(panel).toContainText("3 of 6 clients need you.");
  await expect(panel).toContainText("The page shows 2 of 6 clients need you.");
  await expect(line(panel, "Need you")).toContainText(hotel.name);
});

test("counts of the line above have their own source: the last run’s and the checks’", async ({ visit }) => {
  const page = await visit(portal(), { as: "admin" });
  // Checks of one client by hand are the last run, and no truth about the others.
  await portal().db.asSystem(async (tx) => {
    await tx.execute(
      "insert into check_outcomes (client_id, evaluated_at, outcomes) select client_id, now(), '{}' from ad_accounts on conflict (client_id) do update set evaluated_at = now()",
    );
    await tx.execute(
      "insert into check_runs (trigger, started_at, finished_at, expected, evaluated) values ('manual', now(), now(), 1, 1)",
    );
  });
  await page.goto("/alerts");
  await page.getByRole("button", { name: /^Evaluated .* 6 of 6 clients$/ }).click();
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  await expect(panel).toContainText("Clients evaluated");
  await page.goto("/data-health");
  await page.getByRole("button", { name: /^Checks of .* 6 of 6 clients evaluated$/ }).click();
  await expect(panel).toContainText("Clients evaluated");
});

test("incident 33: a client whose evaluation broke off is missing from every count, and says why", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  const outcomes = JSON.stringify(unknownOutcomes("evaluation_failed"));
  await portal().db.asSystem((tx) =>
    tx.execute(`update check_outcomes set outcomes = '${outcomes}' where client_id = '${hotel.id}'`),
  );
  await page.goto("/alerts");
  await expect(page.getByRole("button", { name: /^Evaluated .* 5 of 6 clients$/ })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1 client was not evaluated");
  await expect(
    page.getByText(`${hotel.name}: the evaluation broke off; the error is in the log`),
  ).toBeVisible();
  await page.goto("/data-health");
  await expect(page.getByRole("button", { name: /^Checks of .* 5 of 6 clients evaluated$/ })).toBeVisible();
  await expect(page.getByText(`the evaluation broke off: ${hotel.name}`).first()).toBeVisible();
  await page.goto("/");
  const unjudged = page.getByRole("region", { name: "Could not be judged" });
  await expect(
    unjudged.getByRole("listitem").filter({ hasText: "The checks broke off with an error" }),
  ).toContainText(hotel.name);
});

test("without a sentence that counts there is nothing to open: a published month names its version", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  await page.goto(`/reports?client=${fresh.slug}`);
  await expect(page.getByRole("heading", { level: 1 }).getByRole("button")).toHaveCount(1);
  await page.goto("/alerts/runbooks/token_invalid");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 }).getByRole("button")).toHaveCount(0);
});

for (const locale of ["en", "pl"] as const) {
  test(`the opened sentence is accessible at every width, in both themes, in ${locale}`, async ({
    visit,
  }) => {
    await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = ${locale}`);
    const page = await visit(portal(), { as: "admin" });
    await page.goto("/");
    await open(page);
    await expectAccessible(page);
  });
}
