import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SystemTx } from "@/lib/db/database";
import type { AlertPayload } from "@/lib/deliver/alert-payload";
import type { Channels } from "@/lib/deliver/channels";
import type { Channel } from "@/lib/deliver/queue-delivery";
import type { Locale } from "@/lib/i18n/locale";

/** Somebody or something that gets the messages about alerts. */
export interface Recipient {
  readonly channel: Channel;
  readonly recipient: string;
  readonly locale: Locale;
  /** Gets only the alerts of this manager's clients; null: all. */
  readonly managerId: string | null;
  /** Why somebody gets them, as their mail says; undefined for a hook. */
  readonly to: AlertPayload["to"];
}

/** `agency.alert_channels`: addresses in place of the staff's own, and hooks that are switched off. */
const chosen = z.object({
  mail: z.array(z.email()).optional().catch(undefined),
  slack: z.boolean().default(true).catch(true),
  webhook: z.boolean().default(true).catch(true),
});

/**
 * Who is told about alerts: the addresses that the agency named, else every enabled admin about everything and every manager about their own
 * clients; Slack and the webhook where they are set up. Each in their own language, hooks in the agency's.
 */
export async function readRecipients(
  tx: SystemTx,
  channels: Channels,
): Promise<{ readonly agency: string; readonly zone: string; readonly recipients: readonly Recipient[] }> {
  const [agency] = await tx.execute<{
    name: string;
    locale: Locale;
    time_zone: string;
    alert_channels: unknown;
  }>(sql`select name, locale, time_zone, alert_channels from agency`);
  if (!agency) return { agency: "", zone: "UTC", recipients: [] };
  const staff = await tx.execute<{ id: string; email: string; role: string; locale: Locale }>(sql`
    select id, lower(email) as email, role, locale from staff_members
    where disabled_at is null and role in ('admin', 'manager') order by created_at, email`);
  const to = chosen.parse(agency.alert_channels ?? {});
  const localeOf = (address: string) =>
    staff.find(({ email }) => email === address.toLowerCase())?.locale ?? agency.locale;
  const mail = to.mail
    ? to.mail.map((address) => ({
        ...{ recipient: address, locale: localeOf(address), managerId: null },
        to: "address" as const,
      }))
    : staff.map(({ id, email, role, locale }) => ({
        recipient: email,
        locale,
        managerId: role === "manager" ? id : null,
        to: role === "manager" ? ("manager" as const) : ("admin" as const),
      }));
  const hook = (channel: "slack" | "webhook", name: string, isOn: boolean): Recipient[] =>
    isOn ? [{ channel, recipient: name, locale: agency.locale, managerId: null, to: undefined }] : [];
  return {
    agency: agency.name,
    zone: agency.time_zone,
    recipients: [
      ...(channels.mail ? mail.map((one) => ({ channel: "mail" as const, ...one })) : []),
      ...hook("slack", "SLACK_WEBHOOK_URL", channels.slack !== null && to.slack),
      ...hook("webhook", "ALERT_WEBHOOK_URL", channels.webhook !== null && to.webhook),
    ],
  };
}
