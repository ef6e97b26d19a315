import { sql } from "drizzle-orm";
import type { Database, SystemTx } from "@/lib/db/database";
import type { Channels } from "@/lib/deliver/channels";
import { readAttachment, waitsForPdf } from "@/lib/deliver/publication/read-attachment";
import { type SendOutcome, sendMessage, type ToSend } from "@/lib/deliver/send-message";
import { logger } from "@/lib/ops/logger";
import type { Clock } from "@/lib/values/clock";

/** Minutes to wait after each try that failed; after the last one the message could not be delivered. */
const waits = [1, 5, 15, 45] as const;
/** A sender that has not said anything for so long is dead, and another one may send. */
const leaseMinutes = 2;

interface Claimed extends Record<string, unknown> {
  key: string;
  id: string;
  kind: string;
  channel: ToSend["channel"];
  recipient: string;
  locale: ToSend["locale"];
  payload: unknown;
  client_id: string | null;
  tries: number;
}

export interface Sent {
  readonly sent: number;
  /** Will be tried again. */
  readonly waiting: number;
  /** Could not be delivered; somebody owns it now. */
  readonly failed: number;
}

/**
 * Sends what waits in the outbox until nothing is due or the limits say stop. Each message is claimed with a lease before the network is
 * touched, and takes the lease anew after a wait for a PDF, so that of any number of senders one sends it (incident 29); a failed try waits longer each time, and the last one makes it
 * somebody's: the client's manager, else the first admin. A mail that brings a PDF along is not due before the PDF is there.
 */
export async function sendDue(
  db: Database,
  channels: Channels,
  { clock, isOver = () => false }: { readonly clock: Clock; readonly isOver?: () => boolean },
): Promise<Sent> {
  const count = { sent: 0, waiting: 0, failed: 0 };
  while (!isOver()) {
    const claimed = await db.asSystem((tx) => claim(tx, clock().toString()));
    if (!claimed) break;
    const outcome = await sendMessage(channels, claimed, clock(), async () => {
      if (claimed.kind !== "publication") return { kind: "none" };
      const attachment = await readAttachment(db, channels.pdfs, claimed);
      // The file may have come late: whoever has lost the message meanwhile must not send it any more.
      const isHeld = await db.asSystem((tx) => renew(tx, claimed, clock().toString()));
      return isHeld ? attachment : { kind: "taken" };
    });
    if (outcome.kind === "taken") {
      const { kind, channel, tries } = claimed;
      logger.warn({ kind, channel, tries }, "message_taken_over");
      continue;
    }
    const state = await db.asSystem((tx) => close(tx, claimed, outcome, clock().toString()));
    if (state === "sent") count.sent += 1;
    else if (state === "failed") count.failed += 1;
    else count.waiting += 1;
    if (outcome.kind === "failed") {
      const { kind, channel, tries } = claimed;
      logger.warn({ kind, channel, tries, error: outcome.error, state }, "message_not_sent");
    }
  }
  return count;
}

async function claim(tx: SystemTx, now: string): Promise<Claimed | undefined> {
  const [row] = await tx.execute<Claimed>(sql`
    update deliveries set state = 'sending', tries = tries + 1, lease_until = ${now}::timestamptz + make_interval(mins => ${leaseMinutes})
    where idempotency_key = (
      select idempotency_key from deliveries
      where (state = 'queued' and next_try_at <= ${now}::timestamptz and not (${waitsForPdf(now)}))
        or (state = 'sending' and lease_until < ${now}::timestamptz)
      order by next_try_at, idempotency_key for update skip locked limit 1)
    returning idempotency_key as key, id, kind, channel, recipient, locale, payload, client_id, tries`);
  return row;
}

/** Still this sender's message: another one that took it over has counted a try of its own. */
const isMine = ({ key, tries }: Claimed) =>
  sql`idempotency_key = ${key} and state = 'sending' and tries = ${tries}`;

/** Takes the lease anew at the last moment before the network; false when another sender has the message, or has sent it. */
async function renew(tx: SystemTx, claimed: Claimed, now: string): Promise<boolean> {
  const kept = await tx.execute(sql`
    update deliveries set lease_until = ${now}::timestamptz + make_interval(mins => ${leaseMinutes})
    where ${isMine(claimed)} returning idempotency_key`);
  return kept.length > 0;
}

/** Writes down what became of a try, unless another sender has the message by now. */
async function close(
  tx: SystemTx,
  claimed: Claimed,
  outcome: Exclude<SendOutcome, { kind: "taken" }>,
  now: string,
): Promise<"sent" | "queued" | "failed"> {
  const { tries, client_id: clientId, kind, payload } = claimed;
  const mine = isMine(claimed);
  if (outcome.kind === "sent") {
    await tx.execute(sql`
      update deliveries set state = 'sent', sent_at = ${now}::timestamptz, provider_answer = ${outcome.answer}, lease_until = null, last_error = null
      where ${mine}`);
    return "sent";
  }
  const wait = waits[tries - 1];
  if (wait !== undefined && !outcome.isFinal) {
    await tx.execute(sql`
      update deliveries set state = 'queued', next_try_at = ${now}::timestamptz + make_interval(mins => ${wait}), last_error = ${outcome.error},
        lease_until = null
      where ${mine}`);
    return "queued";
  }
  const failed = await tx.execute(sql`
    update deliveries set state = 'failed', last_error = ${outcome.error}, lease_until = null, owner_id = coalesce(
      (select s.id from clients c join staff_members s on s.id = c.manager_id and s.disabled_at is null where c.id = ${clientId}::uuid),
      (select id from staff_members where role = 'admin' and disabled_at is null order by created_at, email limit 1))
    where ${mine} returning idempotency_key`);
  if (failed.length > 0 && (kind === "alerts" || kind === "resolved"))
    await noteUndelivered(tx, payload, outcome.error, now);
  return "failed";
}

/** Each alert's history says that somebody was not reached. */
async function noteUndelivered(tx: SystemTx, payload: unknown, error: string, now: string): Promise<void> {
  await tx.execute(sql`
    insert into alert_events (alert_id, kind, at, actor, detail)
    select a.id, 'undelivered', ${now}::timestamptz, 'system', jsonb_build_object('error', ${error}::text)
    from jsonb_to_recordset(${JSON.stringify(payload)}::text::jsonb -> 'items') as i (id int) join alerts a on a.id = i.id`);
}
