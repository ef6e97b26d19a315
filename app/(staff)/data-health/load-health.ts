import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { readKept } from "@/app/(staff)/read-kept";
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

/**
 * Reads one block in a transaction of its own, so that a fault in it is its own; as of the minute that runs. `of`: what it depends on besides minute
 * and database, as words.
 */
export async function readBlock<Value>(
  name: string,
  work: (tx: StaffTx, minute: Temporal.Instant) => Promise<Value>,
  of: readonly string[] = [],
): Promise<Read<Value>> {
  const page = await loadStaffPage();
  return orUnread(name, () => readKept(page, ["health", name, ...of].join(" "), work));
}

/** The same, always read anew: what somebody opened just now. */
export async function readBlockNow<Value>(
  name: string,
  work: (tx: StaffTx) => Promise<Value>,
): Promise<Read<Value>> {
  const { staff } = await loadStaffPage();
  return orUnread(name, () => portalDatabase().asStaff(staff.actor, work, { snapshot: true }));
}

async function orUnread<Value>(name: string, read: () => Promise<Value>): Promise<Read<Value>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    logger.error({ err: error, block: name }, "health_block_unread");
    return { ok: false };
  }
}

export const loadGrid = cache(async (): Promise<Read<ReadGrid>> => {
  const { agency } = await loadStaffPage();
  return readBlock("days", (tx, minute) => readGrid(tx, { now: minute, zone: agency.zone }));
});

export const loadChecks = cache((): Promise<Read<CheckAnswers>> => readBlock("checks", readCheckAnswers));

export const loadCalls = cache((): Promise<Read<LastCalls>> => readBlock("calls", readCalls));
