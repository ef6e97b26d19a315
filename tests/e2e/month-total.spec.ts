import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { runChecks } from "@/lib/checks/run-checks";
import type { Database } from "@/lib/db/database";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { brda, hotel, seedClients } from "@/tests/e2e/support/clients";
import { boundsOf, daysIn, monthBefore } from "@/tests/e2e/support/months";
import { openMonth } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

/** Meta's own total of the month, read beside the breakdowns, says 12.50 more than its days add up to. */
async function seed(db: Database): Promise<void> {
  await seedClients(db, [hotel, brda]);
  const { since, until } = boundsOf(monthBefore);
  const spend = (100.25 * daysIn(monthBefore) + 12.5).toFixed(2);
  await db.asCollector(async (tx) => {
    for (const { accountId } of [hotel, brda])
      await tx.execute(sql`
        insert into monthly_breakdown_reads (ad_account_id, month, kind, since, until, spend, account_spend, observed_at)
        values (${accountId}, ${since}::date, 'placement', ${since}::date, ${until}::date, ${spend}::numeric, ${spend}::numeric, now())`);
  });
  await runChecks(db, { now: Temporal.Now.instant(), trigger: "cli" });
}
const portal = portalOfFile({ seed });

const readers = [
  {
    ...{
      locale: "en",
      as: "admin" as const,
      client: brda,
      publish: "Publish v1 with this reason",
      out: "Version 1 is out.",
    },
    title: "The days do not add up to Meta’s own total of the month",
    apart: "PLN 12.50 apart",
    listed: "month total differs",
    reason: "Meta support knows of the difference and looks into it.",
    printed: "The days do not add up to Meta’s own month.",
  },
  {
    ...{
      locale: "pl",
      as: "marta" as const,
      client: hotel,
      publish: "Opublikuj v1 z tym powodem",
      out: "Wersja 1 jest opublikowana.",
    },
    title: "Dni nie sumują się do miesiąca podanego przez Meta",
    apart: "różnica 12,50 zł",
    listed: "inna suma miesiąca",
    reason: "Meta wie o różnicy i ją wyjaśnia, klient też.",
    printed: "Dni nie sumują się do miesiąca według Meta.",
  },
] as const;

/** The line of the checklist about the month's sum. */
const line = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

for (const words of readers)
  test(`R11 a month whose sum is not Meta's own stands on red until a named person says why (${words.locale})`, async ({
    visit,
  }) => {
    const page = await visit(portal(), { as: words.as, viewport: { width: 1440, height: 1000 } });
    await page.goto(`/reports?period=${monthBefore}`);
    await expect(page.getByRole("row", { name: new RegExp(`^${words.client.name}`) })).toContainText(
      words.listed,
    );
    await openMonth(page, portal(), words.client.slug, monthBefore);
    await expect(line(page, words.title)).toHaveCount(1);
    await expect(line(page, words.title)).toContainText(words.apart);
    const plain = page.getByRole("button", { name: /^(Publish|Opublikuj) v1$/ });
    await expect(plain).toHaveAttribute("aria-disabled", "true");
    for (const width of [1440, 768, 390]) {
      await page.setViewportSize({ width, height: 1000 });
      await expect(line(page, words.title)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.screenshot({
        path: `test-results/month-total-${words.locale}-${width}.png`,
        fullPage: true,
      });
    }
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: `test-results/month-total-${words.locale}-dark.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.locator("#reason").fill(words.reason);
    await page.getByRole("button", { name: words.publish }).click();
    await expect(page.getByText(words.out).first()).toBeVisible();
    // What the client reads says so too, with both totals and the person.
    await expect(page.getByText(words.printed).first()).toBeVisible();
    await expect(page.getByText(words.reason).first()).toBeVisible();
    await page.screenshot({ path: `test-results/month-total-${words.locale}-published.png`, fullPage: true });
  });
