import { afterEach, expect, test } from "vitest";
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
const range = { since: "2026-11-01", until: "2026-11-07" };
const account = "1000000000000001";
const bookings = (count: number) => ({ actions: items({ omni_purchase: count }) });

test("C17 a day that changes for ten days: upserted, each change an event with both values, settled after day 28", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", bookings(1))] }], {
    at: "2026-11-03T06:00:00Z",
  });
  const only = { since: "2026-11-02", until: "2026-11-02" };
  await night.collect(only);
  for (let day = 1; day <= 10; day += 1) {
    night.moveTo(`2026-11-${String(3 + day).padStart(2, "0")}T06:00:00Z`);
    night.simulator.setRows(account, [campaignDay("2026-11-02", "101", bookings(1 + day))]);
    await night.collect(only);
  }
  const events = await night.sql`select campaign_id, changes, observed_at from kpi_restatements order by id`;
  expect(events).toHaveLength(20);
  expect(events.filter((event) => event.campaign_id === null).map((event) => event.changes)).toEqual(
    Array.from({ length: 10 }, (_, index) => ({
      reservations: { from: String(index + 1), to: String(index + 2) },
    })),
  );
  const [row] = await night.sql`
    select reservations, first_observed_at::text, changed_at::text from daily_kpi_data where date = '2026-11-02'`;
  expect(row).toMatchObject({ reservations: "11" });
  expect(row?.first_observed_at).toContain("2026-11-03 06:00");
  expect(row?.changed_at).toContain("2026-11-13 06:00");
  night.moveTo("2026-11-30T06:00:00Z");
  await night.collect(only);
  const [seen] =
    await night.sql`select max(finished_at)::date - date '2026-11-02' as age from collection_attempts where state = 'ok'`;
  expect(seen?.age).toBe(28);
  expect(await night.sql`select 1 from kpi_restatements`).toHaveLength(20);
});

test("C18 a value that goes down is accepted, and an event", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", { spend: "20" })] }]);
  await night.collect(range);
  night.simulator.setRows(account, [campaignDay("2026-11-02", "101", { spend: "19.87" })]);
  await night.collect(range);
  const events = await night.sql`select campaign_id, changes from kpi_restatements order by id`;
  expect([...events]).toEqual([
    { campaign_id: null, changes: { total_spend: { from: "20", to: "19.87" } } },
    { campaign_id: "101", changes: { total_spend: { from: "20", to: "19.87" } } },
  ]);
});

test("C19 a row that disappears becomes zeros when the rest equals the account total", async () => {
  const stays = campaignDay("2026-11-02", "101");
  night = await startNight([{ client, rows: [stays, campaignDay("2026-11-02", "102", bookings(2))] }]);
  await night.collect(range);
  night.simulator.setRows(account, [stays]);
  await night.collect(range);
  const rows =
    await night.sql`select campaign_id, total_spend, reservations from campaign_daily_kpi_data order by campaign_id`;
  expect([...rows]).toEqual([
    { campaign_id: "101", total_spend: "10.5", reservations: "0" },
    { campaign_id: "102", total_spend: "0", reservations: "0" },
  ]);
  expect(await night.sql`select 1 from kpi_restatements where campaign_id = '102'`).toHaveLength(1);
  expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
  await night.collect(range);
  expect(await night.sql`select 1 from kpi_restatements where campaign_id = '102'`).toHaveLength(1);
});

test("C19 a row that disappears stays when the account total still has it, and the day is reconciled", async () => {
  const [stays, gone] = [campaignDay("2026-11-02", "101"), campaignDay("2026-11-02", "102", bookings(2))];
  night = await startNight([{ client, rows: [stays, gone] }]);
  await night.collect(range);
  const whole = {
    ...campaignDay("2026-11-02", "x", {
      spend: "21",
      impressions: "2000",
      clicks: "40",
      inline_link_clicks: "24",
      ...bookings(2),
    }),
  };
  night.simulator.setRows(account, [stays], [whole]);
  await night.collect(range);
  const rows =
    await night.sql`select campaign_id, total_spend from campaign_daily_kpi_data order by campaign_id`;
  expect([...rows]).toEqual([
    { campaign_id: "101", total_spend: "10.5" },
    { campaign_id: "102", total_spend: "10.5" },
  ]);
  expect(await night.sql`select 1 from kpi_restatements`).toHaveLength(0);
  expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
});

test("C19 a row that disappears stays and the day is unreconciled when neither adds up", async () => {
  const [stays, gone] = [campaignDay("2026-11-02", "101"), campaignDay("2026-11-02", "102")];
  night = await startNight([{ client, rows: [stays, gone] }]);
  await night.collect(range);
  night.simulator.setRows(account, [stays], [campaignDay("2026-11-02", "x", { spend: "25" })]);
  await night.collect(range);
  expect(await night.sql`select 1 from campaign_daily_kpi_data where total_spend > 0`).toHaveLength(2);
  const [day] = await night.sql`select reconciled, differences from daily_kpi_data where date = '2026-11-02'`;
  expect(day?.reconciled).toBe(false);
  expect(day?.differences).toContainEqual({
    metric: "total_spend",
    campaigns: "21",
    account: "25",
    difference: "4",
  });
});

