import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { loadStaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { portalDatabase } from "@/lib/db/portal-database";
import { type LastCalls, readCalls } from "@/lib/facts/grid/read-calls";
import { type CheckAnswers, readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { type ReadGrid, readGrid } from "@/lib/facts/grid/read-grid";
import { logger } from "@/lib/ops/logger";

/** What a block shows, or that it could not be read: then that block says so and the others stay (docs/design/screens.md, States). */
export type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/** The page's one moment. */
export const pageNow = cache(() => Temporal.Now.instant());

/** Reads one block in a transaction of its own, so that a fault in it is its own. */
export async function readBlock<Value>(
  name: string,
  work: (tx: StaffTx) => Promise<Value>,
): Promise<Read<Value>> {
  const { staff } = await loadStaffPage();
  try {
    return {
      ok: true,
      value: await portalDatabase().asStaff(staff.actor, work, { snapshot: true }),
    };
  } catch (error) {
    logger.error({ err: error, block: name }, "health_block_unread");
    return { ok: false };
  }
}

export const loadGrid = cache(async (): Promise<Read<ReadGrid>> => {
  const { agency } = await loadStaffPage();
  return readBlock("days", (tx) => readGrid(tx, { now: pageNow(), zone: agency.zone }));
});

export const loadChecks = cache((): Promise<Read<CheckAnswers>> => readBlock("checks", readCheckAnswers));

export const loadCalls = cache((): Promise<Read<LastCalls>> => readBlock("calls", readCalls));
