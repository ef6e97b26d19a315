import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { readKept } from "@/app/(staff)/read-kept";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { logger } from "@/lib/ops/logger";
import { type Portfolio, readPortfolio } from "@/lib/today/read-portfolio";
import { readWatch, type Today, todayOf, type Watch } from "@/lib/today/read-today";

export interface TodayPage extends StaffPage, Today {
  readonly now: Temporal.Instant;
  /** null where a half of the page could not be read: its block says so, the other stays (mocks/staff.md, States of a block). */
  readonly portfolio: Portfolio | null;
  readonly watch: Watch | null;
}

/** Today for the person who asks; each half in a transaction of its own, so that a fault of one leaves the other. */
export const loadToday = cache(async (): Promise<TodayPage> => {
  const page = await loadStaffPage();
  const now = Temporal.Now.instant();
  const [portfolio, watch] = await Promise.all([
    orNull("portfolio", () =>
      readKept(page, "portfolio", (tx, minute) => readPortfolio(tx, { zone: page.agency.zone, now: minute })),
    ),
    orNull("watch", () => readKept(page, "watch", readWatch)),
  ]);
  return { ...page, now, portfolio, watch, ...todayOf(portfolio, watch, { zone: page.agency.zone, now }) };
});

async function orNull<T>(half: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    logger.error({ err: error, half }, "today_half_failed");
    return null;
  }
}
