import { and, eq, isNull, sql } from "drizzle-orm";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { clients } from "@/lib/db/schema/people";
import { shareLinkEvents, shareLinks } from "@/lib/db/schema/sharing";
import type { ShareLinkId } from "@/lib/values/ids";

export type RevokeShareLinkOutcome =
  | { readonly kind: "revoked" | "already_revoked" }
  | { readonly kind: "refused"; readonly why: "unknown_link" | "not_allowed" };

/** Ends a link for good. The next request already finds it closed: its state is read every time (incident 50). */
export async function revokeShareLink(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly id: ShareLinkId;
}): Promise<RevokeShareLinkOutcome> {
  const { db, actor, id } = args;
  return db.asStaff(actor, async (tx) => {
    const [link] = await tx
      .select({ managerId: clients.managerId, slug: clients.slug })
      .from(shareLinks)
      .innerJoin(clients, eq(clients.id, shareLinks.clientId))
      .where(eq(shareLinks.id, id));
    if (!link) return { kind: "refused", why: "unknown_link" };
    if (!mayChange(actor, link)) return { kind: "refused", why: "not_allowed" };
    const revoked = await tx
      .update(shareLinks)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(shareLinks.id, id), isNull(shareLinks.revokedAt)))
      .returning({ id: shareLinks.id });
    if (revoked.length === 0) return { kind: "already_revoked" };
    await tx.insert(shareLinkEvents).values({ shareLinkId: id, kind: "revoked" });
    await recordAudit(tx, actor, { action: "share.revoke", subject: link.slug, detail: { link: id } });
    return { kind: "revoked" };
  });
}
