import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { dayShortText, dayText } from "@/lib/i18n/date-text";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, hotel, seedClients } from "@/tests/e2e/support/clients";
import { daysIn, lastMonth, monthBefore, monthTitle } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { rememberSecret } from "@/tests/e2e/support/run";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import type { CastClient } from "@/tests/integration/cast";

const portal = portalOfFile({ seed: (db) => seedClients(db, [hotel, brda]) });
const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false } as const;

/** What one reader's words are for the same steps. */
const readers = [
  {
    locale: "pl",
    as: "marta",
    client: hotel,
    month: lastMonth,
    publish: "Opublikuj v1",
    out: "wersja 1 jest opublikowana",
    since: "wersja 1 jest opublikowana, ale liczby zmieniły się od tego czasu",
    changed: "Od wersji 1 zmieniły się liczby",
    moved: (from: number, to: number) => `Rezerwacje: opublikowano ${from}, teraz ${to}.`,
    listed: (from: number, to: number) => `z ${from} na ${to} od v1`,
    why: "Meta dopisała siedem rezerwacji z piątego dnia miesiąca.",
    correct: "Opublikuj korektę v2",
    done: "wersja 2 jest opublikowana",
    corrected: (day: string, from: number, to: number) => `Korekta z ${day}: rezerwacje z ${from} na ${to}`,
    whatChanged: "Co się zmieniło",
    replaced: "Zastąpiła ją wersja 2",
    older: "Otwórz wersję 1",
    newest: "Otwórz wersję 2",
    withdraw: "Wycofaj v2",
    taken: "wersja 2 jest wycofana",
    gone: "Ten raport został wycofany",
  },
  {
    locale: "en",
    as: "admin",
    client: brda,
    month: monthBefore,
    publish: "Publish v1",
    out: "version 1 is out",
    since: "version 1 is out, but figures have changed since",
    changed: "Figures have changed since version 1",
    moved: (from: number, to: number) => `Reservations: published ${from}, now ${to}.`,
    listed: (from: number, to: number) => `${from} to ${to} since v1`,
    why: "Meta added seven reservations to the fifth of the month.",
    correct: "Publish correction v2",
    done: "version 2 is out",
    corrected: (day: string, from: number, to: number) =>
      `Corrected on ${day}: reservations from ${from} to ${to}`,
    whatChanged: "What changed",
    replaced: "It was replaced by version 2",
    older: "Open version 1",
    newest: "Open version 2",
    withdraw: "Withdraw v2",
    taken: "version 2 is withdrawn",
    gone: "This report was withdrawn",
  },
] as const;

/** Meta says something else about one day by now: what the collector leaves of that in the facts. */
async function restate({ accountId }: CastClient, month: CalendarMonth): Promise<void> {
  await portal().db.asCollector(async (tx) => {
    const day = sql`ad_account_id = ${accountId} and date = ${`${month}-05`}::date`;
    await tx.execute(sql`
      insert into kpi_restatements (ad_account_id, date, changes, observed_at, attempt_id)
      select ad_account_id, date, '{"reservations": {"from": "7", "to": "14"}}', now(), attempt_id from daily_kpi_data where ${day}`);
    await tx.execute(sql`update daily_kpi_data set reservations = reservations + 7 where ${day}`);
    await tx.execute(
      sql`update campaign_daily_kpi_data set reservations = reservations + 7 where ${day} and campaign_id = '1'`,
    );
  });
}

async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: /Create a link|Utwórz link/ }).click();
  await page
    .getByRole("button", { name: /Create the link|Utwórz link/ })
    .last()
    .click();
  const url = await page.locator("#new-link").inputValue();
  rememberSecret("share token", url.split("/r/")[1] ?? "");
  await page.keyboard.press("Escape");
  return url;
}

