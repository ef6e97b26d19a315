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
const account = client.externalId.slice(4);
const range = { since: "2026-11-01", until: "2026-11-07" };
const withLeads = (leads: Readonly<Record<string, number>>) =>
  days("2026-11-01", "2026-11-07").map((date) =>
    campaignDay(date, "100", { actions: leads[date] === 0 ? undefined : items({ lead: leads[date] ?? 2 }) }),
  );
const findings = () => night.sql`select check_key, subject, severity from findings where resolved_at is null`;
const leadsOf = async (date: string) =>
  (await night.sql`select leads::text from daily_kpi_data where date = ${date}`)[0]?.leads;

test("F38 actions missing on a day with spend that had some: a restatement, and a finding when over half of the account's results went", async () => {
  night = await startNight([{ client, rows: withLeads({ "2026-11-03": 20 }) }]);
  await night.collect(range);
  night.simulator.setRows(account, withLeads({ "2026-11-03": 0 }));
  night.moveTo("2026-11-09T12:00:00Z");
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(await leadsOf("2026-11-03")).toBe("0");
  expect(
    await night.sql`select changes -> 'leads' as leads from kpi_restatements where date = '2026-11-03' and campaign_id is null`,
  ).toEqual([{ leads: { from: "20", to: "0" } }]);
  const finding = { check_key: "results_gone", subject: "2026-11-03", severity: "high" };
  expect(await findings()).toEqual([finding]);
  night.moveTo("2026-11-10T12:00:00Z");
  await night.collect(range);
  expect(await findings()).toEqual([finding]);
});

test("F38 less than half of the account's results gone is a restatement like any other", async () => {
  night = await startNight([{ client, rows: withLeads({}) }]);
  await night.collect(range);
  night.simulator.setRows(account, withLeads({ "2026-11-03": 0 }));
  await night.collect(range);
  expect([await leadsOf("2026-11-03"), await findings()]).toEqual(["0", []]);
});

test("F38 an answer that breaks off says nothing about results: what was stored stays", async () => {
  night = await startNight([{ client, rows: withLeads({ "2026-11-03": 20 }) }]);
  await night.collect(range);
  night.simulator.setRows(account, withLeads({ "2026-11-03": 0 }));
  night.simulator.faults.add({ when: { level: "campaign" }, does: { kind: "truncate" } });
  expect(await night.collect(range)).toMatchObject({ done: 0, failed: 1 });
  expect([await leadsOf("2026-11-03"), await findings()]).toEqual(["20", []]);
});

test("C27 midnight passes in the account's zone between the question and Meta's answer: the day that has just become too old is left out", async () => {
  const ancient = jantarFrom("2020-01-01");
  // A second before midnight in Warsaw; Meta's clock is past the midnight after which 12 October 2023 is refused.
  night = await startNight([{ client: ancient, rows: [] }], { at: "2026-11-09T22:59:59Z" });
  night.simulator.setClock("2026-11-12T23:00:01Z");
  expect(await night.collect({ since: "2023-10-01", until: "2023-10-20" })).toMatchObject({ done: 1 });
  const refused = night.simulator.calls.filter(({ status }) => status === 400);
  expect(refused.length).toBeGreaterThan(0);
  expect(await night.sql`select since::text, until::text, state from collection_attempts`).toEqual([
    { since: "2023-10-13", until: "2023-10-20", state: "ok" },
  ]);
  const stored = await night.sql`select min(date)::text as first, count(*)::int as days from daily_kpi_data`;
  expect(stored[0]).toEqual({ first: "2023-10-13", days: 8 });
});
