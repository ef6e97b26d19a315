import { Temporal } from "temporal-polyfill";
import type { SimulatedClient } from "@/tests/simulation/cast";
import { randomOf, seedOf } from "@/tools/simulator/random";
import type { RowSource, SourceRow } from "@/tools/simulator/world";

/** Figures of one campaign's or account's day; money in hundredths. */
interface Sums {
  spend: number;
  impressions: number;
  clicks: number;
  links: number;
  purchases: number;
  value: number;
  leads: number;
}

const hour = 3_600_000;
const offsetOne = new Set(["HUF", "JPY"]);

/**
 * What Meta would answer of this client, a pure function of seed, campaign, day and the hour in which it is asked: results mature until day
 * 28, spend falls by a cent until day 3, some days have no delivery, some rows are withdrawn later, and some account totals stay above their
 * campaigns, for ever or for two days.
 */
export function figuresOf(seed: number, client: SimulatedClient): RowSource {
  const ends = new Map<string, number>();
  const endOf = (date: string): number => {
    const known = ends.get(date);
    if (known !== undefined) return known;
    const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(client.zone);
    ends.set(date, next.epochMilliseconds);
    return next.epochMilliseconds;
  };
  const hoursAfter = (date: string, at: Temporal.Instant) =>
    Math.floor((at.epochMilliseconds - endOf(date)) / hour);

  /** null: nothing to report. `counted`: still in the account's total. */
  const campaignDay = (
    id: string,
    date: string,
    hours: number,
  ): { sums: Sums; isWithdrawn: boolean } | null => {
    if (hours < -24) return null;
    const random = randomOf(seedOf(seed, client.externalId, id, date));
    if (random() < 0.15) return null;
    const matured = maturity(hours);
    const impressions = 200 + Math.floor(random() * 5_000);
    const clicks = Math.floor(impressions * (0.01 + random() * 0.03));
    const purchases = Math.floor(Math.floor(random() * 9) * matured);
    const cents = 500 + Math.floor(random() * 20_000) + (hours < 72 && random() < 0.4 ? 1 : 0);
    const sums = {
      spend: offsetOne.has(client.currency) ? Math.round(cents / 100) * 100 : cents,
      impressions: hours < 12 ? Math.floor(impressions * 0.97) : impressions,
      clicks,
      links: Math.floor(clicks * 0.7),
      purchases,
      value: purchases * (offsetOne.has(client.currency) ? 9_900 : 9_999),
      leads: Math.floor(Math.floor(random() * 5) * matured),
    };
    return { sums, isWithdrawn: random() < 0.02 && hours > 24 * 4 };
  };

  const rows = (since: string, until: string, observedAt: Temporal.Instant): SourceRow[] =>
    daysBetween(since, until).flatMap((date) => {
      const hours = hoursAfter(date, observedAt);
      return client.campaigns.flatMap((id) => {
        const day = campaignDay(id, date, hours);
        return day && !day.isWithdrawn ? [rowOf(client, date, day.sums, id)] : [];
      });
    });

  const accountRows = (since: string, until: string, observedAt: Temporal.Instant): SourceRow[] =>
    daysBetween(since, until).flatMap((date) => {
      const hours = hoursAfter(date, observedAt);
      const random = randomOf(seedOf(seed, client.externalId, "total", date));
      const [oddity, keepsWithdrawn] = [random(), random() < 0.6];
      const parts = client.campaigns.flatMap((id) => {
        const day = campaignDay(id, date, hours);
        return day && (!day.isWithdrawn || keepsWithdrawn) ? [day.sums] : [];
      });
      // Deleted ads: for ever on some days, on others until Meta has caught up.
      if (hours >= -24 && (oddity < 0.02 || (oddity < 0.05 && hours < 48))) {
        parts.push({ spend: 1_200, impressions: 90, clicks: 3, links: 1, purchases: 0, value: 0, leads: 1 });
      }
      return parts.length === 0 ? [] : [rowOf(client, date, total(parts), null)];
    });
  return { rows, accountRows };
}

/** Share of the final results that is known so many hours after the day. */
function maturity(hours: number): number {
  const points = [
    [-24, 0.2],
    [0, 0.55],
    [24, 0.7],
    [72, 0.92],
    [192, 0.98],
    [672, 1],
  ] as const;
  for (const [index, [until, share]] of points.entries()) {
    if (hours > until) continue;
    const [from, before] = points[index - 1] ?? [until, share];
    return until === from ? share : before + ((share - before) * (hours - from)) / (until - from);
  }
  return 1;
}

function total(parts: readonly Sums[]): Sums {
  const sums: Sums = { spend: 0, impressions: 0, clicks: 0, links: 0, purchases: 0, value: 0, leads: 0 };
  for (const part of parts) for (const key of Object.keys(sums) as (keyof Sums)[]) sums[key] += part[key];
  return sums;
}

function rowOf(client: SimulatedClient, date: string, sums: Sums, campaign: string | null): SourceRow {
  const actions = [
    { action_type: "link_click", value: String(sums.links) },
    ...(sums.purchases > 0 ? [{ action_type: "omni_purchase", value: String(sums.purchases) }] : []),
    ...(sums.leads > 0 ? [{ action_type: "lead", value: String(sums.leads) }] : []),
  ];
  return {
    account_id: client.externalId,
    account_currency: client.currency,
    ...(campaign === null
      ? {}
      : { campaign_id: campaign, campaign_name: `Campaign ${campaign}`, objective: "OUTCOME_SALES" }),
    spend: money(sums.spend),
    impressions: String(sums.impressions),
    reach: String(Math.floor(sums.impressions * 0.6)),
    clicks: String(sums.clicks),
    inline_link_clicks: String(sums.links),
    attribution_setting: "1d_view_7d_click",
    actions,
    ...(sums.purchases > 0
      ? { action_values: [{ action_type: "omni_purchase", value: money(sums.value) }] }
      : {}),
    date_start: date,
    date_stop: date,
  };
}

function money(hundredths: number): string {
  return String(hundredths / 100);
}

const lists = new Map<string, string[]>();

/** Every day from `since` to `until`, both included. */
export function daysBetween(since: string, until: string): string[] {
  const key = `${since} ${until}`;
  let days = lists.get(key);
  if (!days) {
    days = [];
    for (let day = Temporal.PlainDate.from(since); day.toString() <= until; day = day.add({ days: 1 }))
      days.push(day.toString());
    lists.set(key, days);
  }
  return days;
}
