import { expectAccessible } from "@/tests/e2e/support/axe";
import { linen } from "@/tests/e2e/support/clients";
import { seedHealth } from "@/tests/e2e/support/health";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

/** The page as a whole: its answer, its blocks, freshness and checks. Its days: day-grid.spec.ts. */
const portal = portalOfFile({ seed: seedHealth });

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
