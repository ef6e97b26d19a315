import { Temporal } from "temporal-polyfill";
import type { Account, SourceRow, World } from "@/tools/simulator/world";

export const nightToken = "EAAbenchOfTheNight0001";
export const nightApp = { id: "1200000000000009", secret: "secret-of-the-night" } as const;

const campaigns = [1, 2, 3];
/** Results of the newest days still grow, as Meta's do. */
const growingDays = 3;

/** Digits of the `index`th account. */
export const accountIdOf = (index: number) => String(1_000_000_000_000_000 + index);

/** `count` accounts in one zone that all answer the same figures: their rows cost the simulator next to nothing. */
export function nightWorld(count: number, timeZone: string): World {
  return {
    appId: nightApp.id,
    appSecret: nightApp.secret,
    proof: "required",
    accounts: Array.from({ length: count }, (_, index) => accountOf(accountIdOf(index), timeZone)),
    tokens: [{ id: "agency", value: nightToken, state: "ok", scopes: ["ads_read"] }],
  };
}

function accountOf(id: string, timeZone: string): Account {
  return {
    id,
    name: `Account ${id}`,
    currency: "PLN",
    timeZone,
    campaigns: campaigns.map((n) => ({
      id: `2000${n}`,
      name: `Campaign ${n}`,
      objective: "OUTCOME_SALES",
      effective_status: "ACTIVE",
    })),
    ads: [],
    source: {
      rows: (since, until, now) =>
        daysOf(since, until).flatMap((date) =>
          campaigns.map((n) => rowOf(id, date, 1, isGrowing(date, timeZone, now), n)),
        ),
      accountRows: (since, until, now) =>
        daysOf(since, until).map((date) => rowOf(id, date, campaigns.length, isGrowing(date, timeZone, now))),
    },
  };
}

function rowOf(
  account: string,
  date: string,
  times: number,
  isGrowing: boolean,
  campaign?: number,
): SourceRow {
  const day = Number(date.slice(-2));
  const bookings = times * (isGrowing ? 2 : 3);
  return {
    account_id: account,
    account_currency: "PLN",
    ...(campaign === undefined
      ? {}
      : {
          campaign_id: `2000${campaign}`,
          campaign_name: `Campaign ${campaign}`,
          objective: "OUTCOME_SALES",
        }),
    spend: `${times * (10 + day)}.00`,
    impressions: String(times * 1000 * day),
    clicks: String(times * 20 * day),
    inline_link_clicks: String(times * 12 * day),
    actions: [
      { action_type: "link_click", value: String(times * 12 * day) },
      { action_type: "omni_purchase", value: String(bookings) },
    ],
    action_values: [{ action_type: "omni_purchase", value: `${bookings * 500}.00` }],
    attribution_setting: "1d_view_7d_click",
    date_start: date,
    date_stop: date,
  };
}

function isGrowing(date: string, timeZone: string, now: Temporal.Instant): boolean {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.from(date).until(today).days <= growingDays;
}

function daysOf(since: string, until: string): string[] {
  const first = Temporal.PlainDate.from(since);
  return Array.from({ length: first.until(until).days + 1 }, (_, index) =>
    first.add({ days: index }).toString(),
  );
}
