import { and, eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { adAccounts } from "@/lib/db/schema/accounts";
import { clients } from "@/lib/db/schema/people";
import { publications } from "@/lib/db/schema/publications";
import { shareLinkEvents, shareLinks } from "@/lib/db/schema/sharing";
import { defaultLastDay, endOfDay, latestLastDay } from "@/lib/sharing/link-expiry";
import { hashPasscode, isPasscode } from "@/lib/sharing/passcode";
import { hashShareToken, newShareToken } from "@/lib/sharing/share-token";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";
import { typedWords } from "@/lib/values/typed-words";

export type CreateShareLinkOutcome =
  | {
      readonly kind: "created";
      readonly id: ShareLinkId;
      /** The secret, for this once. */
      readonly token: string;
      /** `/r/<token>`, with `/csv` for a spreadsheet, to be put after the portal's address. */
      readonly path: string;
      /** Last day on which it opens, in the client's zone, and the instant at which that day ends. */
      readonly lastDay: CalendarDay;
      readonly expiresAt: string;
      /** Whether the month has a publication yet; until then the link says that there is none. */
      readonly published: boolean;
    }
  | {
      readonly kind: "refused";
      readonly why:
        | "unknown_client"
        | "no_account"
        | "not_allowed"
        | "already_past"
        | "too_far"
        | "passcode_too_short"
        | "no_passcode_here";
    };

/**
 * Makes a link that opens one published month of a client, or all of them, without an account. Only the hash of its secret is stored; it always expires
 * (architecture.md §5). For admins and the client's own manager.
 */
export async function createShareLink(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  /** null: all published months of the client. */
  readonly month: CalendarMonth | null;
  /** `csv`: an address for a spreadsheet, which cannot type in a passcode and opens nothing but `/csv`. */
  readonly linkKind?: "report" | "csv";
  readonly passcode?: string;
  /** For whom it is, in staff's words. */
  readonly label?: string;
  readonly lastDay?: CalendarDay;
  readonly now: Temporal.Instant;
}): Promise<CreateShareLinkOutcome> {
  const { db, actor, slug, month, now, passcode } = args;
  const linkKind = args.linkKind ?? "report";
  if (passcode !== undefined && linkKind === "csv") return { kind: "refused", why: "no_passcode_here" };
  if (passcode !== undefined && !isPasscode(passcode)) return { kind: "refused", why: "passcode_too_short" };
  // Slow on purpose, so before the transaction.
  const passcodeHash = passcode === undefined ? null : await hashPasscode(passcode);
  return db.asStaff(actor, async (tx) => {
    const [client] = await tx
      .select({ id: clients.id, managerId: clients.managerId, zone: adAccounts.timeZone })
      .from(clients)
      .leftJoin(adAccounts, eq(adAccounts.clientId, clients.id))
      .where(eq(clients.slug, slug));
    if (!client) return { kind: "refused", why: "unknown_client" };
    if (!mayChange(actor, client)) return { kind: "refused", why: "not_allowed" };
    if (client.zone === null) return { kind: "refused", why: "no_account" };
    const lastDay = args.lastDay ?? defaultLastDay(month, now, client.zone);
    const expiresAt = endOfDay(lastDay, client.zone);
    if (Temporal.Instant.compare(expiresAt, now) <= 0) return { kind: "refused", why: "already_past" };
    if (lastDay > latestLastDay(now, client.zone)) return { kind: "refused", why: "too_far" };

    const firstDay = month && `${month}-01`;
    const [publication] = await tx
      .select({ id: publications.id })
      .from(publications)
      .where(
        and(
          eq(publications.clientId, client.id),
          firstDay === null ? undefined : eq(publications.month, firstDay),
        ),
      )
      .limit(1);
    const token = newShareToken();
    const [link] = await tx
      .insert(shareLinks)
      .values({
        clientId: client.id,
        tokenHash: hashShareToken(token),
        kind: linkKind,
        label: typedWords(args.label ?? "") || null,
        month: firstDay,
        passcodeHash,
        hasPasscode: passcodeHash !== null,
        passcodeVersion: passcodeHash === null ? 0 : 1,
        expiresAt: new Date(expiresAt.epochMilliseconds),
        createdBy: actor.name,
      })
      .returning({ id: shareLinks.id });
    if (!link) throw new Error(`The link for ${slug} was not stored.`);
    await tx.insert(shareLinkEvents).values({ shareLinkId: link.id, kind: "created" });
    await recordAudit(tx, actor, {
      action: "share.create",
      subject: month ? `${slug} ${month}` : slug,
      detail: { link: link.id, last_day: lastDay, kind: linkKind, passcode: passcodeHash !== null },
    });
    return {
      kind: "created",
      id: link.id as ShareLinkId,
      token,
      path: `/r/${token}${linkKind === "csv" ? "/csv" : ""}`,
      lastDay,
      expiresAt: expiresAt.toString(),
      published: publication !== undefined,
    };
  });
}
