import type { Temporal } from "temporal-polyfill";
import type { Actor, StaffTx } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import type { Frozen } from "@/lib/publications/freeze-report";
import { lockReport } from "@/lib/publications/lock-report";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { type ChangedPart, changedSince, type ReadingMark } from "@/lib/publications/reading-mark";
import { storeDraft, storePublication } from "@/lib/publications/store-publication";
import { buildReport } from "@/lib/report/build-report";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

export type StoreOutcome =
  | { readonly kind: "stored"; readonly id: PublicationId }
  /** Another version is the newest by now. */
  | { readonly kind: "replaced"; readonly version: number }
  /** The month reads otherwise than what was frozen: words, a withdrawal or figures came while it was. */
  | { readonly kind: "changed"; readonly parts: readonly ChangedPart[] };

/**
 * Stores a frozen version if the month still is what it was frozen from. Under the lock that words, lines and withdrawals of the month take too,
 * so that of two at once the later one sees the other: nothing that was saved is left out, nothing that was withdrawn comes back unseen.
 */
export async function storeAsSeen(
  tx: StaffTx,
  actor: Actor,
  args: {
    readonly frozen: Frozen;
    readonly clientId: string;
    readonly slug: string;
    readonly month: CalendarMonth;
    readonly now: Temporal.Instant;
    /** Of the document before it was frozen, and of the newest version then. */
    readonly mark: ReadingMark;
  },
): Promise<StoreOutcome> {
  const { frozen, clientId, slug, month, now, mark } = args;
  await storeDraft(tx, clientId, month);
  await lockReport(tx, clientId, month);
  const newest = await readNewestPublication(tx, clientId, month);
  if (newest && newest.version >= frozen.version) return { kind: "replaced", version: newest.version };
  const read = await readReportInput(tx, { slug, month, now });
  if (!read) throw new Error(`The client ${slug} is gone, which nothing can do.`);
  const parts = changedSince(mark, buildReport(read.input), newest);
  if (parts.length > 0) return { kind: "changed", parts };
  const id = await storePublication(tx, actor, { clientId, slug, month, ...frozen });
  return id ? { kind: "stored", id } : { kind: "replaced", version: frozen.version };
}
