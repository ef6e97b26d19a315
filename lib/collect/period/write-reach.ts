import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { ReachFact } from "@/lib/collect/period/derive-reach";
import type { UnavailableReason } from "@/lib/collect/period/failed-reasons";
import type { CollectorTx } from "@/lib/db/database";
import { toDecimalText } from "@/lib/values/decimal";
import type { Window } from "@/lib/values/window";

/** Stores what Meta said of one period's reach, in place of what it said before. */
export async function writeReach(
  tx: CollectorTx,
  accountId: string,
  window: Window,
  fact: ReachFact,
  now: Temporal.Instant,
): Promise<void> {
  const [reach, frequency, impressions] =
    fact.reach === null
      ? [null, null, null]
      : [fact.reach, fact.frequency, fact.impressions].map((value) => value && toDecimalText(value));
  await tx.execute(sql`
    insert into period_reach as r (ad_account_id, since, until, reach, frequency, impressions, impressions_since, unavailable, observed_at)
    values (${accountId}, ${window.since}, ${window.until}, ${reach}, ${frequency}, ${impressions}, ${now.toString()}, ${fact.unavailable}, ${now.toString()})
    on conflict (ad_account_id, since, until) do update set reach = excluded.reach, frequency = excluded.frequency,
      impressions_since = case when r.impressions = excluded.impressions then coalesce(r.impressions_since, r.observed_at) else excluded.observed_at end,
      impressions = excluded.impressions, unavailable = excluded.unavailable, observed_at = excluded.observed_at`);
}

/** Stores why a period's reach could not be read; a value that is there stays, it was true when it was read. */
export async function writeFailedReach(
  tx: CollectorTx,
  accountId: string,
  window: Window,
  unavailable: UnavailableReason,
  now: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    insert into period_reach (ad_account_id, since, until, unavailable, observed_at)
    values (${accountId}, ${window.since}, ${window.until}, ${unavailable}, ${now.toString()})
    on conflict (ad_account_id, since, until) do update set unavailable = excluded.unavailable, observed_at = excluded.observed_at
      where period_reach.reach is null`);
}
