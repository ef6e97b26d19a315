import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { logger } from "@/lib/ops/logger";
import { readWaiting, type Waiting } from "@/lib/today/read-waiting";

/** The navigation's counts; null when they could not be read, which may keep no page from being shown. */
export const loadWaiting = cache(async (): Promise<Waiting | null> => {
  const { staff, agency } = await loadStaffPage();
  try {
    return await portalDatabase().asStaff(staff.actor, (tx) =>
      readWaiting(tx, { zone: agency.zone, now: Temporal.Now.instant() }),
    );
  } catch (error) {
    logger.error({ err: error }, "navigation_counts_failed");
    return null;
  }
});
