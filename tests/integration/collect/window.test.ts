import { afterEach, expect, test, vi } from "vitest";
import { logger } from "@/lib/ops/logger";
import {
  campaignDay,
  days,
  items,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const week = days("2026-11-01", "2026-11-07");
const range = { since: "2026-11-01", until: "2026-11-07" };

test("C01 one account, three campaigns, seven days, one page: 21 rows with exact decimals, window complete", async () => {
  const rows = week.flatMap((date) =>
    ["101", "102", "103"].map((id) =>
      campaignDay(date, id, { spend: "1234.567891", actions: items({ omni_purchase: 1.25 }) }),
    ),
  );
  night = await startNight([{ client, rows }]);
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 });
  const stored = await night.sql`select total_spend, reservations from campaign_daily_kpi_data`;
  expect(stored).toHaveLength(21);
  expect(new Set(stored.map((row) => row.total_spend))).toEqual(new Set(["1234.567891"]));
  expect(new Set(stored.map((row) => row.reservations))).toEqual(new Set(["1.25"]));
  const accountDays = await night.sql`
    select total_spend, reservations, reconciled from daily_kpi_data order by date`;
  expect(accountDays).toHaveLength(7);
  expect(accountDays[0]).toEqual({ total_spend: "3703.703673", reservations: "3.75", reconciled: true });
  const [attempt] =
    await night.sql`select state, since::text, until::text, rows, pages from collection_attempts`;
  expect(attempt).toMatchObject({ state: "ok", ...range });
  expect((await night.sql`select count(*)::int as n from collection_staging`)[0]?.n).toBe(0);
});

test("C08 an account without delivery: the window is complete with zero rows, no error", async () => {
  night = await startNight([{ client, rows: [] }]);
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1 });
  const stored = await night.sql`
    select total_spend, total_impressions, reservations, reconciled from daily_kpi_data`;
  expect(stored).toHaveLength(7);
  for (const row of stored) {
    expect(row).toEqual({ total_spend: "0", total_impressions: "0", reservations: null, reconciled: true });
  }
  expect(await night.sql`select 1 from campaign_daily_kpi_data`).toHaveLength(0);
});

test("incident 6: a day without delivery is a zero row, a day that was not collected is no row", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101")] }]);
  await night.collect({ since: "2026-11-02", until: "2026-11-03" });
  expect(await night.sql`select date::text, total_spend from daily_kpi_data order by date`).toEqual([
    { date: "2026-11-02", total_spend: "10.5" },
    { date: "2026-11-03", total_spend: "0" },
  ]);
});

test("C09 a day with purchases but no impressions is kept: spend 0", async () => {
  const {
    spend: _,
    impressions: __,
    clicks: ___,
    inline_link_clicks: ____,
    ...bare
  } = campaignDay("2026-11-02", "101");
  night = await startNight([{ client, rows: [{ ...bare, actions: items({ omni_purchase: 2 }) }] }]);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(await night.sql`select total_spend, reservations from campaign_daily_kpi_data`).toEqual([
    { total_spend: "0", reservations: "2" },
  ]);
});

test("C10 absent lists and fields are null raw and 0 figures, no exception", async () => {
  const { clicks: _, inline_link_clicks: __, ...bare } = campaignDay("2026-11-02", "101");
  night = await startNight([{ client, rows: [bare] }]);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  const [row] = await night.sql`
    select total_clicks, link_clicks, reservations, actions, conversions
    from campaign_daily_kpi_data join campaign_daily_raw using (ad_account_id, date, campaign_id)`;
  expect(row).toEqual({
    total_clicks: "0",
    link_clicks: "0",
    reservations: null,
    actions: null,
    conversions: null,
  });
});

test("C11 an unknown action type and an unknown field change nothing, the type is kept in raw and listed for the operator", async () => {
  const info = vi.spyOn(logger, "info");
  const actions = items({ brand_new_thing_2027: 4, omni_purchase: 1 });
  night = await startNight([
    { client, rows: [campaignDay("2026-11-02", "101", { actions, x_new_field: "9" })] },
  ]);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  const [row] = await night.sql`select actions from campaign_daily_raw`;
  expect(row?.actions).toEqual(expect.arrayContaining([{ action_type: "brand_new_thing_2027", value: "4" }]));
  const listed = info.mock.calls
    .filter(([, event]) => event === "unknown_action_types")
    .map(([fields]) => fields);
  expect(listed).toEqual([expect.objectContaining({ types: ["brand_new_thing_2027"] })]);
  info.mockRestore();
});

