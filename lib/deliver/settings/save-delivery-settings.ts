import { sql } from "drizzle-orm";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { mostRecipients, readAddresses } from "@/lib/deliver/settings/delivery-settings";
import type { Locale } from "@/lib/i18n/locale";

export type SaveDeliveryOutcome =
  | { readonly kind: "saved"; readonly recipients: readonly string[] }
  | { readonly kind: "refused"; readonly why: "unknown_client" | "not_allowed" | "too_many" }
  | { readonly kind: "refused"; readonly why: "malformed"; readonly address: string };

/**
 * Keeps who gets a client's report, in which language, with or without the PDF, and when staff are reminded. Budget and goals beside them stay.
 * What is published already, and mails that are queued already, stay as they are.
 */
export async function saveDeliverySettings(args: {
  readonly db: Database;
  readonly actor: Actor;
  readonly slug: string;
  /** As somebody typed them. */
  readonly recipients: string;
  readonly locale: Locale;
  readonly attachPdf: boolean;
  readonly reminderDay: number | null;
}): Promise<SaveDeliveryOutcome> {
  const { db, actor, slug, locale, attachPdf, reminderDay } = args;
  const read = readAddresses(args.recipients);
  if (read.kind === "malformed") return { kind: "refused", why: "malformed", address: read.address };
  const recipients = read.addresses;
  if (recipients.length > mostRecipients) return { kind: "refused", why: "too_many" };
  return db.asStaff(actor, async (tx): Promise<SaveDeliveryOutcome> => {
    const [client] = await tx.execute<{ manager_id: string | null; before: unknown; locale: Locale }>(sql`
      select manager_id, locale, jsonb_build_object('recipients', report_settings -> 'recipients', 'attach_pdf', report_settings -> 'attach_pdf',
        'reminder_day', report_settings -> 'reminder_day') as before
      from clients where slug = ${slug}`);
    if (!client) return { kind: "refused", why: "unknown_client" };
    if (!mayChange(actor, { managerId: client.manager_id })) return { kind: "refused", why: "not_allowed" };
    const after = { recipients, attach_pdf: attachPdf, reminder_day: reminderDay };
    await tx.execute(sql`
      update clients set locale = ${locale}, report_settings = report_settings || ${JSON.stringify(after)}::text::jsonb where slug = ${slug}`);
    await recordAudit(tx, actor, {
      action: "client.delivery",
      subject: slug,
      detail: { before: { locale: client.locale, ...Object(client.before) }, after: { locale, ...after } },
    });
    return { kind: "saved", recipients };
  });
}
