import type { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import type { Actor, Database } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { freezeReport } from "@/lib/publications/freeze-report";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import {
  type ChangedPart,
  changedSince,
  type ReadingMark,
  readingMark,
} from "@/lib/publications/reading-mark";
import { storeAsSeen } from "@/lib/publications/store-as-seen";
import { storeDraft } from "@/lib/publications/store-publication";
import { buildReport } from "@/lib/report/build-report";
import { permissionOf } from "@/lib/report/override";
import type { Blocker } from "@/lib/report/publishing-rules";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

/** A version that is out now. */
export interface Published {
  readonly kind: "published";
  readonly id: PublicationId;
  readonly version: number;
  /** Of document and bytes, 64 hex digits each. */
  readonly documentSha256: string;
  readonly htmlSha256: string;
  /** What the reason lifted; empty when nothing stood against it. */
  readonly overridden: readonly Blocker[];
}

export type PublishOutcome =
  | Published
  /** R11: what stands against it. A draft is kept. */
  | { readonly kind: "blocked"; readonly reasons: readonly Blocker[] }
  | {
      readonly kind: "refused";
      readonly why: "unknown_client" | "not_allowed" | "reason_too_short";
    }
  | { readonly kind: "refused"; readonly why: "already_published"; readonly version: number }
  | ChangedSince;

/** The month reads otherwise than what the person saw who publishes it: nobody signs what they have not read. */
export interface ChangedSince {
  readonly kind: "refused";
  readonly why: "changed_since";
  readonly parts: readonly ChangedPart[];
}

export interface PublishArgs {
  readonly db: Database;
  /** The named person who publishes; an override is printed under this name. */
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly overrideReason?: string;
  /** What that person saw of the month; absent where nothing was shown, as on the command line. */
  readonly seen?: ReadingMark;
  readonly now: Temporal.Instant;
}

/**
 * Freezes a client's month as v1 (R10): document, bytes and both hashes, committed together. Fail closed (R11): an open month never; a
 * missing, failed or unreconciled day only with a reason of at least 20 characters, which is printed. Of two at once one publishes and the
 * other is told. A reason that nothing needs is not printed. What changed since the person looked, or while it was frozen, is refused.
 */
export async function publishReport(args: PublishArgs): Promise<PublishOutcome> {
  const { db, actor, slug, month, now } = args;
  const read = await db.asStaff(
    actor,
    async (tx) => {
      const found = await readReportInput(tx, { slug, month, now });
      return found && { ...found, newest: await readNewestPublication(tx, found.who.clientId, month) };
    },
    { snapshot: true },
  );
  if (!read) return { kind: "refused", why: "unknown_client" };
  const { who, input, newest } = read;
  if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
  if (newest) return { kind: "refused", why: "already_published", version: newest.version };

  const report = buildReport(input);
  const parts = args.seen === undefined ? [] : changedSince(args.seen, report, null);
  if (parts.length > 0) return { kind: "refused", why: "changed_since", parts };
  const permission = permissionOf(report, args.overrideReason);
  if (permission.kind === "blocked") {
    await db.asStaff(actor, (tx) => storeDraft(tx, who.clientId, month));
    return permission;
  }
  if (permission.kind === "reason_too_short") return { kind: "refused", why: "reason_too_short" };
  const overrideReason = permission.reason;
  const frozen = await freezeReport({ report, version: 1, actor, now, overrideReason, changes: [] });
  const mark = readingMark(report, null);
  const stored = await db.asStaff(actor, (tx) =>
    storeAsSeen(tx, actor, { frozen, clientId: who.clientId, slug, month, now, mark }),
  );
  if (stored.kind === "replaced")
    return { kind: "refused", why: "already_published", version: stored.version };
  if (stored.kind === "changed") return { kind: "refused", why: "changed_since", parts: stored.parts };
  return {
    kind: "published",
    id: stored.id,
    version: frozen.version,
    documentSha256: frozen.document.sha256,
    htmlSha256: frozen.html.sha256,
    overridden: permission.lifted,
  };
}
