import { sql } from "drizzle-orm";
import { mayChange } from "@/lib/auth/may-change";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { deliveryMark, type StandingDelivery } from "@/lib/deliver/settings/delivery-mark";
import {
  mostRecipients,
  parseDeliverySettings,
  readAddresses,
} from "@/lib/deliver/settings/delivery-settings";
import type { Locale } from "@/lib/i18n/locale";

export type SaveDeliveryOutcome =
  /** `mark` of what stands now. */
  | { readonly kind: "saved"; readonly recipients: readonly string[]; readonly mark: string }
  /** Somebody else was faster: these settings stand now. */
  | {
      readonly kind: "refused";
      readonly why: "changed_since";
      readonly stands: StandingDelivery;
      readonly mark: string;
    }
  | { readonly kind: "refused"; readonly why: "unknown_client" | "not_allowed" | "too_many" }
  | { readonly kind: "refused"; readonly why: "malformed"; readonly address: string };

/**
 * Keeps who gets a client's report, in which language, with or without the PDF, and when staff are reminded. Budget and goals beside them stay.
 * What is published already, and mails that are queued already, stay as they are. Settings that another person saved since this one looked at
 * them are not replaced unseen.
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
  /** `deliveryMark` of the settings that this person began with. */
  readonly before: string;
}): Promise<SaveDeliveryOutcome> {
  const { db, actor, slug, locale, attachPdf, reminderDay } = args;
  const read = readAddresses(args.recipients);
  if (read.kind === "malformed") return { kind: "refused", why: "malformed", address: read.address };
  const recipients = read.addresses;
  if (recipients.length > mostRecipients) return { kind: "refused", why: "too_many" };
  return db.asStaff(actor, async (tx): Promise<SaveDeliveryOutcome> => {
    const [client] = await tx.execute<{ manager_id: string | null }>(
      sql`select manager_id from clients where slug = ${slug}`,
    );
    if (!client) return { kind: "refused", why: "unknown_client" };
    if (!mayChange(actor, { managerId: client.manager_id })) return { kind: "refused", why: "not_allowed" };
    // Two who save at once come one after the other; a row that one may not change is not there to be locked.
    const [row] = await tx.execute<{ settings: unknown; before: unknown; locale: Locale }>(sql`
      select locale, report_settings as settings, jsonb_build_object('recipients', report_settings -> 'recipients',
        'attach_pdf', report_settings -> 'attach_pdf', 'reminder_day', report_settings -> 'reminder_day') as before
      from clients where slug = ${slug} for update`);
    if (!row) return { kind: "refused", why: "not_allowed" };
    const stands: StandingDelivery = { settings: parseDeliverySettings(row.settings), locale: row.locale };
    const [standing, mark] = [
      deliveryMark(stands),
      deliveryMark({ settings: { recipients, attachPdf, reminderDay }, locale }),
    ];
    if (standing !== args.before && standing !== mark)
      return { kind: "refused", why: "changed_since", stands, mark: standing };
    const after = { recipients, attach_pdf: attachPdf, reminder_day: reminderDay };
    await tx.execute(sql`
      update clients set locale = ${locale}, report_settings = report_settings || ${JSON.stringify(after)}::text::jsonb where slug = ${slug}`);
    await recordAudit(tx, actor, {
      action: "client.delivery",
      subject: slug,
      detail: { before: { locale: row.locale, ...Object(row.before) }, after: { locale, ...after } },
    });
    return { kind: "saved", recipients, mark };
  });
}
