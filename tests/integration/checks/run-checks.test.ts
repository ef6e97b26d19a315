import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runChecks } from "@/lib/checks/run-checks";
import type { Actor } from "@/lib/db/database";
import { addDays, type CalendarDay, weekday } from "@/lib/values/calendar-day";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { addClient, type CastClient, jantar, len, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { type DayFigures, seedDays } from "@/tests/integration/seed-days";
import { checksRun } from "@/tools/cli/commands/checks-run";

const now = Temporal.Instant.from("2026-11-10T07:00:00Z"); // 8:00 in Warsaw
const newest = "2026-11-09";
const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** An ordinary day of a client; `salt` keeps two clients' figures apart. */
function ordinary(date: CalendarDay, salt: number): DayFigures {
  const rhythm = weekday(date) >= 6 ? 14 : 10;
  return {
    totalSpend: `${rhythm * 10 + salt}.25`,
    totalImpressions: String(rhythm * 1000 + salt),
    totalClicks: String(rhythm * 20),
    linkClicks: String(rhythm * 12),
    reservations: String(rhythm),
    reservationValue: String(rhythm * 700),
  };
}

/** Sixty ordinary days up to yesterday, but for those that a test bends. */
async function seedHistory(
  client: CastClient,
  salt: number,
  bend: (date: CalendarDay) => DayFigures | null | undefined = () => undefined,
  until: string = newest,
): Promise<void> {
  await seedDays(database.db, client, {
    since: addDays(newest as CalendarDay, -59),
    until,
    observedAt: `${addDays(until as CalendarDay, 1)}T03:10:00Z`,
    day: (date) => {
      const bent = bend(date);
      return bent === null ? null : { account: { ...ordinary(date, salt), ...bent } };
    },
  });
}

const from = (collectFrom: string, client: CastClient): CastClient => ({ ...client, collectFrom });
const findings = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`select c.slug, check_key, subject, severity, months, amount, resolved_at is null as open, opened_at
        from findings f join clients c on c.id = f.client_id order by f.id`,
  );
const outcomes = async (slug: string) => {
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`select outcomes, evaluated_at from check_outcomes o join clients c on c.id = o.client_id where slug = ${slug}`,
  );
  return row?.outcomes as Record<string, { outcome: string; reason?: string }>;
};
const run = (at = now) => runChecks(database.db, { now: at, trigger: "cli" });

