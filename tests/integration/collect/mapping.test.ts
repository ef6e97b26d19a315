import { afterEach, expect, test } from "vitest";
import { campaignDay, items, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const range = { since: "2026-11-01", until: "2026-11-07" };

async function sums(): Promise<Record<string, unknown>> {
  const [row] = await night.sql`
    select sum(reservations)::text as reservations, sum(leads)::text as leads, sum(click_to_call)::text as calls,
      sum(booking_step_1)::text as step_1, sum(email_contacts)::text as emails, bool_and(reconciled) as reconciled from daily_kpi_data`;
  return { ...row };
}

test("C12 all lead aliases in one row: leads are the resolver's choice only", async () => {
  const actions = items({
    lead: 912,
    "onsite_conversion.lead_grouped": 497,
    "offsite_conversion.fb_pixel_lead": 415,
    onsite_web_lead: 415,
  });
  night = await startNight([
    { client, rows: [campaignDay("2026-11-02", "101", { impressions: "90000", actions })] },
  ]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ leads: "912", reconciled: true });
});

test("C13, incident 15, incident 16: purchases are one family and 20-second calls are no bookings", async () => {
  const actions = items({
    offsite_purchase_add_20_s_calls: 30,
    omni_purchase: 47,
    purchase: 47,
    "offsite_conversion.fb_pixel_purchase": 47,
    onsite_web_purchase: 47,
    onsite_web_app_purchase: 47,
    web_in_store_purchase: 47,
    web_app_in_store_purchase: 47,
  });
  night = await startNight([
    { client, rows: [campaignDay("2026-11-02", "101", { impressions: "90000", actions })] },
  ]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ reservations: "47", calls: null });
});

test("C14, incident 17: one choice for the whole account, a campaign without that type counts 0", async () => {
  const rows = [
    campaignDay("2026-11-02", "101", { actions: items({ click_to_call_native_call_placed: 6 }) }),
    campaignDay("2026-11-02", "102", { actions: items({ click_to_call_call_confirm: 5 }) }),
  ];
  night = await startNight([{ client, rows }]);
  await night.collect(range);
  const stored =
    await night.sql`select campaign_id, click_to_call from campaign_daily_kpi_data order by campaign_id`;
  expect([...stored]).toEqual([
    { campaign_id: "101", click_to_call: "6" },
    { campaign_id: "102", click_to_call: "0" },
  ]);
  expect(await sums()).toMatchObject({ calls: "6", reconciled: true });
});

test("C15, incident 18: a named event with Polish letters counts once, a similar one is ignored", async () => {
  const phone = "offsite_conversion.fb_pixel_custom.Kliknięcie w telefon";
  const conversions = items({
    [phone]: 7,
    "offsite_conversion.fb_pixel_custom.Kliknięcie w telefon i e-mail": 9,
  });
  night = await startNight([
    {
      client,
      rows: [campaignDay("2026-11-02", "101", { conversions })],
      mapping: { click_to_call: [{ list: "conversions", type: phone }] },
    },
  ]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ calls: "7" });
});

test("C16 nested windows: the KPI is `value`, windows are kept and never summed", async () => {
  const actions = [
    { action_type: "omni_purchase", value: "3", "7d_click": "2", "1d_view": "1", "1d_click": "2" },
  ];
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", { actions })] }]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ reservations: "3" });
  const [raw] = await night.sql`select actions from account_daily_raw where date = '2026-11-02'`;
  expect(raw?.actions[0]).toMatchObject({ "7d_click": "2", "1d_view": "1" });
});

test("F39 the same event in actions and conversions is counted once", async () => {
  const both = { actions: items({ omni_purchase: 4 }), conversions: items({ omni_purchase: 4 }) };
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", both)] }]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ reservations: "4" });
});

test("incident 20: what Meta does not say is not measured, however many clicks there are", async () => {
  night = await startNight([{ client, rows: [campaignDay("2026-11-02", "101", { clicks: "300" })] }]);
  await night.collect(range);
  expect(await sums()).toMatchObject({ calls: null, emails: null, reservations: null, step_1: null });
});

test("the first derivation asks Meta once for 90 days of the account, ending at the newest day collected: what is before the window", async () => {
  night = await startNight([
    { client, rows: [campaignDay("2026-08-20", "101", { actions: items({ lead: 1 }) })] },
  ]);
  await night.collect(range);
  const asked = () =>
    night.simulator.calls.filter(
      ({ query }) => query.time_range === '{"since":"2026-08-10","until":"2026-10-31"}',
    );
  expect(asked()).toHaveLength(1);
  expect(asked()[0]?.query.level).toBe("account");
  const [mapping] = await night.sql`select version, author, choices from kpi_mappings order by version desc`;
  expect(mapping).toMatchObject({
    version: 1,
    author: "system",
    choices: { leads: { list: "actions", type: "lead", measured_since: "2026-08-20" }, reservations: null },
  });
  await night.collect(range);
  expect(asked()).toHaveLength(1);
});

test("incident 7: a KPI seen for the first time is a new version by system and stored days are derived anew, without restatements", async () => {
  const first = campaignDay("2026-11-02", "101", { actions: items({ lead: 1 }) });
  night = await startNight([{ client, rows: [first] }]);
  await night.collect({ since: "2026-11-01", until: "2026-11-03" });
  expect(await sums()).toMatchObject({ leads: "1", reservations: null });
  night.simulator.setRows("1000000000000001", [
    first,
    campaignDay("2026-11-04", "101", { actions: items({ omni_purchase: 2 }) }),
  ]);
  await night.collect({ since: "2026-11-04", until: "2026-11-07" });
  const mappings = await night.sql`select version, author, reason from kpi_mappings order by version`;
  expect([...mappings]).toEqual([
    { version: 1, author: "system", reason: "first seen: leads" },
    { version: 2, author: "system", reason: "first seen: reservations" },
  ]);
  const stored =
    await night.sql`select date::text, reservations, mapping_version from daily_kpi_data order by date`;
  expect(stored.map(({ reservations }) => reservations)).toEqual([null, null, null, "2", "0", "0", "0"]);
  expect(new Set(stored.map((row) => row.mapping_version))).toEqual(new Set([2]));
  expect(await night.sql`select 1 from kpi_restatements`).toHaveLength(0);
});

test("measured_since moves earlier in the transaction that learns it, and the days between become measured", async () => {
  const later = campaignDay("2026-11-05", "101", { actions: items({ omni_purchase: 2 }) });
  night = await startNight([{ client, rows: [later] }]);
  await night.collect({ since: "2026-11-01", until: "2026-11-07" });
  night.simulator.setRows("1000000000000001", [
    campaignDay("2026-11-02", "101", { actions: items({ omni_purchase: 1 }) }),
    later,
  ]);
  await night.collect({ since: "2026-11-02", until: "2026-11-02" });
  const stored = await night.sql`select reservations from daily_kpi_data order by date`;
  expect(stored.map(({ reservations }) => reservations)).toEqual([null, "1", "0", "0", "2", "0", "0"]);
  const [mapping] =
    await night.sql`select version, choices -> 'reservations' ->> 'measured_since' as since from kpi_mappings`;
  expect(mapping).toEqual({ version: 1, since: "2026-11-02" });
});
