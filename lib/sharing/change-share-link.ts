import { and, eq, isNull, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { adAccounts } from "@/lib/db/schema/accounts";
import { clients } from "@/lib/db/schema/people";
import { shareLinkEvents, shareLinks } from "@/lib/db/schema/sharing";
import { endOfDay, latestLastDay } from "@/lib/sharing/link-expiry";
import { hashPasscode, isPasscode } from "@/lib/sharing/passcode";
import { hashShareToken, newShareToken } from "@/lib/sharing/share-token";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { ShareLinkId } from "@/lib/values/ids";

/** What can be done to a link that is not revoked, besides revoking it. */
export type ShareLinkChange =
  | { readonly kind: "pause" | "resume" }
  /** A new secret: the old address is from now on as unknown as any other. */
  | { readonly kind: "replace" }
  /** null takes the passcode away. Who was let in by the one before is asked again. */
  | { readonly kind: "passcode"; readonly passcode: string | null }
  | { readonly kind: "expiry"; readonly lastDay: CalendarDay };

export type ChangeShareLinkOutcome =
  | {
      readonly kind: "changed" /** The new address, for this once, where the secret was replaced. */;
      readonly path?: string;
    }
  | {
      readonly kind: "refused";
      readonly why:
        | "unknown_link"
        | "not_allowed"
        | "revoked"
        | "passcode_too_short"
        | "no_passcode_here"
        | "already_past"
        | "too_far";
    };

/** Changes a link; the next request already finds it so. For admins and the client's own manager, with event and audit row. */
export async function changeShareLink(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly id: ShareLinkId;
  readonly change: ShareLinkChange;
  readonly now: Temporal.Instant;
}): Promise<ChangeShareLinkOutcome> {
  const { db, actor, id, change, now } = args;
  const passcode = change.kind === "passcode" ? change.passcode : null;
  if (passcode !== null && !isPasscode(passcode)) return { kind: "refused", why: "passcode_too_short" };
  // Slow on purpose, so before the transaction.
  const passcodeHash = passcode === null ? null : await hashPasscode(passcode);
  return db.asStaff(actor, async (tx) => {
    const [link] = await tx
      .select({
        managerId: clients.managerId,
        slug: clients.slug,
        zone: adAccounts.timeZone,
        kind: shareLinks.kind,
        revokedAt: shareLinks.revokedAt,
      })
      .from(shareLinks)
      .innerJoin(clients, eq(clients.id, shareLinks.clientId))
      .leftJoin(adAccounts, eq(adAccounts.clientId, clients.id))
      .where(eq(shareLinks.id, id));
    if (!link) return { kind: "refused", why: "unknown_link" };
    if (!mayChange(actor, link)) return { kind: "refused", why: "not_allowed" };
    if (link.revokedAt) return { kind: "refused", why: "revoked" };
    if (passcodeHash !== null && link.kind === "csv") return { kind: "refused", why: "no_passcode_here" };
    const zone = link.zone ?? "Etc/UTC";
    if (change.kind === "expiry") {
      if (Temporal.Instant.compare(endOfDay(change.lastDay, zone), now) <= 0)
        return { kind: "refused", why: "already_past" };
      if (change.lastDay > latestLastDay(now, zone)) return { kind: "refused", why: "too_far" };
    }
    const token = newShareToken();
    const changed = await tx
      .update(shareLinks)
      .set(columnsOf(change, { passcodeHash, token, zone }))
      .where(and(eq(shareLinks.id, id), isNull(shareLinks.revokedAt)))
      .returning({ id: shareLinks.id });
    if (changed.length === 0) return { kind: "refused", why: "revoked" };
    if (change.kind !== "expiry")
      await tx.insert(shareLinkEvents).values({ shareLinkId: id, kind: events[change.kind] });
    await recordAudit(tx, actor, {
      action: `share.${change.kind}`,
      subject: link.slug,
      detail: { link: id, ...(change.kind === "expiry" ? { last_day: change.lastDay } : {}) },
    });
    return {
      kind: "changed",
      ...(change.kind === "replace" ? { path: `/r/${token}${link.kind === "csv" ? "/csv" : ""}` } : {}),
    };
  });
}

const events = { pause: "paused", resume: "resumed", replace: "replaced", passcode: "passcode" } as const;

function columnsOf(
  change: ShareLinkChange,
  made: { readonly passcodeHash: string | null; readonly token: string; readonly zone: string },
) {
  switch (change.kind) {
    case "pause":
      return { pausedAt: sql`coalesce(paused_at, now())` };
    case "resume":
      return { pausedAt: null };
    case "replace":
      return { tokenHash: hashShareToken(made.token) };
    case "passcode":
      return {
        passcodeHash: made.passcodeHash,
        hasPasscode: made.passcodeHash !== null,
        passcodeVersion: sql`passcode_version + 1`,
      };
    case "expiry":
      return { expiresAt: new Date(endOfDay(change.lastDay, made.zone).epochMilliseconds) };
  }
}