test("incidents 41, 42: fractions are stored exactly and figures that arrive as text are added, not joined", async () => {
  const day = (id: string) =>
    campaignDay("2026-11-02", id, { spend: "0.1", actions: items({ omni_purchase: "0.333333" }) });
  night = await startNight([{ client, rows: [day("101"), day("102"), day("103")] }]);
  await night.collect(range);
  const [sum] =
    await night.sql`select sum(total_spend)::text as spend, sum(reservations)::text as bookings from campaign_daily_kpi_data`;
  expect(sum).toEqual({ spend: "0.3", bookings: "0.999999" });
});

test("incidents 9, 10, 35: one key per fact, no part of it null, and an account belongs to one client", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101")] }]);
  await night.collect(range);
  const nullable = await night.sql`
    select c.relname, a.attname from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
    where i.indisprimary and not a.attnotnull and c.relnamespace = 'public'::regnamespace`;
  expect([...nullable]).toEqual([]);
  await expect(
    night.sql`insert into daily_kpi_data select (jsonb_populate_record(d, '{"client_id": "c0000000-0000-4000-8000-00000000dead", "date": "2026-01-01"}')).* from daily_kpi_data d limit 1`,
  ).rejects.toThrow(/foreign key/);
  await expect(
    night.sql`insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from) select client_id, external_id, 'PLN', 'UTC', '2026-01-01' from ad_accounts`,
  ).rejects.toThrow(/unique/);
});

test("incident 40: currency and zone stand with every account-day", async () => {
  night = await startNight([{ client, rows: [] }]);
  await night.collect(range);
  expect(await night.sql`select distinct currency, time_zone from daily_kpi_data`).toEqual([
    { currency: "PLN", time_zone: "Europe/Warsaw" },
  ]);
});

test("incident 4: 60 campaigns at 25 a page are all stored", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => String(1000 + index));
  night = await startNight([{ client, rows: ids.map((id) => campaignDay("2026-11-02", id)) }], {
    pageLimit: 25,
  });
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  const stored = await night.sql`select campaign_id from campaign_daily_kpi_data order by campaign_id`;
  expect(stored.map((row) => row.campaign_id)).toEqual(ids);
});

test("a refused row writes nothing of its window and says why", async () => {
  night = await startNight([{ client, rows: week.map((date) => campaignDay(date, "101")) }]);
  night.simulator.faults.add({
    when: { level: "campaign" },
    does: { kind: "patch-rows", row: 3, fields: { campaign_id: null } },
  });
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 1, done: 0, failed: 1 });
  expect(result.accounts[0]).toMatchObject({ reason: "data_refused" });
  expect(result.accounts[0]?.error?.message).toMatch(/^Missing required fields: campaign_id/);
  expect(
    await night.sql`select 1 from daily_kpi_data union all select 1 from campaign_daily_kpi_data`,
  ).toHaveLength(0);
  expect(await night.sql`select severity from findings where resolved_at is null`).toEqual([
    { severity: "high" },
  ]);
  night.simulator.faults.clear();
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(await night.sql`select 1 from findings where resolved_at is null`).toHaveLength(0);
});

test("what is illogical but Meta's own answer is stored and found", async () => {
  const rows = [
    campaignDay("2026-11-02", "101", { impressions: "0", clicks: "0" }),
    campaignDay("2026-11-03", "101", { impressions: "5", clicks: "9" }),
  ];
  night = await startNight([{ client, rows }]);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  const found = await night.sql`
    select check_key, subject, left(message, 10) as says from findings where subject not like '% %' order by subject`;
  expect([...found]).toEqual([
    { check_key: "spend_without_impressions", subject: "2026-11-02", says: "Illogical:" },
    { check_key: "clicks_over_impressions", subject: "2026-11-03", says: "Illogical:" },
  ]);
});
