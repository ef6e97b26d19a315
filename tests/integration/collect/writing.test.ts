import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "@/lib/collect/claim";
import { readAccounts } from "@/lib/collect/read-accounts";
import { campaignNamesOf, deriveAccountTotals, deriveCampaignDays } from "@/lib/collect/rows/derive-rows";
import { claimWindow } from "@/lib/collect/window/claim-window";
import { replaceWindow, type WindowRows } from "@/lib/collect/window/replace-window";
import type { BulkTx } from "@/lib/db/database";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { unresolvedChoices } from "@/lib/kpi/choices";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import type { RunId } from "@/lib/values/ids";
import {
  campaignDay,
  days,
  items,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

const client = jantarFrom("2026-10-01");
const window = { since: parseCalendarDay("2026-10-01"), until: parseCalendarDay("2026-10-31") };
const mapping = {
  version: 1,
  choices: {
    ...unresolvedChoices,
    reservations: { list: "actions", type: "omni_purchase", measured_since: parseCalendarDay("2026-01-01") },
  },
} as const;

/** A month of 40 campaigns, and Meta's total of them; `spend` of the first campaign-day can be moved. */
function month(firstSpend = "10.5"): WindowRows {
  const rows = days(window.since, window.until).flatMap((date, day) =>
    Array.from({ length: 40 }, (_, index) =>
      campaignDay(date, String(1000 + index), {
        spend: day === 0 && index === 0 ? firstSpend : "10.5",
        actions: items({ omni_purchase: 1, link_click: 12, landing_page_view: 9, page_engagement: 20 }),
      }),
    ),
  ) as InsightRow[];
  const totals = days(window.since, window.until).map((date, day) => ({
    date_start: date,
    date_stop: date,
    spend: day === 0 ? String(39 * 10.5 + Number(firstSpend)) : "420",
    impressions: "40000",
    clicks: "800",
    inline_link_clicks: "480",
    actions: items({ omni_purchase: 40 }),
  }));
  return {
    accountTotals: deriveAccountTotals(totals, window, mapping),
    campaignDays: deriveCampaignDays(rows, mapping),
    campaigns: campaignNamesOf(rows),
    mappingVersion: 1,
    cost: { pages: 3, calls: 4, rows: rows.length, usage: null },
  };
}

let night: Night;
let counting: postgres.Sql;
const statements: string[] = [];

beforeAll(async () => {
  night = await startNight([{ client, rows: [], mapping: {} }]);
  counting = postgres(night.database.url, {
    prepare: false,
    max: 1,
    onnotice: () => {},
    debug: (_, query) => statements.push(query.trim()),
  });
});
afterAll(async () => {
  await counting.end({ timeout: 5 });
  await night.close();
});

async function write(rows: WindowRows) {
  const { db, clock } = night.collector;
  const [run] = await night.sql`
    insert into collection_runs (trigger, pass, requested_by, expected, api_version) values ('cli', 'range', 'test', 1, 'v26.0') returning id`;
  const [account] = await db.asCollector((tx) => readAccounts(tx, night.collector.envToken));
  if (!account) throw new Error("the cast is there");
  const want = {
    runId: run?.id as RunId,
    account,
    window,
    holder: "e0000000-0000-4000-8000-000000000001",
    apiVersion: "v26.0",
  };
  const claim = (await db.asCollector((tx) => claimWindow(tx, want, night.collector))) as Claim;
  statements.length = 0;
  const from = await logPosition();
  const replaced = await counting.begin(async (tx) => {
    await tx`set local role plumbline_collector`;
    return replaceWindow(tx as unknown as BulkTx, claim, rows, clock());
  });
  const own = statements.filter((text) => !/^(begin|commit|set local|select b\.oid)/i.test(text));
  return { ...replaced, statements: own.length, wal: (await logPosition()) - from };
}

/** Bytes of write-ahead log so far, of the whole server: other tests write too, so the least of several tries counts. */
async function logPosition(): Promise<number> {
  const [row] = await night.sql`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as at`;
  return Number(row?.at);
}

const tables = [
  "daily_kpi_data",
  "account_daily_raw",
  "campaign_daily_kpi_data",
  "campaign_daily_raw",
  "kpi_restatements",
];

/** Versions of rows ever made in the fact tables. */
async function traces() {
  const [row] = await night.sql`
    select (select sum(n_tup_ins + n_tup_upd + n_tup_del)::int from pg_stat_all_tables where relname = any(${tables})) as written,
      (select sum(n_dead_tup)::int from pg_stat_all_tables where relname = any(${tables})) as dead`;
  return { written: Number(row?.written), dead: Number(row?.dead) };
}

/** The statistics of a session are told when it is idle for a moment. */
async function settledTraces() {
  await counting`select pg_stat_force_next_flush()`;
  await counting`select 1`;
  await night.sql`select pg_stat_clear_snapshot()`;
  return traces();
}

test("P3: a window of 1,271 rows is written, read again and changed in at most six statements each", async () => {
  const empty = await settledTraces();
  const first = await write(month());
  expect(first).toMatchObject({ written: 31 + 31 * 40, restatements: 0, unreconciled: 0 });
  expect(first.statements).toBeLessThanOrEqual(6);
  const full = await settledTraces();
  expect(full.written - empty.written).toBe(2 * (31 + 31 * 40));

  const least = { wal: Number.POSITIVE_INFINITY };
  for (let time = 1; time <= 4; time += 1) {
    const again = await write(month());
    expect(again).toMatchObject({ written: 0, restatements: 0 });
    expect(again.statements).toBeLessThanOrEqual(6);
    least.wal = Math.min(least.wal, again.wal);
  }
  const unchanged = await settledTraces();
  // A re-read that changes nothing leaves no version of any fact row; its record costs next to nothing.
  expect(unchanged).toMatchObject({ written: full.written, dead: full.dead });
  expect(least.wal / first.wal).toBeLessThanOrEqual(0.005);

  const changed = await write(month("11.5"));
  expect(changed).toMatchObject({ written: 2, restatements: 2 });
  expect(changed.statements).toBeLessThanOrEqual(6);
  const after = await settledTraces();
  // Two facts and two events; raw lists stayed as they were.
  expect(after.written - unchanged.written).toBe(4);
});

test("campaign-days that somebody deleted beside their raw lists are written again, and the raw lists replaced", async () => {
  await write(month());
  const deleted = ["2026-10-03", "2026-10-04", "2026-10-05"];
  await night.sql`delete from campaign_daily_kpi_data where date = any(${deleted}::date[])`;
  await night.sql`update campaign_daily_raw set actions = '[{"action_type": "link_click", "value": "1"}]' where date = '2026-10-04'`;
  const again = await write(month());
  expect(again).toMatchObject({ written: 3 * 40, unreconciled: 0 });
  expect(again.statements).toBeLessThanOrEqual(6);
  expect(await stored()).toEqual({ days: 31, campaign_days: 31 * 40, raw: 31 * 40, purchases: 31 * 40 });

  // The whole window too, whose raw lists nothing else points to.
  await night.sql`delete from campaign_daily_kpi_data`;
  await night.sql`delete from daily_kpi_data`;
  const anew = await write(month());
  expect(anew).toMatchObject({ written: 31 + 31 * 40, unreconciled: 0 });
  expect(anew.statements).toBeLessThanOrEqual(6);
  expect(await stored()).toEqual({ days: 31, campaign_days: 31 * 40, raw: 31 * 40, purchases: 31 * 40 });
});

/** What is stored: days, campaign-days, and raw lists, those with what Meta told among them. */
async function stored() {
  const [row] = await night.sql`
    select (select count(*)::int from daily_kpi_data) as days, (select count(*)::int from campaign_daily_kpi_data) as campaign_days,
      count(*)::int as raw, count(*) filter (where actions @> '[{"action_type": "omni_purchase"}]')::int as purchases from campaign_daily_raw`;
  return row;
}
