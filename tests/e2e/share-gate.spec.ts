import { Temporal } from "temporal-polyfill";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { correctedMonth } from "@/components/report/fixtures/states";
import { changeShareLink } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { hotel, linen, seedClients } from "@/tests/e2e/support/clients";
import { rememberSecret } from "@/tests/e2e/support/run";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { admin } from "@/tests/integration/cast";
import { seedPublication } from "@/tests/integration/seed-publication";
import { storedForm } from "@/tests/integration/sharing/stored-report";

const october = "2026-10" as CalendarMonth;
const passcode = "bursztyn 7";
const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db, [hotel, linen]);
    await seedPublication(db, hotel, { month: october, version: 1, ...(await storedForm(hotelJantar)) });
    await seedPublication(db, hotel, { month: october, version: 2, ...(await storedForm(correctedMonth)) });
  },
});

async function make(options: { passcode?: string; csv?: boolean } = {}) {
  const made = await createShareLink({
    db: portal().db,
    actor: admin,
    slug: hotel.slug,
    month: options.csv ? null : october,
    ...(options.csv ? { linkKind: "csv" as const } : {}),
    ...(options.passcode ? { passcode: options.passcode } : {}),
    now: Temporal.Now.instant(),
  });
  if (made.kind !== "created") throw new Error(made.why);
  rememberSecret("share token", made.token);
  return made;
}

test("a passcode is typed with the keyboard alone; wrong ones count down, the right one opens for this browser only", async ({
  visit,
}) => {
  const { path } = await make({ passcode });
  const page = await visit(portal(), { viewport: { width: 390, height: 844 } });
  expect((await page.goto(path))?.status()).toBe(401);
  await expect(page.getByRole("heading", { name: "Ten raport jest chroniony hasłem" })).toBeVisible();
  await expectAccessible(page);
  for (const left of ["Zostały 4 próby z 5", "Zostały 3 próby z 5"]) {
    await page.locator("#passcode").focus();
    await page.keyboard.type("not this one");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText(left);
  }
  await expectAccessible(page);
  await page.locator("#passcode").focus();
  await page.keyboard.type(passcode);
  await page.keyboard.press("Enter");
  await expect(page.locator("#total-spend")).toHaveAttribute("data-value", /\d/);
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, secure: false, sameSite: "Lax", path });
  const other = await visit(portal());
  expect((await other.goto(path))?.status()).toBe(401);
});

test("too many tries close the door for everybody who has no cookie, and say until when", async ({
  visit,
}) => {
  const { path } = await make({ passcode });
  const page = await visit(portal());
  await page.goto(path);
  let status = 0;
  for (let i = 0; i < 6 && status !== 429; i++) {
    await page.locator("#passcode").fill("wrong");
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.waitForEvent("load"),
      page.keyboard.press("Enter"),
    ]);
    status = answer.status();
  }
  expect(status).toBe(429);
  await expect(page.getByRole("heading", { name: "Za dużo prób" })).toBeVisible();
  await expectAccessible(page);
});

