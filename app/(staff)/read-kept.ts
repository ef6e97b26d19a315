import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { keepReads } from "@/lib/db/kept-reads";
import { portalDatabase } from "@/lib/db/portal-database";

/** A page of data health has six blocks; a few people look at a few pages. */
const kept = keepReads(24);

/** The minute of this request: days fall due and passes begin on whole minutes, so nothing that a page reads depends on less. */
export const pageMinute = cache(() =>
  Temporal.Now.instant().round({ smallestUnit: "minute", roundingMode: "floor" }),
);

/**
 * Reads for a staff page as of this minute: from memory where the database proves that nothing was written since it was read for the same person, else
 * anew, in a transaction of its own that sees one moment. `name` says what it is, with everything that it depends on besides minute and database.
 */
export function readKept<T>(
  { staff, seen, agency }: Pick<StaffPage, "staff" | "seen" | "agency">,
  name: string,
  work: (tx: StaffTx, minute: Temporal.Instant) => Promise<T>,
): Promise<T> {
  const minute = pageMinute();
  return kept.read(portalDatabase(), {
    // The agency's zone was read before: its row may be another one by the time that the rest is read.
    name: `${agency.zone} ${name}`,
    asOf: minute.toString(),
    actor: staff.actor,
    seen,
    work: (tx) => work(tx, minute),
  });
}
