"use server";

import { openedDay } from "@/app/(staff)/data-health/opened-day";
import type { OpenedDay } from "@/components/health/day-grid-frame";
import { loadStaffPage } from "@/lib/auth/staff-page";

/** What the panel shows of a day that was opened in the grid; for signed-in staff, whoever's client it is. */
export async function openDay(client: string, day: string): Promise<OpenedDay> {
  return openedDay(await loadStaffPage(), { client, day, asTable: false });
}