test("F34 children that do not add up are read once more, then flagged; the key figure is Meta's total", async () => {
  night = await startNight([
    {
      client,
      rows: [campaignDay("2026-11-02", "101")],
      accountRows: [campaignDay("2026-11-02", "x", { spend: "12" })],
    },
  ]);
  await night.collect(range);
  // The whole range once, and of it only the day in doubt a second time (docs/adr/0021).
  const doubtful = { since: "2026-11-02", until: "2026-11-02" };
  for (const level of ["campaign", "account"])
    for (const window of [range, doubtful])
      expect(
        night.simulator.calls.filter(
          ({ query }) => query.level === level && query.time_range === JSON.stringify(window),
        ),
        `${level} ${window.since} to ${window.until}`,
      ).toHaveLength(1);
  const [day] =
    await night.sql`select total_spend, reconciled, differences from daily_kpi_data where date = '2026-11-02'`;
  expect(day).toEqual({
    total_spend: "12",
    reconciled: false,
    differences: [{ metric: "total_spend", campaigns: "10.5", account: "12", difference: "1.5" }],
  });
  const findings =
    await night.sql`select check_key, subject, severity from findings where resolved_at is null`;
  expect([...findings]).toEqual([
    { check_key: "campaign_sum_differs", subject: "2026-11-02", severity: "high" },
  ]);
  night.simulator.setRows(account, [campaignDay("2026-11-02", "101", { spend: "12" })]);
  await night.collect(range);
  expect(await night.sql`select 1 from findings where resolved_at is null`).toHaveLength(0);
  expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
});

test("a mismatch that the second reading cures leaves no trace", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101")] }]);
  night.simulator.faults.add({
    when: { level: "campaign", times: 1 },
    does: { kind: "patch-rows", fields: { spend: "9" } },
  });
  await night.collect(range);
  expect(
    await night.sql`select total_spend, reconciled from daily_kpi_data where date = '2026-11-02'`,
  ).toEqual([{ total_spend: "10.5", reconciled: true }]);
  expect(await night.sql`select 1 from findings`).toHaveLength(0);
});

test("the rounding of Meta's rows is no mismatch: half a grosz per row and one more", async () => {
  const rows = ["101", "102"].map((id) => campaignDay("2026-11-02", id));
  const total = (spend: string) =>
    campaignDay("2026-11-02", "x", { spend, impressions: "2000", clicks: "40", inline_link_clicks: "24" });
  night = await startNight([{ client, rows, accountRows: [total("21.015")] }]);
  await night.collect(range);
  expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
  night.simulator.setRows(account, rows, [total("21.016")]);
  await night.collect(range);
  expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(1);
});

test("a change in raw alone is stored and makes no restatement", async () => {
  night = await startNight([
    {
      client,
      rows: [campaignDay("2026-11-02", "101", { actions: items({ omni_purchase: 1, comment: 1 }) })],
    },
  ]);
  await night.collect(range);
  night.simulator.setRows(account, [
    campaignDay("2026-11-02", "101", { actions: items({ comment: 2, omni_purchase: 1 }) }),
  ]);
  await night.collect(range);
  const [raw] = await night.sql`select actions from campaign_daily_raw`;
  expect(raw?.actions).toContainEqual({ action_type: "comment", value: "2" });
  expect(await night.sql`select 1 from kpi_restatements`).toHaveLength(0);
});

test("a settled day that an explicit range finds changed is a restatement and a finding", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", bookings(1))] }], {
    at: "2026-12-15T06:00:00Z",
  });
  await night.collect(range);
  night.simulator.setRows(account, [campaignDay("2026-11-02", "101", bookings(2))]);
  night.moveTo("2026-12-16T06:00:00Z");
  await night.collect(range);
  expect(await night.sql`select check_key, subject from findings where resolved_at is null`).toEqual([
    { check_key: "settled_day_restated", subject: "2026-11-02" },
  ]);
});

test("rows in another order and rows that come twice change nothing", async () => {
  const rows = days("2026-11-01", "2026-11-07").flatMap((date) =>
    ["101", "102"].map((id) => campaignDay(date, id, bookings(1))),
  );
  night = await startNight([{ client, rows }]);
  await night.collect(range);
  const before =
    await night.sql`select xmin::text, * from campaign_daily_kpi_data order by date, campaign_id`;
  night.simulator.faults.add({ when: { level: "campaign" }, does: { kind: "shuffle-rows" } });
  night.simulator.faults.add({ when: { level: "campaign" }, does: { kind: "duplicate-rows" } });
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(
    await night.sql`select xmin::text, * from campaign_daily_kpi_data order by date, campaign_id`,
  ).toEqual(before);
});
