import { Temporal } from "temporal-polyfill";
import { createShareLink } from "@/lib/sharing/create-share-link";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { plantAlert } from "@/tests/e2e/support/alerts";
import { linen, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { people } from "@/tests/e2e/support/people";
import { rememberSecret } from "@/tests/e2e/support/run";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

/** 140 characters without a place to break a line. */
const name = "Pensjonat_Zakątek_nad_Zatoką".repeat(5);
const portal = portalOfFile({
  seed: async (db) => {
    const client = { ...linen, name };
    await seedClients(db, [client]);
    await plantAlert(db, { client, check: "days_missing", subject: "days" });
    const now = Temporal.Now.instant();
    const lastDay = now.toZonedDateTimeISO("UTC").toPlainDate().add({ days: 30 }).toString() as CalendarDay;
    const made = await createShareLink({
      ...{ db, actor: people.admin.actor, slug: linen.slug, month: lastMonth, lastDay, now },
    });
    if (made.kind === "refused") throw new Error(made.why);
    rememberSecret("share token", made.path.split("/r/")[1] ?? "");
  },
});

/** The month's own page, with the report as the client will see it. */
const review = `/reports?client=${linen.slug}&period=${lastMonth}`;

test("a client's name that has no spaces makes no page wider than the narrowest phone", async ({ visit }) => {
  expect([...name]).toHaveLength(140);
  const page = await visit(portal(), { as: "admin", viewport: { width: 320, height: 720 } });
  const wider: string[] = [];
  for (const path of ["/", "/reports", review, "/share-links"]) {
    await page.goto(path);
    await expect(page.getByText(name).filter({ visible: true }).first()).toBeVisible();
    await expect(page.locator("[data-slot=page-wait]")).toHaveCount(0);
    wider.push(
      ...(await page.evaluate((at) => {
        const sticking = [...document.querySelectorAll<HTMLElement>("main *")].filter(
          (one) => one.checkVisibility() && one.getBoundingClientRect().right > 321,
        );
        return document.documentElement.scrollWidth > 320
          ? [
              `${at} ${document.documentElement.scrollWidth}`,
              ...sticking.slice(0, 6).map((one) => one.outerHTML.slice(0, 160)),
            ]
          : [];
      }, path)),
    );
  }
  expect(wider).toEqual([]);
});
