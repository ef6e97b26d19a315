import { Temporal } from "temporal-polyfill";
import { afterEach, expect, test } from "vitest";
import { planDue } from "@/lib/collect/plan/plan";
import { planByHand } from "@/lib/collect/plan/plan-by-hand";
import { openQueue } from "@/lib/collect/plan/queue";
import { turnAt } from "@/lib/collect/plan/spread";
import { drainQueue } from "@/lib/collect/run/drain-queue";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import { readBackfill } from "@/lib/facts/backfill/read-backfill";
import { type CastClient, viewer } from "@/tests/integration/cast";
import { moodyFetch } from "@/tests/integration/collect/moody-meta";
import {
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const endless = { isOver: () => false, signal: new AbortController().signal };
const by = { trigger: "cron", requestedBy: "scheduler" } as const;
const call = () => collectDue(night.collector, endless, by);

const jantar = jantarFrom("2026-05-01");
const rowsOf = (client: CastClient, campaign: string) =>
  days("2026-05-01", "2026-12-31").map((date) => campaignDay(date, campaign, {}, client));
const hotel = { client: jantar, rows: rowsOf(jantar, "101") };

const attempts = async (client: CastClient, state = "ok") => {
  const found = await night.sql`
    select since::text, until::text from collection_attempts where ad_account_id = ${client.accountId} and state = ${state} order by started_at, created_at`;
  return found.map(({ since, until }) => `${since} ${until}`);
};
const progress = (client: CastClient = jantar) =>
  night.database.db.asStaff(viewer, (tx) => readBackfill(tx, client.accountId, night.collector.clock()));
/** Begins so many windows and no more, as a deadline does. */
const windowsOnly = (count: number) => {
  const before = attemptsBegun();
  let most: number | null = null;
  return before.then((begun) => {
    most = begun + count;
    return {
      isOver: () => night.simulator.calls.filter(isCampaignCall).length >= (most ?? 0),
      signal: endless.signal,
    };
  });
};
const isCampaignCall = ({ query }: { query: Readonly<Record<string, string>> }) => query.level === "campaign";
const attemptsBegun = async () => night.simulator.calls.filter(isCampaignCall).length;

test("a new client is read one day, one week, one month, then all that Meta keeps, each in windows of at most 31 days, newest first", async () => {
  night = await startNight([hotel]);
  expect(await progress()).toMatchObject({
    passed: null,
    open: "day",
    daysStored: 0,
    daysExpected: 192,
    begunAt: null,
    heldBy: { reason: "not_begun" },
  });
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  expect(await attempts(jantar)).toEqual([
    "2026-11-08 2026-11-08",
    "2026-11-02 2026-11-07",
    "2026-10-10 2026-11-01",
    "2026-09-09 2026-10-09",
    "2026-08-09 2026-09-08",
    "2026-07-09 2026-08-08",
    "2026-06-08 2026-07-08",
    "2026-05-08 2026-06-07",
    "2026-05-01 2026-05-07",
  ]);
  expect(await progress()).toMatchObject({
    passed: "all",
    open: null,
    daysStored: 192,
    daysExpected: 192,
    heldBy: null,
  });
});

test("a gate waits for every day of it: a first day that Meta refuses is named, asked again every day, and nothing older is read before", async () => {
  const meta = moodyFetch({
    when: ({ level, since, until }) => level === "campaign" && since <= "2026-11-08" && until >= "2026-11-08",
    error: { code: 100, error_subcode: 1487534, message: "Too much data" },
  });
  night = await startNight([hotel], { graph: { fetch: meta.fetch } });
  const askedFor = (day: string) =>
    meta.asked.filter(({ level, since, until }) => level === "campaign" && since <= day && until >= day)
      .length;
  expect(await call()).toMatchObject({ expected: 1, failed: 1 });
  expect(await progress()).toMatchObject({
    passed: null,
    open: "day",
    heldBy: { reason: "named_gap", day: "2026-11-08", message: "Too much data" },
  });
  for (let day = 10; day <= 14; day += 1) {
    const asked = askedFor("2026-11-08");
    night.moveTo(`2026-11-${day}T06:00:00Z`);
    await call();
    expect(await progress()).toMatchObject({ open: "day", daysStored: day - 9 });
    expect(askedFor("2026-11-08")).toBeGreaterThan(asked);
    const askedToday = askedFor("2026-11-08");
    // At noon the gate's gap rests.
    night.moveTo(`2026-11-${day}T12:00:00Z`);
    await call();
    expect(askedFor("2026-11-08")).toBe(askedToday);
  }
  expect(askedFor("2026-11-07")).toBe(0);
  meta.moods.length = 0;
  night.moveTo("2026-11-15T06:00:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  expect(await progress()).toMatchObject({ passed: "all", daysStored: 198, daysExpected: 198, heldBy: null });
});

test("an unreconciled day was read twice and is named: its gate passes", async () => {
  const accountRows = hotel.rows.map((row) =>
    row.date_start === "2026-11-08" ? { ...row, spend: "11.5" } : row,
  );
  night = await startNight([{ ...hotel, accountRows }]);
  expect(await call()).toMatchObject({ done: 1 });
  expect(await night.sql`select date::text from daily_kpi_data where not reconciled`).toEqual([
    { date: "2026-11-08" },
  ]);
  expect(await night.sql`select subject from findings where check_key = 'campaign_sum_differs'`).toEqual([
    { subject: "2026-11-08" },
  ]);
  expect(await progress()).toMatchObject({ passed: "all", daysStored: 192 });
});

test("stopped after every single window, the backfill goes on where it stopped, reads nothing twice, and a page sees how far it is", async () => {
  night = await startNight([hotel]);
  const seen: string[] = [];
  await collectDue(night.collector, await windowsOnly(1), by);
  for (let turn = 0; turn < 12; turn += 1) {
    const now = await progress();
    seen.push(`${now?.passed} ${now?.open} ${now?.daysStored}`);
    if (now?.open === null) break;
    expect(now).toMatchObject({ daysExpected: 192, heldBy: null });
    expect(now?.begunAt?.toString()).toBe("2026-11-09T06:00:00Z");
    await drainDue(night.collector, await windowsOnly(1));
  }
  expect(seen).toEqual([
    "day week 1",
    "week month 7",
    "month all 30",
    "month all 61",
    "month all 92",
    "month all 123",
    "month all 154",
    "month all 185",
    "all null 192",
  ]);
  expect(await attempts(jantar)).toHaveLength(9);
  expect(
    await night.sql`select expected, done, finished_at is not null as closed from collection_runs`,
  ).toEqual([{ expected: 1, done: 1, closed: true }]);
});

test("incident 48: usage that Meta says once and never again holds a backfill up for an hour, not for ever", async () => {
  night = await startNight([hotel]);
  const answersSay = (percent: number | null) => {
    night.simulator.faults.clear();
    const said = percent === null ? "" : JSON.stringify({ acc_id_util_pct: percent });
    // Below some usage Meta sends no header at all (graph-api.md §6.2).
    const none = { "x-business-use-case-usage": "", "x-fb-ads-insights-throttle": "", "x-app-usage": "" };
    const headers = { ...none, "x-ad-account-usage": said };
    night.simulator.faults.add({ when: {}, does: { kind: "headers", headers } });
  };
  answersSay(62);
  expect(await call()).toMatchObject({ accounts: [{ state: "done", reason: "backfill_usage" }] });
  await night.sql`update ad_accounts set usage = jsonb_set(usage, '{accountPercent}', '78')`;
  answersSay(null);
  night.moveTo("2026-11-09T06:45:00Z");
  expect(await call()).toMatchObject({ accounts: [{ state: "done", reason: "backfill_usage" }] });
  night.moveTo("2026-11-09T07:20:00Z");
  const { accounts } = await call();
  expect(accounts[0]).not.toHaveProperty("reason");
  expect(await progress()).toMatchObject({ passed: "all", daysStored: 192, heldBy: null });
});

test("no backfill begins at 60 % of a budget and none goes on at 75 %; it goes on within hours once the usage has fallen", async () => {
  night = await startNight([hotel]);
  const usage = (percent: number) => {
    night.simulator.faults.clear();
    night.simulator.faults.add({
      when: {},
      does: {
        kind: "headers",
        headers: { "x-ad-account-usage": JSON.stringify({ acc_id_util_pct: percent }) },
      },
    });
  };
  usage(62);
  expect(await call()).toMatchObject({
    expected: 1,
    done: 1,
    accounts: [{ state: "done", reason: "backfill_usage" }],
  });
  // The pass's own 29 days are no backfill.
  expect((await attempts(jantar)).at(-1)).toBe("2026-10-11 2026-11-01");
  expect(await progress()).toMatchObject({
    open: "month",
    daysStored: 29,
    heldBy: { reason: "backfill_usage" },
  });
  expect(await call()).toMatchObject({ expected: 0 });
  usage(10);
  night.moveTo("2026-11-09T07:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  expect((await attempts(jantar)).slice(3)).toEqual([
    "2026-10-10 2026-10-10",
    "2026-09-09 2026-10-09",
    "2026-08-09 2026-09-08",
    "2026-07-09 2026-08-08",
    "2026-06-08 2026-07-08",
    "2026-05-08 2026-06-07",
    "2026-05-01 2026-05-07",
  ]);
  night.moveTo("2026-11-09T08:07:00Z");
  expect(await call()).toMatchObject({ expected: 0 });
});

test("a backlog drains newest day first: everybody's yesterday before anybody's older days", async () => {
  const linen = lenFrom("2026-05-01");
  night = await startNight([hotel, { client: linen, rows: rowsOf(linen, "900") }]);
  const queue = await openQueue(night.database.db);
  try {
    await planDue(night.collector, queue, by);
    await drainQueue(night.collector, queue, endless, 1);
  } finally {
    await queue.close();
  }
  const read =
    await night.sql`select ad_account_id, until::text from collection_attempts order by created_at`;
  const months = read.map(({ until }) =>
    Math.ceil((Date.parse("2026-11-08") - Date.parse(until)) / 86_400_000 / 31),
  );
  expect(months).toEqual([...months].sort((a, b) => a - b));
  expect(read.slice(0, 2).map(({ ad_account_id }) => ad_account_id)).toEqual([
    jantar.accountId,
    linen.accountId,
  ]);
  expect(await progress(linen)).toMatchObject({ passed: "all" });
  expect(await night.sql`select expected, done from collection_runs`).toEqual([{ expected: 2, done: 2 }]);
});

test("a pass whose own days are read is done when the next one begins, although older days are left; those go on with the next", async () => {
  night = await startNight([hotel]);
  await collectDue(night.collector, await windowsOnly(4), by);
  expect(await night.sql`select state, reason from collection_run_accounts`).toEqual([
    { state: "queued", reason: "older_days" },
  ]);
  night.moveTo("2026-11-09T11:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  const runs =
    await night.sql`select pass, done, failed, finished_at is not null as closed from collection_runs order by started_at`;
  expect([...runs]).toEqual([
    { pass: "morning", done: 1, failed: 0, closed: true },
    { pass: "noon", done: 1, failed: 0, closed: true },
  ]);
  expect(await progress()).toMatchObject({ passed: "all" });
});

test("once all is stored the noon pass reads eight days and nothing else", async () => {
  night = await startNight([hotel]);
  await call();
  const before = (await attempts(jantar)).length;
  night.moveTo("2026-11-09T11:07:00Z");
  expect(await call()).toMatchObject({ done: 1 });
  expect((await attempts(jantar)).slice(before)).toEqual(["2026-11-01 2026-11-08"]);
});

test("a day that a weekly probe may not touch parts the pass's window; the days around it are read every pass", async () => {
  night = await startNight([hotel]);
  await call();
  await night.sql`
    insert into collection_gaps (ad_account_id, date, reason, message, opened_at, probed_at)
    values (${jantar.accountId}, '2026-11-05', 'too_much_data', 'Too much', '2026-11-06T03:00:00Z', '2026-11-06T03:00:00Z')`;
  const before = (await attempts(jantar)).length;
  night.moveTo("2026-11-09T11:07:00Z");
  await call();
  expect((await attempts(jantar)).slice(before)).toEqual(["2026-11-06 2026-11-08", "2026-11-01 2026-11-04"]);
  night.moveTo("2026-11-13T06:00:00Z");
  await call();
  // The probe is due, and two days more have become final meanwhile.
  expect((await attempts(jantar)).at(-1)).toBe("2026-10-13 2026-11-12");
});

test("the accounts of a pass begin spread over the hour, each at its own minute; a call by hand does not wait", async () => {
  const linen = lenFrom("2026-05-01");
  // The queue lives on the database's clock: a pass of the future waits there.
  night = await startNight([hotel, { client: linen, rows: rowsOf(linen, "900") }], {
    at: "2027-01-11T03:00:00Z",
  });
  const queue = await openQueue(night.database.db);
  try {
    await planDue({ ...night.collector, spreadMinutes: 60 }, queue, by);
    expect(await queue.take(1)).toEqual([]);
    const jobs =
      await night.sql`select data ->> 'accountId' as account, start_after from pgboss.job order by 1`;
    const start = Temporal.Instant.from("2027-01-11T03:00:00Z");
    expect(jobs.map(({ account, start_after }) => [account, start_after.toISOString()])).toEqual(
      [jantar.accountId, linen.accountId].map((id) => [
        id,
        new Date(turnAt(id, start, 60, start.subtract({ hours: 1 }))?.epochMilliseconds ?? 0).toISOString(),
      ]),
    );
    await night.sql`delete from pgboss.job`;
    await planByHand(
      { ...night.collector, spreadMinutes: 60 },
      {},
      { trigger: "manual", requestedBy: "Marta" },
      queue,
    );
    expect(await queue.take(1)).toHaveLength(1);
  } finally {
    await queue.close();
  }
});

test("incident 48: a quota that stays used for days switches nothing off: tried again and again, and good the hour it is free", async () => {
  night = await startNight([hotel], { at: "2027-01-11T06:00:00Z" });
  night.simulator.setClock("2027-01-11T06:00:00Z");
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 17, subcode: 2446079 } });
  /** Jobs are held back on the database's clock, which stands long before this night. */
  const hourAt = async (hour: number) => {
    night.moveTo(Temporal.Instant.from("2027-01-11T06:00:00Z").add({ hours: hour }).toString());
    await night.sql`update pgboss.job set start_after = now() where state = 'created' and start_after <= ${night.collector.clock().toString()}::timestamptz`;
    return call();
  };
  for (let hour = 0; hour <= 48; hour += 2) await hourAt(hour);
  const tries = await attempts(jantar, "failed");
  expect(tries.length).toBeGreaterThan(10);
  expect(await night.sql`select access, stopped_reason from ad_accounts`).toEqual([
    { access: "ok", stopped_reason: null },
  ]);
  night.simulator.faults.clear();
  for (let hour = 49; hour <= 54; hour += 1) await hourAt(hour);
  expect(await progress()).toMatchObject({ passed: "all", heldBy: null });
});
