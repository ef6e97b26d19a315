import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Alert } from "@/lib/alerts/alert";
import { type Recipient, readRecipients } from "@/lib/alerts/recipients";
import { isShown } from "@/lib/clients/shown-clients";
import type { SystemTx } from "@/lib/db/database";
import { rowPieces } from "@/lib/db/row-pieces";
import { alertEvents } from "@/lib/db/schema/alerts";
import type { AlertItem, AlertPayload } from "@/lib/deliver/alert-payload";
import type { Channels } from "@/lib/deliver/channels";
import { type NewDelivery, queueDeliveries } from "@/lib/deliver/queue-delivery";

interface ClientRow extends Record<string, unknown> {
  id: string;
  name: string;
  slug: string;
  manager_id: string | null;
  zone: string | null;
  currency: string | null;
  /** Whether the pages show its alerts. */
  shown: boolean;
}

/** One message about some alerts, to everybody whom it concerns. */
export interface News {
  readonly kind: "alerts" | "resolved";
  readonly when: AlertPayload["when"];
  readonly alerts: readonly Alert[];
  /** The same news has the same name, so that it is told once. */
  readonly name: string;
}

/**
 * Queues news for every recipient, each with the alerts of their clients in one message, and writes into each alert's history that it was told.
 * Without a channel nobody is told and no history says so. What the pages do not show, demo clients beside real ones, is told to nobody
 * (incident 22). Gives back how many messages were queued.
 */
export async function tell(
  tx: SystemTx,
  channels: Channels,
  news: readonly News[],
  now: Temporal.Instant,
): Promise<number> {
  if (news.every(({ alerts }) => alerts.length === 0)) return 0;
  const clients = await readClients(tx);
  const isTold = ({ clientId }: Alert) => clientId === null || clients.get(clientId)?.shown === true;
  const told = news
    .map((one) => ({ ...one, alerts: one.alerts.filter(isTold) }))
    .filter(({ alerts }) => alerts.length > 0);
  if (told.length === 0) return 0;
  const { agency, zone, recipients } = await readRecipients(tx, channels);
  let queued = 0;
  for (const one of told) {
    const messages = recipients.flatMap((to): NewDelivery[] => {
      const mine = one.alerts.filter((alert) => concerns(to, alert, clients));
      if (mine.length === 0) return [];
      const payload: AlertPayload = {
        at: now.toString(),
        agency,
        when: one.when,
        to: to.to,
        items: mine.map((alert) => itemOf(alert, clients, zone)),
      };
      const ids = [...new Set(mine.map(({ clientId }) => clientId))];
      const [only = null] = ids.length === 1 ? ids : [];
      return [
        {
          idempotencyKey: `${one.kind}:${one.name}:${to.channel}:${to.recipient}`,
          kind: one.kind,
          channel: to.channel,
          recipient: to.recipient,
          locale: to.locale,
          clientId: only,
          payload,
        },
      ];
    });
    queued += await queueDeliveries(tx, messages, now);
    if (one.kind === "alerts" && messages.length > 0)
      await noteTold(tx, one.alerts, [...new Set(messages.map(({ channel }) => channel))], now);
  }
  return queued;
}

/** A name for news about these alerts at this moment. */
export function nameOf(alerts: readonly Alert[], now: Temporal.Instant): string {
  const text = alerts.map(({ id, severity }) => `${id} ${severity}`).sort();
  return createHash("sha256").update(`${now} ${text.join()}`).digest("hex").slice(0, 24);
}

async function noteTold(
  tx: SystemTx,
  alerts: readonly Alert[],
  channels: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  for (const piece of rowPieces(alerts)) {
    await tx.insert(alertEvents).values(
      piece.map(({ id }) => ({
        alertId: id,
        kind: "notified",
        at: new Date(now.epochMilliseconds),
        actor: "system",
        detail: { channels },
      })),
    );
  }
}

async function readClients(tx: SystemTx): Promise<ReadonlyMap<string, ClientRow>> {
  const rows = await tx.execute<ClientRow>(sql`
    select c.id, c.name, c.slug, c.manager_id, a.time_zone as zone, a.currency, ${isShown(sql`c.is_demo`)} as shown
    from clients c left join ad_accounts a on a.client_id = c.id`);
  return new Map(rows.map((row) => [row.id, row]));
}

function concerns(to: Recipient, alert: Alert, clients: ReadonlyMap<string, ClientRow>): boolean {
  if (to.managerId === null) return true;
  return alert.clientId !== null && clients.get(alert.clientId)?.manager_id === to.managerId;
}

function itemOf(alert: Alert, clients: ReadonlyMap<string, ClientRow>, agencyZone: string): AlertItem {
  const client = alert.clientId === null ? undefined : clients.get(alert.clientId);
  const { id, check, subject, cause, severity, message, evidence, months, amount, currency } = alert;
  return {
    ...{ id, check, subject, cause, severity, message, amount, currency },
    client: client ? { name: client.name, slug: client.slug, currency: client.currency } : null,
    evidence: { ...evidence },
    months: [...months],
    zone: client?.zone ?? agencyZone,
    opened_at: alert.openedAt.toString(),
  };
}
