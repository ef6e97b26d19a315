import { Temporal } from "temporal-polyfill";
import { raiseCondition } from "@/lib/collect/gate/raise-condition";
import { hotel, monthTotals, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { openMonth, shown } from "@/tests/e2e/support/report-page";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db);
    const disabled = {
      kind: "account_status",
      subject: hotel.accountId,
      severity: "normal",
      message: "Meta says that the ad account is disabled. Its figures stay readable.",
      evidence: { account: hotel.externalId, status: 2, disable_reason: 3 },
    } as const;
    await db.asCollectorBulk((tx) => raiseCondition(tx, disabled, Temporal.Now.instant()));
  },
});

const words = {
  en: "Meta has disabled or restricted this ad account.",
  pl: "Meta wyłączyła lub ograniczyła to konto reklamowe.",
};
const stays = { en: "Its figures stay readable", pl: "Liczby można nadal odczytać" };

for (const locale of ["en", "pl"] as const) {
  test(`F40 a disabled account is said on the month page, and its figures stay readable (${locale})`, async ({
    visit,
  }) => {
    await asSuperuser(portal().superuserUrl, (sql) => sql`update staff_members set locale = ${locale}`);
    const page = await visit(portal(), { as: "admin" });
    await openMonth(page, portal(), hotel.slug, lastMonth);
    await expect(page.getByText(words[locale])).toBeVisible();
    await expect(page.getByText(stays[locale], { exact: false }).first()).toBeVisible();
    expect((await shown(page)).spend).toBe(monthTotals(lastMonth).spend);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled, `sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
    }
  });
}
