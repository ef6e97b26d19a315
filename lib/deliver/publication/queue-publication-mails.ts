import { eq } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Actor, StaffTx } from "@/lib/db/database";
import { clients } from "@/lib/db/schema/people";
import { shareLinkEvents, shareLinks } from "@/lib/db/schema/sharing";
import { payloadOf } from "@/lib/deliver/publication/publication-payload";
import { queueDeliveries } from "@/lib/deliver/queue-delivery";
import { parseDeliverySettings } from "@/lib/deliver/settings/delivery-settings";
import { requireEnv } from "@/lib/ops/env";
import type { Report } from "@/lib/report/document";
import { defaultLastDay, endOfDay } from "@/lib/sharing/link-expiry";
import { mailLinkToken } from "@/lib/sharing/share-keys";
import { hashShareToken } from "@/lib/sharing/share-token";
import { parseCalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

/** The key of a publication's mail to one address: the same publication is mailed to nobody twice (incident 29). */
export function publicationMailKey(id: PublicationId, address: string): string {
  return `publication:${id}:${address.toLowerCase()}`;
}

/**
 * Queues the mail of a publication for everybody in the client's `report_settings.recipients`, in the transaction that stores it, each with a
 * link of its own: its secret is made again whenever the mail is sent, and only its hash is stored. Gives back how many mails are new.
 */
export async function queuePublicationMails(
  tx: StaffTx,
  actor: Actor,
  publication: { readonly id: PublicationId; readonly clientId: string; readonly report: Report },
  now: Temporal.Instant,
): Promise<number> {
  const { id, clientId, report } = publication;
  const [client] = await tx
    .select({ settings: clients.reportSettings })
    .from(clients)
    .where(eq(clients.id, clientId));
  const { recipients, attachPdf } = parseDeliverySettings(client?.settings);
  if (recipients.length === 0) return 0;
  const keyring = requireEnv("ENCRYPTION_KEYS");
  const [keyId] = keyring.keys();
  if (keyId === undefined) throw new Error("ENCRYPTION_KEYS holds no key.");
  const lastDay = defaultLastDay(parseCalendarMonth(report.month), now, report.time_zone);
  const payload = payloadOf(report, { lastDay, key: keyId, attach: attachPdf });
  let queued = 0;
  for (const recipient of recipients) {
    const idempotencyKey = publicationMailKey(id, recipient);
    const isNew = await queueDeliveries(
      tx,
      [
        {
          ...{ idempotencyKey, kind: "publication", channel: "mail", recipient, clientId, payload },
          locale: report.locale,
        },
      ],
      now,
    );
    if (isNew === 0) continue;
    queued++;
    const [link] = await tx
      .insert(shareLinks)
      .values({
        clientId,
        tokenHash: hashShareToken(mailLinkToken(keyring, keyId, idempotencyKey)),
        label: recipient,
        month: `${report.month}-01`,
        expiresAt: new Date(endOfDay(lastDay, report.time_zone).epochMilliseconds),
        createdBy: actor.name,
      })
      .returning({ id: shareLinks.id });
    if (!link) throw new Error("The link of a publication's mail was not stored.");
    await tx.insert(shareLinkEvents).values({ shareLinkId: link.id, kind: "created" });
  }
  return queued;
}
