import { and, eq } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { reports } from "@/lib/db/schema/publications";
import { openReport, type Refusal } from "@/lib/publications/notes/open-report";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** Draft to in review, and back; a month that is published stays published. */
export async function takeIntoReview(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  readonly month: CalendarMonth;
  readonly state: "draft" | "in_review";
  readonly now: Temporal.Instant;
}): Promise<{ readonly kind: "taken" } | Refusal | { readonly kind: "refused"; readonly why: "published" }> {
  const { db, actor, slug, month, state, now } = args;
  return db.asStaff(actor, async (tx) => {
    const open = await openReport(tx, actor, slug, month);
    if (open.kind === "refused") return open;
    if (open.state === "published") return { kind: "refused", why: "published" };
    if (open.state === state) return { kind: "taken" };
    await tx
      .update(reports)
      .set({ state, stateAt: new Date(now.epochMilliseconds), stateBy: actor.name })
      .where(and(eq(reports.clientId, open.who.clientId), eq(reports.month, `${month}-01`)));
    await recordAudit(tx, actor, { action: `report.${state}`, subject: `${slug} ${month}` });
    return { kind: "taken" };
  });
}
