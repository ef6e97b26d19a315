import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import type { Channels } from "@/lib/deliver/channels";
import { type Channel, queueDeliveries } from "@/lib/deliver/queue-delivery";
import { sendDue } from "@/lib/deliver/send-due";
import type { Locale } from "@/lib/i18n/locale";

export type TestOutcome =
  | { readonly kind: "sent"; readonly recipient: string }
  | { readonly kind: "not_sent"; readonly error: string }
  | { readonly kind: "not_set_up" }
  /** Channels are the agency's: an admin's to test. */
  | { readonly kind: "refused" };

/**
 * Sends a test message through one channel now and says what became of it: a mail goes to the person who asks, a hook's goes to the hook. It
 * takes the same way as every alert, through the outbox.
 */
export async function sendTest(
  db: Database,
  channels: Channels,
  args: {
    readonly actor: Actor;
    readonly email: string;
    readonly locale: Locale;
    readonly channel: Channel;
    readonly now: Temporal.Instant;
  },
): Promise<TestOutcome> {
  const { actor, email, locale, channel, now } = args;
  if (actor.role !== "admin") return { kind: "refused" };
  if (channels[channel] === null) return { kind: "not_set_up" };
  const hooks = { slack: "SLACK_WEBHOOK_URL", webhook: "ALERT_WEBHOOK_URL" } as const;
  const recipient = channel === "mail" ? email : hooks[channel];
  const key = `test:${channel}:${recipient}:${now}`;
  await db.asStaff(actor, async (tx) => {
    const [agency] = await tx.execute<{ name: string }>(sql`select name from agency`);
    const payload = { agency: agency?.name ?? "", at: now.toString() };
    const message = { kind: "test", channel, recipient, locale, clientId: null, payload } as const;
    await queueDeliveries(tx, [{ idempotencyKey: key, ...message }], now);
    await recordAudit(tx, actor, { action: "alerts.test", subject: `${channel} ${recipient}` });
  });
  await sendDue(db, channels, { clock: () => now });
  const [row] = await db.asStaff(actor, (tx) =>
    tx.execute<{ state: string; error: string | null }>(
      sql`select state, last_error as error from deliveries where idempotency_key = ${key}`,
    ),
  );
  return row?.state === "sent"
    ? { kind: "sent", recipient }
    : { kind: "not_sent", error: row?.error ?? "It waits for another sender." };
}
