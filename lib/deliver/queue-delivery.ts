import type { Temporal } from "temporal-polyfill";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { deliveries } from "@/lib/db/schema/alerts";
import type { Locale } from "@/lib/i18n/locale";

export type Channel = "mail" | "slack" | "webhook";

/** A message to be sent once, whoever sends it and however often it is tried. */
export interface NewDelivery {
  /** The same message has the same key: queued twice it is sent once (incident 29). */
  readonly idempotencyKey: string;
  readonly kind: "alerts" | "resolved" | "publication" | "reminder" | "test";
  readonly channel: Channel;
  /** A mail address, or the name of the hook's setting; never a secret address (R12). */
  readonly recipient: string;
  readonly locale: Locale;
  /** Whose it is, where it is about one client. */
  readonly clientId: string | null;
  /** What the message is made from; its shape belongs to the kind (lib/deliver/content-of.ts). */
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Puts messages into the outbox, in the transaction of what they tell about: no message about what did not happen, nothing that happened
 * without its message. Gives back how many of them are new. `sendDue` sends them.
 */
export async function queueDeliveries(
  tx: StaffTx | SystemTx,
  messages: readonly NewDelivery[],
  now: Temporal.Instant,
): Promise<number> {
  if (messages.length === 0) return 0;
  const at = new Date(now.epochMilliseconds);
  const rows = await tx
    .insert(deliveries)
    .values(messages.map((message) => ({ ...message, nextTryAt: at, createdAt: at })))
    .onConflictDoNothing({ target: deliveries.idempotencyKey })
    .returning({ key: deliveries.idempotencyKey });
  return rows.length;
}