describe("a run of all checks", () => {
  beforeEach(() => seedCast(database.db, [from("2026-09-11", jantar), from("2026-09-11", len)]));

  test("ends what was found of a client that was archived, also what the collector and people found", async () => {
    await seedHistory(jantar, 1, (date) => (date === "2026-11-05" ? null : undefined));
    await seedHistory(len, 2, (date) => (date === "2026-11-05" ? null : undefined));
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`
        insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, opened_at)
        select ${jantar.id}, ${jantar.accountId}, check_key, '2026-11', 'normal', 'test', '{}', now()
        from unnest(array['campaign_sum_differs', 'looks_wrong']) check_key`,
    );
    await run();
    const open = async () =>
      (await findings()).filter((one) => one.open).map((one) => [one.slug, one.check_key]);
    expect(await open()).toEqual(
      expect.arrayContaining([
        ["hotel-jantar", "days_missing"],
        ["hotel-jantar", "looks_wrong"],
        ["sklep-len", "days_missing"],
      ]),
    );
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update clients set status = 'archived' where id = ${jantar.id}`,
    );
    expect(await run(now.add({ hours: 1 }))).toMatchObject({ expected: 1, evaluated: 1 });
    expect(await open()).toEqual([["sklep-len", "days_missing"]]);
  });

  test("says evaluated 2 of 2 and finds nothing where nothing is wrong", async () => {
    await seedHistory(jantar, 1);
    await seedHistory(len, 2);
    expect(await run()).toMatchObject({ expected: 2, evaluated: 2, findings: 0 });
    expect(await findings()).toEqual([]);
    const stored = await outcomes("hotel-jantar");
    expect(stored).toMatchObject({
      spend_without_conversions: { outcome: "fine" },
      kpi_fell: { outcome: "fine" },
      days_missing: { outcome: "fine" },
      campaign_sum_differs: { outcome: "fine" },
      // Meta's total of no month was read.
      month_total_differs: { outcome: "unknown", reason: "no_month_total" },
      // Nobody looked at the token: that is not "fine" (incident 32).
      token_expiring: { outcome: "unknown", reason: "never_read" },
    });
    const runs = await asSuperuser(
      database.superuserUrl,
      (sql) => sql`select trigger, expected, evaluated, findings_open from check_runs`,
    );
    expect([...runs]).toEqual([{ trigger: "cli", expected: 2, evaluated: 2, findings_open: 0 }]);
  });

  test("opens what it finds, keeps it while it holds, and resolves it when the data is there", async () => {
    await seedHistory(jantar, 1, (date) => (date === "2026-10-28" ? null : undefined));
    await seedHistory(len, 2);
    await run();
    const [opened, ...others] = await findings();
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      slug: "hotel-jantar",
      check_key: "days_missing",
      subject: "account",
      severity: "high",
      months: ["2026-10"],
      open: true,
    });
    await run(now.add({ hours: 4 }));
    expect(await findings()).toEqual([opened]);

    await seedDays(database.db, jantar, {
      since: "2026-10-28",
      until: "2026-10-28",
      observedAt: "2026-11-10T12:00:00Z",
      day: (date) => ({ account: ordinary(date, 1) }),
    });
    await run(now.add({ hours: 8 }));
    expect(await findings()).toMatchObject([{ check_key: "days_missing", open: false }]);
  });

  test("a check that cannot be evaluated leaves open findings alone", async () => {
    // Reservations stopped on 4 November.
    await seedHistory(jantar, 1, (date) => (date >= "2026-11-04" ? { reservations: "0" } : undefined));
    await seedHistory(len, 2);
    await run();
    expect(await findings()).toMatchObject([
      { check_key: "spend_without_conversions", subject: "reservations", months: ["2026-11"], open: true },
    ]);
    // Two days later nothing was read: whether reservations came back nobody knows.
    await run(now.add({ hours: 48 }));
    expect(await outcomes("hotel-jantar")).toMatchObject({
      spend_without_conversions: { outcome: "unknown", reason: "not_read_recently" },
      data_stale: { outcome: "finding" },
      campaign_sum_differs: { outcome: "unknown", reason: "not_read_recently" },
    });
    expect((await findings()).filter(({ slug }) => slug === "hotel-jantar")).toMatchObject([
      { check_key: "spend_without_conversions", open: true },
      { check_key: "data_stale", open: true },
    ]);
  });

  test("findings of the collector and of people are not this run's to resolve", async () => {
    await seedHistory(jantar, 1);
    await seedHistory(len, 2);
    await asSuperuser(
      database.superuserUrl,
      (
        sql,
      ) => sql`insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence)
        select ${jantar.id}, ${jantar.accountId}, k, '2026-11-03', 'normal', 'as said', '{}' from unnest(array['campaign_sum_differs', 'looks_wrong']) k`,
    );
    await run();
    expect((await findings()).map(({ open }) => open)).toEqual([true, true]);
    expect(await outcomes("hotel-jantar")).toMatchObject({ campaign_sum_differs: { outcome: "finding" } });
  });

  test("incident 33 one client whose evaluation breaks is missing from the count, and nobody else is", async () => {
    await seedHistory(jantar, 1, (date) => (date === "2026-10-28" ? null : undefined));
    await seedHistory(len, 2);
    await run();
    // A mapping that nobody can read.
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update kpi_mappings set choices = '{"reservations": 7}' where client_id = ${len.id}`,
    );
    expect(await run(now.add({ hours: 1 }))).toMatchObject({ expected: 2, evaluated: 1, findings: 1 });
    const after = await asSuperuser(
      database.superuserUrl,
      (sql) =>
        sql`select slug, evaluated_at from check_outcomes o join clients c on c.id = o.client_id order by slug`,
    );
    expect(after.map(({ evaluated_at }) => (evaluated_at as Date).toISOString())).toEqual([
      "2026-11-10T08:00:00.000Z",
      "2026-11-10T08:00:00.000Z",
    ]);
    // What it said an hour ago is not left there as if it held.
    const said = Object.values(await outcomes("sklep-len"));
    expect(said.length).toBeGreaterThan(20);
    for (const one of said) expect(one).toEqual({ outcome: "unknown", reason: "evaluation_failed" });
    expect((await findings()).map(({ slug, open }) => [slug, open])).toEqual([["hotel-jantar", true]]);
  });

  test("incident 35 two clients that show the same figures are named, each beside the other", async () => {
    await seedHistory(jantar, 1);
    await seedHistory(len, 1);
    await run();
    expect(await findings()).toMatchObject([
      { slug: "hotel-jantar", check_key: "shared_ad_account", subject: "sklep-len", severity: "high" },
      { slug: "sklep-len", check_key: "shared_ad_account", subject: "hotel-jantar", severity: "high" },
    ]);
  });

  test("incident 46 yesterday is what should be there: today's missing row is no alarm, yesterday's is", async () => {
    await seedHistory(jantar, 1);
    await seedHistory(len, 2, undefined, "2026-11-08");
    expect(await findings()).toEqual([]);
    // 6:29 and 6:30 in Warsaw.
    expect(await run(Temporal.Instant.from("2026-11-10T05:29:00Z"))).toMatchObject({ findings: 0 });
    await run(Temporal.Instant.from("2026-11-10T05:30:00Z"));
    expect(await findings()).toMatchObject([
      { slug: "sklep-len", check_key: "yesterday_late", subject: "2026-11-09", open: true },
    ]);
  });

  test("an agency's own limits hold, and one that nobody knows is refused", async () => {
    await seedHistory(jantar, 1, (date) => (date >= "2026-11-07" ? { reservations: "0" } : undefined));
    await seedHistory(len, 2);
    const limit = (thresholds: string) =>
      asSuperuser(
        database.superuserUrl,
        (sql) => sql`update agency set thresholds = ${thresholds}::text::jsonb`,
      );
    await limit('{"silent_days": 5}');
    expect(await run()).toMatchObject({ findings: 0 });
    await limit('{"silent_days": 3}');
    expect(await run()).toMatchObject({ findings: 1 });
    await limit('{"quiet_days": 3}');
    await expect(run()).rejects.toThrow(/quiet_days/);
  });

  test("figures before a KPI is measured make no baseline, and a client without an account is no part of the count", async () => {
    await seedHistory(jantar, 1, (date) => (date < "2026-11-01" ? { reservations: null } : undefined));
    await seedHistory(len, 2);
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`insert into clients (slug, name, locale, shown_metrics) values ('new', 'New', 'pl', '{}')`,
    );
    expect(await run()).toMatchObject({ expected: 2, evaluated: 2 });
    expect(await outcomes("new")).toMatchObject({ data_stale: { outcome: "unknown", reason: "no_account" } });
    expect(await outcomes("hotel-jantar")).toMatchObject({
      kpi_fell: { outcome: "unknown", reason: "too_little_history" },
    });
  });
});