test("paused, revoked and unknown links, and an address that cannot be decoded, are one page", async ({
  visit,
}) => {
  const [paused, revoked] = [await make(), await make()];
  const page = await visit(portal());
  expect((await page.goto(paused.path))?.status()).toBe(200);
  const now = Temporal.Now.instant();
  await changeShareLink({ db: portal().db, actor: admin, id: paused.id, change: { kind: "pause" }, now });
  await revokeShareLink({ db: portal().db, actor: admin, id: revoked.id });
  const seen = new Set<string>();
  for (const path of [
    paused.path,
    revoked.path,
    `${revoked.path}/pdf`,
    "/r/nobody",
    "/r/%ff",
    "/r/nobody/%ff",
    "/r/%E0%A4%A",
  ]) {
    const answer = await fetch(`${portal().url}${path}`);
    const { status, headers } = answer;
    const telling = [
      "cache-control",
      "content-security-policy",
      "content-type",
      "referrer-policy",
      "x-frame-options",
      "x-robots-tag",
    ];
    seen.add(JSON.stringify([status, telling.map((name) => headers.get(name)), await answer.text()]));
  }
  expect(seen.size).toBe(1);
  expect([...seen][0]).toMatch(
    /^\[404,\["private, no-store","default-src 'none'.*"no-referrer","DENY","noindex/,
  );
});

test("everything behind a link is there: the older version with its bar, what changed, the files; the PDF is being made", async ({
  visit,
}) => {
  const { path } = await make();
  const page = await visit(portal(), { viewport: { width: 390, height: 844 } });
  await page.goto(`${path}/v/1`);
  await expect(page.getByRole("complementary", { name: "Wersja 1" })).toContainText("Zastąpiła ją wersja 2");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Otwórz wersję 2" }).click();
  await expect(page).toHaveURL(`${portal().url}${path}`);
  await page.goto(`${path}/changes`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("co się zmieniło");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Wróć do raportu" }).click();
  await expect(page).toHaveURL(`${portal().url}${path}`);
  for (const [part, type] of [
    ["csv", "text/csv"],
    ["xlsx", "spreadsheetml"],
    ["json", "application/json"],
  ]) {
    const answer = await fetch(`${portal().url}${path}/${part}`);
    expect([part, answer.status]).toEqual([part, 200]);
    expect(answer.headers.get("content-type")).toContain(type);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("content-disposition")).toContain(`report-2026-10-v2.${part}`);
  }
  const pdf = await fetch(`${portal().url}${path}/pdf`);
  expect(pdf.status).toBe(202);
  expect(await pdf.text()).toMatch(/PDF jest w\sprzygotowaniu/);
});

test("the queue's call prints the PDF, keeps it in the private bucket, and the link sends it", async () => {
  test.setTimeout(240_000);
  const { path } = await make();
  const env = portal().env;
  const drained = await fetch(`${portal().url}/api/automated/drain-queue`, {
    headers: { authorization: `Bearer ${env.CRON_SECRET}` },
  });
  expect(drained.status).toBe(200);
  const pdf = await fetch(`${portal().url}${path}/pdf`);
  expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  // Incident 39: nobody reaches the bucket but through the gate.
  const bucket = await fetch(`${env.NEXT_PUBLIC_SUPABASE_URL}/storage/v1/object/public/publications/x.pdf`);
  expect(bucket.ok).toBe(false);
});

test("a spreadsheet's address opens its CSV and nothing else", async () => {
  const { path, token } = await make({ csv: true });
  expect((await fetch(`${portal().url}${path}`)).status).toBe(200);
  for (const part of ["", "/json", "/pdf", "/changes"])
    expect([part, (await fetch(`${portal().url}/r/${token}${part}`)).status]).toEqual([part, 404]);
});

test("P8: the shared page has no script and asks nobody for anything but itself and its two fonts", async ({
  visit,
}) => {
  const { path } = await make();
  const page = await visit(portal(), { viewport: { width: 390, height: 844 } });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.resourceType()));
  await page.goto(path, { waitUntil: "networkidle" });
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator('head link[rel="preload"][as="font"]')).toHaveCount(2);
  expect(asked.filter((type) => type === "script")).toEqual([]);
  expect(asked.filter((type) => type === "document")).toHaveLength(1);
  expect(asked.filter((type) => type === "font")).toHaveLength(2);
  expect(asked.filter((type) => !["document", "font", "other"].includes(type))).toEqual([]);
});

for (const width of [390, 1440])
  for (const colorScheme of ["light", "dark"] as const)
    test(`P10: nothing on the shared page moves, however late its fonts come: ${width} px, ${colorScheme}`, async ({
      visit,
    }) => {
      const { path } = await make();
      for (const late of [0, 40, 400, 1_500]) {
        const page = await visit(portal(), { viewport: { width, height: 844 }, colorScheme });
        await page.route("**/fonts/*", async (route) => {
          await new Promise((resolve) => setTimeout(resolve, late));
          await route.continue();
        });
        await page.addInitScript(() => {
          const moved: number[] = [];
          Object.assign(window, { moved });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              moved.push((entry as PerformanceEntry & { value: number }).value);
          }).observe({ type: "layout-shift", buffered: true });
        });
        // Idle is after the last font, however late.
        const fonts = page.waitForResponse(/\/fonts\//);
        await page.goto(path, { waitUntil: "networkidle" });
        await fonts;
        // What moves is told after the frame in which it did.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
        const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved);
        expect(moved, `fonts ${late} ms late`).toEqual([]);
      }
    });

test("how often a link was opened says what counts as an opening, here and beside the month’s links", async ({
  visit,
}) => {
  const { path } = await make();
  expect((await fetch(`${portal().url}${path}`)).status).toBe(200);
  // Machines look too; they open nothing.
  for (const asked of [
    { method: "HEAD" },
    { headers: { "user-agent": "WhatsApp/2.23.20.0 A" } },
    { headers: { "sec-purpose": "prefetch;prerender" } },
  ])
    expect((await fetch(`${portal().url}${path}`, asked)).status).toBe(200);
  const page = await visit(portal(), { as: "admin" });
  const panel = page.getByRole("dialog", { name: "Where does this number come from" });
  for (const at of ["/share-links?state=live", `/reports?client=${hotel.slug}&period=${october}`]) {
    // Openings are written down after their answer is gone.
    await expect(async () => {
      await page.goto(at);
      await page.getByRole("button", { name: "opened once" }).first().click({ timeout: 2_000 });
      await expect(panel).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(panel).toContainText(`Openings of a link: ${hotel.name}`);
    await expect(panel).toContainText("Requests that this link let in");
    await expect(panel.getByRole("term").filter({ hasText: "Last opened" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  }
});

test("the inventory shows every link, filters by its address, pauses and revokes after a question", async ({
  visit,
}) => {
  const { path } = await make();
  const page = await visit(portal(), { as: "admin" });
  await page.goto("/share-links?state=live");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/links? opens? (a )?reports? now/);
  await expectAccessible(page);
  const first = page.getByRole("row").filter({ hasText: hotel.name }).first();
  await first.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  expect((await fetch(`${portal().url}${path}`)).status).toBe(200);
  // That it asks for no passcode is told as a plain fact, not as something to look at.
  await expect(first).toContainText(/with(out)? a passcode/);
  await page.locator("#state").selectOption("revoked");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/state=revoked/);
});
