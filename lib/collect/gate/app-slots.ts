import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { isLeaseOver } from "@/lib/collect/gate/right-clock";
import type { CollectorTx } from "@/lib/db/database";

/** Calls that may be in flight for one Meta app, whatever the number of workers and functions (graph-api.md §6.3). */
export const mostCallsPerApp = 4;

/** How long a slot is kept without a sign of life: a dead worker's slot is free again after that. */
export const slotLeaseMs = 30_000;

/** Whose slots, and at which app. `holder` is one process. */
export interface SlotHolder {
  readonly appId: string;
  readonly holder: string;
}

/** Makes the app's four rows unless they are there. */
export async function makeSlots(tx: CollectorTx, appId: string): Promise<void> {
  await tx.execute(sql`
    insert into graph_app_slots (app_id, slot) select ${appId}, n from generate_series(1, ${mostCallsPerApp}::int) n
    on conflict do nothing`);
}

/**
 * Takes at most `wanted` free slots, those of dead holders and of wrong clocks among them, without waiting for anybody; only of the first half while the app's
 * budget is used to 75 % or more (graph-api.md §6.3). Answers their numbers.
 */
export async function takeSlots(
  tx: CollectorTx,
  { appId, holder }: SlotHolder,
  wanted: number,
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx.execute<{ slot: number }>(sql`
    with free as (
      select slot from graph_app_slots where app_id = ${appId} and ${isLeaseOver(now, slotLeaseMs)}
        and (slot <= ${Math.ceil(mostCallsPerApp / 2)} or not exists (
          select from graph_apps g where g.id = ${appId} and (g.usage ->> 'appPercent')::numeric >= 75
            and (g.usage ->> 'at')::timestamptz > ${now.subtract({ hours: 1 }).toString()}::timestamptz))
      order by slot limit ${wanted} for update skip locked
    )
    update graph_app_slots s set holder = ${holder}, lease_until = ${leaseEnd(now)} from free
    where s.app_id = ${appId} and s.slot = free.slot returning s.slot`);
  return rows.map(({ slot }) => slot);
}

/** Renews slots of the holder; answers those that are still its own. */
export async function keepSlots(
  tx: CollectorTx,
  { appId, holder }: SlotHolder,
  slots: readonly number[],
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx.execute<{ slot: number }>(sql`
    update graph_app_slots set lease_until = ${leaseEnd(now)}
    where app_id = ${appId} and holder = ${holder} and slot = any(${`{${slots.join(",")}}`}::smallint[]) returning slot`);
  return rows.map(({ slot }) => slot);
}

/** Gives a slot back; nothing happens when another holder has taken it meanwhile. */
export async function giveSlot(tx: CollectorTx, { appId, holder }: SlotHolder, slot: number): Promise<void> {
  await tx.execute(sql`
    update graph_app_slots set holder = null, lease_until = null
    where app_id = ${appId} and slot = ${slot} and holder = ${holder}`);
}

function leaseEnd(now: Temporal.Instant): string {
  return now.add({ milliseconds: slotLeaseMs }).toString();
}
