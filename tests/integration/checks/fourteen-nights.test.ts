import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runChecks } from "@/lib/checks/run-checks";
import { type CalendarDay, weekday } from "@/lib/values/calendar-day";
import {
  appSecret,
  campaignDay,
  days,
  items,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";
import type { SourceRow } from "@/tools/simulator/world";

const hotel = jantarFrom("2026-10-01");
const shop = lenFrom("2026-10-01");
const hotelAccount = hotel.externalId.slice("act_".length);

let night: Night;
/** Bookings of the hotel that Meta says otherwise from a night on, by day. */
const restated = new Map<string, number>();
/** Days of the hotel whose account total Meta gives higher than its campaigns. */
const higher = new Set<string>();

/** Two campaigns a day with more at weekends; `scale` keeps the two clients apart. */
function rowsOf(client: typeof hotel, scale: number): SourceRow[] {
  return days("2026-10-01", "2026-11-24").flatMap((date) =>
    ["1", "2"].map((campaign) => campaignDay(date, campaign, fieldsOf(date, scale), client)),
  );
}

function fieldsOf(date: string, scale: number) {
  const level = weekday(date as CalendarDay) >= 6 ? 14 : 10;
  const bookings = (scale === 1 ? restated.get(date) : undefined) ?? level;
  return {
    spend: `${level * scale}.50`,
    impressions: String(level * 100 * scale),
    reach: String(level * 80 * scale),
    clicks: String(level * 2),
    inline_link_clicks: String(level),
    ...(bookings > 0
      ? {
          actions: items({ omni_purchase: bookings }),
          action_values: items({ omni_purchase: bookings * 200 }),
        }
      : {}),
  };
}

/** Meta's own totals: twice a campaign's day, and five złoty more where a campaign is hidden. */
function totalsOf(): SourceRow[] {
  return days("2026-10-01", "2026-11-24").map((date) => {
    const one = fieldsOf(date, 1);
    const bookings = Number(one.actions?.[0]?.value ?? 0) * 2;
    return campaignDay(
      date,
      "1",
      {
        spend: String(Number(one.spend) * 2 + (higher.has(date) ? 5 : 0)),
        impressions: String(Number(one.impressions) * 2),
        reach: one.reach,
        clicks: String(Number(one.clicks) * 2),
        inline_link_clicks: String(Number(one.inline_link_clicks) * 2),
        ...(bookings > 0
          ? {
              actions: items({ omni_purchase: bookings }),
              action_values: items({ omni_purchase: bookings * 200 }),
            }
          : {}),
      },
      hotel,
    );
  });
}
const say = () => night.simulator.setRows(hotelAccount, rowsOf(hotel, 1), totalsOf());

/** What happens before each morning, and every check that is a finding at 8:00. */
const nights: readonly {
  readonly day: string;
  before?(): unknown;
  after?(): unknown;
  readonly named: readonly string[];
}[] = [
  { day: "2026-11-10", named: [] },
  {
    day: "2026-11-11",
    before: () => night.simulator.setAccount(hotelAccount, { spendCap: "500000", amountSpent: "500000" }),
    named: ["spend_cap"],
  },
  {
    day: "2026-11-12",
    before: () => night.simulator.setAccount(hotelAccount, { spendCap: "900000" }),
    named: [],
  },
  {
    day: "2026-11-13",
    before: () => {
      higher.add("2026-11-12");
      say();
    },
    named: ["campaign_sum_differs"],
  },
  {
    day: "2026-11-14",
    before: () => {
      higher.clear();
      say();
    },
    named: [],
  },
  {
    day: "2026-11-15",
    // After the collection somebody loses a stored day; the next night reads it again.
    after: () => night.sql`
      with raw as (delete from account_daily_raw where ad_account_id = ${hotel.accountId} and date = '2026-11-03')
      delete from daily_kpi_data where ad_account_id = ${hotel.accountId} and date = '2026-11-03'`,
    named: ["days_missing"],
  },
  { day: "2026-11-16", named: [] },
  {
    day: "2026-11-17",
    before: () => night.simulator.setToken("hotel", { state: "expired" }),
    named: ["token_invalid", "yesterday_late"],
  },
  { day: "2026-11-18", named: ["data_stale", "token_invalid"] },
  { day: "2026-11-19", named: ["data_stale", "token_invalid"] },
  { day: "2026-11-20", before: () => night.simulator.setToken("hotel", { state: "ok" }), named: [] },
  {
    day: "2026-11-21",
    before: () => {
      restated.set("2026-11-02", 40);
      // The pixel is gone from the 20th on.
      for (const day of days("2026-11-20", "2026-11-24")) restated.set(day, 0);
      say();
    },
    named: ["unusual_restatement"],
  },
  { day: "2026-11-22", named: ["unusual_restatement"] },
  { day: "2026-11-23", named: ["spend_without_conversions", "unusual_restatement"] },
];

beforeAll(async () => {
  night = await startNight(
    [
      {
        client: hotel,
        rows: rowsOf(hotel, 1),
        mapping: {},
        connection: { name: "hotel", token: "EAAtokenOfTheHotel00001" },
      },
      { client: shop, rows: rowsOf(shop, 3), mapping: {} },
    ],
    { at: "2026-11-09T06:00:00Z", ticks: true, life: { app: { id: "1200000000000001", secret: appSecret } } },
  );
  await night.collect({ since: "2026-10-01", until: "2026-11-08" });
});
afterAll(() => night.close());

/** What the check of the month's sum says of October, in which nothing happens; every morning its days are read before its total. */
async function octoberOf(slug: string): Promise<string | null> {
  const rows = await night.sql<{ said: string | null }[]>`
    select outcomes -> 'month_total_differs' -> 'months' ->> '2026-10' as said from check_outcomes, clients c
    where c.id = client_id and c.slug = ${slug}`;
  return rows[0]?.said ?? null;
}

async function namedOf(slug: string): Promise<string[]> {
  const rows = await night.sql<{ check: string }[]>`
    select o.key as check from check_outcomes, jsonb_each(outcomes) o, clients c
    where c.id = client_id and c.slug = ${slug} and o.value ->> 'outcome' = 'finding' order by 1`;
  return rows.map(({ check }) => check);
}

test("R8 14 nights through collector and database: every planted fault is named the next morning, resolved when it is gone, and the clean client is left in peace", async () => {
  const seen: Record<string, unknown> = {};
  const october: (string | null)[] = [];
  for (const { day, before, after } of nights) {
    night.moveTo(`${day}T05:30:00Z`);
    await before?.();
    await night.collect();
    await after?.();
    night.moveTo(`${day}T07:00:00Z`);
    const run = await runChecks(night.database.db, {
      now: Temporal.Instant.from(`${day}T07:00:00Z`),
      trigger: "collection",
    });
    october.push(await octoberOf(shop.slug));
    seen[day] = {
      hotel: await namedOf(hotel.slug),
      shop: await namedOf(shop.slug),
      evaluated: `${run.evaluated} of ${run.expected}`,
    };
  }
  const planted = nights.map(({ day, named }) => [day, { hotel: named, shop: [], evaluated: "2 of 2" }]);
  expect(seen).toEqual(Object.fromEntries(planted));
  // A total that was read once came after the days; from the second on they lie between two that agree.
  expect(october).toEqual(nights.map((_, index) => (index === 0 ? "read_at_different_times" : "fine")));
  // What was repaired is resolved, by the data itself; what still holds is open.
  const open = await night.sql`select check_key, subject from findings where resolved_at is null order by 1`;
  expect([...open]).toEqual([
    { check_key: "spend_without_conversions", subject: "reservations" },
    { check_key: "unusual_restatement", subject: "reservations" },
  ]);
  const shopRows = await night.sql`select count(*)::int as n from findings where client_id = ${shop.id}`;
  expect(shopRows[0]).toEqual({ n: 0 });
}, 240_000);
