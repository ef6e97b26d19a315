import type { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { publicationWithdrawals } from "@/lib/db/schema/publications";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { lockReport } from "@/lib/publications/lock-report";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { shortestWhy } from "@/lib/report/corrections";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { typedWords } from "@/lib/values/typed-words";

export type WithdrawOutcome =
  | { readonly kind: "withdrawn"; readonly version: number }
  | {
      readonly kind: "refused";
      readonly why:
        | "unknown_client"
        | "not_allowed"
        | "not_published"
        | "why_too_short"
        | "already_withdrawn";
    }
  /** Somebody else published a newer one meanwhile. */
  | { readonly kind: "refused"; readonly why: "replaced"; readonly version: number };

/**
 * Takes a month back: from the next request on nobody is shown this version or an older one. Kept for ever with its reason; the way back is a
 * newer version. The lock on the report's row puts it before or after a correction, never beside it.
 */
export async function withdrawReport(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  /** The version that the person saw. */
  readonly version: number;
  /** At least 10 characters; staff read it, the client does not. */
  readonly why: string;
  readonly now: Temporal.Instant;
}): Promise<WithdrawOutcome> {
  const { db, actor, slug, month, version, now } = args;
  const why = typedWords(args.why);
  return db.asStaff(actor, async (tx): Promise<WithdrawOutcome> => {
    const [who] = await readReportClients(tx, slug);
    if (!who) return { kind: "refused", why: "unknown_client" };
    if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
    if ([...why].length < shortestWhy) return { kind: "refused", why: "why_too_short" };
    const { clientId } = who;
    await lockReport(tx, clientId, month);
    const newest = await readNewestPublication(tx, clientId, month);
    if (!newest) return { kind: "refused", why: "not_published" };
    if (newest.version !== version) return { kind: "refused", why: "replaced", version: newest.version };
    if (newest.withdrawn) return { kind: "refused", why: "already_withdrawn" };
    await tx.insert(publicationWithdrawals).values({
      clientId,
      month: `${month}-01`,
      version,
      why,
      withdrawnAt: new Date(now.epochMilliseconds),
      withdrawnBy: actor.name,
      withdrawnByStaffId: actor.staffId,
    });
    await recordAudit(tx, actor, {
      action: "report.withdraw",
      subject: `${slug} ${month}`,
      detail: { version, why },
    });
    return { kind: "withdrawn", version };
  });
}