for (const words of readers) {
  test(`incident 28: a month that Meta restates is corrected in one step, the client reads what moved, and a withdrawal hides it all (${words.locale})`, async ({
    visit,
  }) => {
    test.setTimeout(400_000);
    const { client, month, locale } = words;
    const [before, after] = [7 * daysIn(month), 7 * daysIn(month) + 7];
    const staff = await visit(portal(), { as: words.as, viewport: { width: 1440, height: 1000 } });
    const head = (text: string) =>
      expect(staff.getByRole("heading", { level: 1 }).first()).toContainText(text);
    await openMonth(staff, portal(), client.slug, month);
    await staff.getByRole("button", { name: words.publish }).click();
    await head(words.out);
    const url = await share(staff);
    const reader = await visit(portal(), phone);
    await reader.goto(url);
    await expect(reader.locator("#conversions")).toHaveAttribute("data-value", String(before));

    // Staff see which figures moved and by how much, on the month and in the list; the client still reads what was published.
    await restate(client, month);
    await staff.reload();
    await head(words.since);
    await expect(staff.getByText(words.changed)).toBeVisible();
    await expect(staff.getByText(words.moved(before, after))).toBeVisible();
    await reader.reload();
    await expect(reader.locator("#conversions")).toHaveAttribute("data-value", String(before));
    await staff.goto(`/reports?period=${month}`);
    await expect(staff.getByRole("row", { name: new RegExp(`^${client.name}`) })).toContainText(
      words.listed(before, after),
    );

    // One reason and one button.
    await openMonth(staff, portal(), client.slug, month);
    await staff.locator("#correct-why").fill(words.why);
    await staff.getByRole("button", { name: words.correct }).click();
    await head(words.done);

    await reader.reload();
    await expect(reader.locator("#conversions")).toHaveAttribute("data-value", String(after));
    const today = Temporal.Now.zonedDateTimeISO(client.zone).toPlainDate().toString();
    const notice = reader
      .getByRole("note")
      .filter({ hasText: String(after) })
      .first();
    const text = ((await notice.textContent()) ?? "").replaceAll("\u00A0", " ");
    const days = [dayText(locale, today), dayShortText(locale, today)].map((day) =>
      day.replace("\u00A0", " "),
    );
    expect(
      days.some((day) => text.startsWith(words.corrected(day, before, after))),
      text,
    ).toBe(true);
    await reader.getByText(words.whatChanged, { exact: true }).first().click();
    await expect(reader.getByText(words.why).first()).toBeVisible();
    const desk = await visit(portal(), { viewport: { width: 1440, height: 900 } });
    await desk.goto(url);
    await expectAccessible(desk);

    // What changed, and the way to the older version and back.
    await desk.goto(`${url}/changes`);
    await expect(desk.locator("table").first()).toContainText(String(before));
    await desk.getByRole("link", { name: words.older }).click();
    await expect(desk.getByRole("complementary").first()).toContainText(words.replaced);
    await expect(desk.locator("#conversions")).toHaveAttribute("data-value", String(before));
    await desk.getByRole("link", { name: words.newest }).click();
    await expect(desk.locator("#conversions")).toHaveAttribute("data-value", String(after));
    await expect(desk.locator("h1")).toHaveText(monthTitle(locale, month));

    // From the next request on nobody reads this month, in whatever version.
    await staff.getByText(words.withdraw, { exact: true }).first().click();
    await staff.locator("#withdraw-why").fill("The wrong ad account was read.");
    await staff.getByRole("button", { name: words.withdraw }).click();
    await head(words.taken);
    for (const path of [url, `${url}/v/1`, `${url}/v/2`, `${url}/changes`]) {
      const answer = await reader.goto(path);
      // What changed is no page of the month's own: whoever asks for it gets the same words, as of something that is gone.
      expect(answer?.status(), path.replace(url, "")).toBe(path.endsWith("/changes") ? 410 : 200);
      await expect(reader.getByRole("heading", { name: words.gone })).toBeVisible();
      await expect(reader.locator("#conversions")).toHaveCount(0);
    }
    await desk.goto(url);
    await expect(desk.locator("html")).toHaveAttribute("lang", locale);
    await expectAccessible(desk);
  });
}