test("`checks run` prints how many were evaluated, and fails when one was not", async () => {
  await seedCast(database.db, [from("2026-09-11", jantar), from("2026-09-11", len)]);
  vi.stubEnv("APP_URL", "https://portal.example");
  vi.stubEnv("DATABASE_URL", database.url);
  try {
    expect(await checksRun()).toMatchObject({
      ok: true,
      answer: { expected: 2, evaluated: 2, findings: expect.any(Number), unknown: expect.any(Number) },
      text: expect.stringMatching(/^Evaluated 2 of 2 clients: /),
    });
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update kpi_mappings set choices = '{"reservations": 7}' where client_id = ${len.id}`,
    );
    expect(await checksRun()).toMatchObject({ ok: false, answer: { expected: 2, evaluated: 1 } });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("a fixed number of statements, whatever the clients", async () => {
  await seedCast(database.db, []);
  const counted: number[] = [];
  for (const clients of [3, 12]) {
    await database.db.asStaff(cli, async (tx) => {
      for (let index = counted.length === 0 ? 1 : 4; index <= clients; index += 1) {
        const two = String(index).padStart(2, "0");
        await addClient(tx, {
          ...jantar,
          id: `c1000000-0000-4000-8000-0000000000${two}`,
          accountId: `d1000000-0000-4000-8000-0000000000${two}`,
          slug: `client-${two}`,
          name: `Client ${two}`,
          externalId: `act_20000000000000${two}`,
          collectFrom: "2026-11-01",
        });
      }
    });
    counted.push(await statementsOf(() => run()));
  }
  expect(counted[0]).toBe(counted[1]);
  expect(counted[0]).toBeLessThanOrEqual(14);
});

/** Statements that the server counted in this database, of the roles that the portal works as. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { db } = database;
  const original = db.asSystem;
  const counting = Object.assign({}, db, {
    asSystem: (inner: Parameters<typeof original>[0]) =>
      original(async (tx) => {
        const proxy = new Proxy(tx, {
          get(target, key, receiver) {
            if (key === "execute") count += 1;
            return Reflect.get(target, key, receiver);
          },
        });
        return inner(proxy);
      }),
  });
  Object.assign(database, { db: counting });
  await work();
  Object.assign(database, { db });
  return count;
}
