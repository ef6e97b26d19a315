import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import { snoozeAlerts } from "@/lib/alerts/snooze";
import { syncAlerts } from "@/lib/alerts/sync-alerts";
import type { Wanted } from "@/lib/alerts/wanted";
import { alerts } from "@/lib/db/schema/alerts";
import { emptyAlerts, end, find, healAll, mailOnly, raise } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, type CastClient, jantar, len, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** The life of an alert: made and ended by the data, told once, put aside by people. */
let database: TestDatabase;
const connection = "f0000000-0000-4000-8000-000000000001";
/** 04:30 in Warsaw, before the morning's digest. */
const night = Temporal.Instant.from("2026-11-06T03:30:00Z");
const later = (minutes: number) => night.add({ minutes });

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  await asSuperuser(database.superuserUrl, async (query) => {
    await query`insert into connections (id, name, token_ciphertext, token_key_id) values (${connection}, 'agency', 'x', 'k1')`;
    await query`update ad_accounts set connection_id = ${connection}`;
  });
});
afterAll(() => database.close());
beforeEach(() => emptyAlerts(database));

const sync = (now: Temporal.Instant, monitored: readonly Wanted[] | null = null) =>
  syncAlerts(database.db, { now, channels: mailOnly, monitored });
const read = async (): Promise<Alert[]> =>
  (await database.db.asSystem((tx) => tx.select().from(alerts).orderBy(alerts.id))).map(alertOf);
const events = () =>
  database.db.asSystem((tx) =>
    tx.execute<{ kind: string; actor: string }>(sql`select kind, actor from alert_events order by id`),
  );
const messages = () =>
  database.db.asSystem((tx) =>
    tx.execute<{ kind: string; recipient: string; payload: { when: string; items: { id: number }[] } }>(
      sql`select kind, recipient, payload from deliveries order by created_at, recipient`,
    ),
  );
const spend = (client: CastClient, since: string, until: string) =>
  seedDays(database.db, client, {
    since,
    until,
    observedAt: "2026-11-05T03:10:00Z",
    day: () => ({ account: { totalSpend: "100", totalImpressions: "5000" } }),
  });

describe("an alert's life", () => {
  test("what a process without any channel opened is told by the next look that has one, once and not the next morning", async () => {
    const silent = { ...mailOnly, mail: null };
    await raise(database.db, { kind: "token_invalid", subject: connection, severity: "critical" }, night);
    expect(await syncAlerts(database.db, { now: night, channels: silent, monitored: null })).toMatchObject({
      opened: 2,
      queued: 0,
    });
    const told = await sync(later(10));
    expect(told.opened).toBe(0);
    expect(told.queued).toBeGreaterThan(0);
    expect((await messages()).map(({ payload }) => payload.when)).not.toContain("morning");
    expect((await sync(later(20))).queued).toBe(0);
  });

  test("open, kept, acknowledged, graver, resolved by the data: every change an event, told twice and once at its end", async () => {
    const token = { kind: "token_expiring", subject: connection };
    await raise(database.db, { ...token, severity: "high" }, night);
    expect(await sync(night)).toMatchObject({ opened: 2, present: 2 });
    // Whoever mends it reads which connection it is.
    expect((await read()).map(({ evidence }) => evidence.connection)).toEqual(["agency", "agency"]);
    expect(await sync(later(5))).toMatchObject({ opened: 0, resolved: 0, queued: 0, present: 2 });
    const [first] = await read();
    await acknowledgeAlerts(database.db, admin, [first?.id ?? 0], later(10));

    await raise(database.db, { ...token, severity: "critical" }, later(15));
    expect(await sync(later(15))).toMatchObject({ opened: 0, graver: 2 });
    expect((await read()).map(({ state, severity }) => [state, severity])).toEqual([
      ["open", "critical"],
      ["open", "critical"],
    ]);

    await end(database.db, "token_expiring", connection, later(20));
    expect(await sync(later(20))).toMatchObject({ resolved: 2, present: 0 });
    expect(await sync(later(25))).toMatchObject({ resolved: 0, queued: 0 });
    const kinds = (await events()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "notified")).toHaveLength(4);
    expect([...new Set(kinds)]).toEqual(["opened", "notified", "acknowledged", "changed", "resolved"]);
    const annas = (await messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas.map(({ kind, payload }) => [kind, payload.items.length])).toEqual([
      ["alerts", 2],
      ["alerts", 2],
      ["resolved", 2],
    ]);
  });

  test("an archived client's alerts are over, whoever noticed them, and the event says why; another's stay", async () => {
    const about = { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" } as const;
    await find(database, jantar, about, night);
    await find(database, len, about, night);
    const seen: Wanted = {
      clientId: jantar.id,
      check: "incomplete_data",
      subject: "2026-11-05",
      cause: "scheduler",
      severity: "high",
      message: "test",
      evidence: {},
      months: [],
      amount: null,
      currency: null,
    };
    expect(await sync(night, [seen])).toMatchObject({ opened: 3 });
    const archive = (status: string) =>
      asSuperuser(
        database.superuserUrl,
        (query) => query`update clients set status = ${status} where id = ${jantar.id}`,
      );
    await archive("archived");
    try {
      expect(await sync(later(5))).toMatchObject({ resolved: 2, present: 1 });
      const ended = await database.db.asSystem((tx) =>
        tx.execute<{ check_key: string; detail: object }>(sql`
          select a.check_key, e.detail from alert_events e join alerts a on a.id = e.alert_id
          where e.kind = 'resolved' order by a.check_key`),
      );
      expect(ended).toEqual([
        { check_key: "campaign_sum_differs", detail: { why: "client_archived" } },
        { check_key: "incomplete_data", detail: { why: "client_archived" } },
      ]);
      expect((await read()).filter(({ state }) => state === "open").map(({ clientId }) => clientId)).toEqual([
        len.id,
      ]);
      expect(await sync(later(10), [seen]), "the monitor's next look").toMatchObject({
        opened: 0,
        resolved: 0,
      });
    } finally {
      await archive("active");
    }
  });

  test("what comes back after it was over is a new alert, and the old one stays in the history", async () => {
    await find(
      database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
      night,
    );
    await sync(night);
    await healAll(database);
    await sync(later(5));
    await find(
      database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
      night,
    );
    await sync(later(10));
    expect((await read()).map(({ state }) => state)).toEqual(["resolved", "open"]);
  });

  test("many campaigns of a day are one alert, a finding that a condition says too is none of its own", async () => {
    for (const id of ["1", "2", "3"])
      await find(database, jantar, { check: "clicks_over_impressions", subject: `2026-11-01 ${id}` }, night);
    await find(database, jantar, { check: "no_access", subject: jantar.externalId, severity: "high" }, night);
    await sync(night);
    expect((await read()).map(({ check, subject }) => [check, subject])).toEqual([
      ["clicks_over_impressions", "2026-11-01"],
    ]);
  });

  test("what an earlier look saw of the monitor is left alone by a look that did not ask it", async () => {
    const seen: Wanted = {
      ...{ clientId: null, check: "not_called", subject: "collection", cause: "scheduler" },
      ...{ severity: "critical", message: "test", evidence: {}, months: [], amount: null, currency: null },
    };
    await sync(night, [seen]);
    expect((await sync(later(5))).resolved).toBe(0);
    expect((await sync(later(10), [])).resolved).toBe(1);
  });

  test("one open alert per client, check and subject, however many look at once", async () => {
    await raise(database.db, { kind: "token_invalid", subject: connection, severity: "critical" }, night);
    await find(database, len, { check: "data_stale", subject: "account", severity: "high" }, night);
    await Promise.all(Array.from({ length: 4 }, () => sync(night)));
    expect(await read()).toHaveLength(3);
    expect((await events()).filter(({ kind }) => kind === "opened")).toHaveLength(3);
    // Anna about both clients, Marta and Piotr about their own.
    expect(await messages()).toHaveLength(3);
  });
});

describe("what it touches", () => {
  test("incident 31: a dead token names every client, the months since their last day, and the spend at stake", async () => {
    await spend(jantar, "2026-10-20", "2026-10-28");
    await raise(database.db, { kind: "token_invalid", subject: connection, severity: "critical" }, night);
    await sync(night);
    const [ofJantar] = (await read()).filter(({ clientId }) => clientId === jantar.id);
    // Nothing since 29 October: eight days up to yesterday, 5 November.
    expect(ofJantar).toMatchObject({
      cause: `connection:${connection}`,
      months: ["2026-10", "2026-11"],
      amount: "800",
      currency: "PLN",
      // Nobody read these days: what was spent on them is not known.
      evidence: { amount_is: "estimate" },
    });
    expect((await read()).filter(({ clientId }) => clientId === len.id)).toHaveLength(1);
  });

  test("a day names its month and its spend", async () => {
    await spend(jantar, "2026-10-27", "2026-10-27");
    await find(
      database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-10-27", severity: "high" },
      night,
    );
    await sync(night);
    expect(await read()).toMatchObject([
      { months: ["2026-10"], amount: "100", currency: "PLN", evidence: { amount_is: "spend" } },
    ]);
  });

  test("a dead token whose client misses no day is about no money yet", async () => {
    await spend(jantar, "2026-10-20", "2026-11-05");
    await raise(database.db, { kind: "token_invalid", subject: connection, severity: "critical" }, night);
    await sync(night);
    const [ofJantar] = (await read()).filter(({ clientId }) => clientId === jantar.id);
    expect(ofJantar).toMatchObject({ amount: null, currency: null });
    expect(ofJantar?.evidence).not.toHaveProperty("amount_is");
  });

  test("missing days are about what is usually spent, a month's total about a difference", async () => {
    await spend(jantar, "2026-10-20", "2026-10-28");
    await find(
      database,
      jantar,
      { check: "data_stale", subject: "account", evidence: { days: ["2026-10-29", "2026-10-30"] } },
      night,
    );
    await find(
      database,
      jantar,
      { check: "month_total_differs", subject: "2026-10", amount: "12.34" },
      night,
    );
    await sync(night);
    expect((await read()).map(({ check, amount, evidence }) => [check, amount, evidence.amount_is])).toEqual([
      ["data_stale", "200", "estimate"],
      ["month_total_differs", "12.34", "difference"],
    ]);
  });
});

describe("put aside", () => {
  test("until a date: quiet until then, open again after it, told with the morning's digest", async () => {
    await find(database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await sync(night);
    const [alert] = await read();
    await snoozeAlerts(database.db, marta, [alert?.id ?? 0], later(24 * 60), night);
    expect(await sync(later(60))).toMatchObject({ woken: 0, queued: 0 });
    expect(await sync(later(24 * 60 + 5))).toMatchObject({ woken: 1 });
    expect((await read())[0]?.state).toBe("open");
  });

  test("until the season starts: it wakes with the first day on which ads are shown, not before", async () => {
    await find(database, jantar, { check: "spend_cap", subject: "x" }, night);
    await find(database, jantar, { check: "row_volume_low", subject: "campaigns" }, night);
    await spend(jantar, "2026-11-01", "2026-11-05");
    await sync(night);
    const [alert] = await read();
    await snoozeAlerts(database.db, marta, [alert?.id ?? 0], "delivery", night);
    expect((await sync(later(60))).woken).toBe(0);
    await spend(jantar, "2026-11-06", "2026-11-06");
    expect((await sync(later(24 * 60))).woken).toBe(1);
  });

  test("a snoozed one that gets graver is told", async () => {
    await find(database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await sync(night);
    const [alert] = await read();
    await snoozeAlerts(database.db, marta, [alert?.id ?? 0], later(9999), night);
    await asSuperuser(database.superuserUrl, (query) => query`update findings set severity = 'high'`);
    expect(await sync(later(5))).toMatchObject({ graver: 1, woken: 0 });
    expect((await read())[0]?.state).toBe("open");
    expect(await messages()).toHaveLength(2);
  });
});

describe("one digest, not forty messages", () => {
  test("one cause over forty clients is one message for the admin, whatever else it makes missing", async () => {
    const added = await addClients(38);
    await raise(database.db, { kind: "token_invalid", subject: connection, severity: "critical" }, night);
    expect(await sync(night)).toMatchObject({ opened: 40 });
    const all = (await messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(all.map(({ payload }) => payload.items.length)).toEqual([40]);
    // Days that are missing for the same reason say nothing new.
    await find(database, jantar, { check: "data_stale", subject: "account", severity: "high" }, night);
    expect(await sync(later(60))).toMatchObject({ opened: 1, queued: 0 });
    await removeClients(added);
  });

  test("incident 29: normal ones wait for one message in the morning, which is made once, whoever looks and how often", async () => {
    await find(database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await find(database, len, { check: "row_volume_low", subject: "campaigns" }, night);
    expect((await sync(night)).queued).toBe(0);
    const seven = Temporal.Instant.from("2026-11-06T06:31:00Z");
    const looks = await Promise.all([sync(seven), sync(seven), sync(seven.add({ minutes: 15 }))]);
    expect(looks.map(({ queued }) => queued).sort()).toEqual([0, 0, 3]);
    const [annas] = (await messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas?.payload).toMatchObject({ when: "morning", items: [{}, {}] });
    expect((await sync(seven.add({ hours: 24 }))).queued).toBe(0);
  });
});

async function addClients(count: number): Promise<string[]> {
  return asSuperuser(database.superuserUrl, async (query) => {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const id = `c0000000-0000-4000-8000-0000000001${String(number).padStart(2, "0")}`;
      await query`insert into clients (id, slug, name, shown_metrics) values (${id}, ${`extra-${number}`}, ${`Extra ${number}`}, '{}')`;
      await query`insert into ad_accounts (client_id, external_id, connection_id, currency, time_zone, collect_from)
        values (${id}, ${`act_9${number}`}, ${connection}, 'PLN', 'Europe/Warsaw', '2026-01-01')`;
      ids.push(id);
    }
    return ids;
  });
}

async function removeClients(ids: readonly string[]): Promise<void> {
  await asSuperuser(
    database.superuserUrl,
    (query) => query`update clients set status = 'archived' where id = any(${ids as string[]})`,
  );
}

test("six thousand alerts at once are opened, told in one message, kept and resolved: more than one statement can carry", async () => {
  const wanted = Array.from({ length: 6_000 }, (_, index): Wanted => {
    const subject = `test ${index}`;
    return {
      ...{ clientId: null, check: "queue_stuck", subject, cause: "queue", severity: "critical" },
      ...{ message: "Jobs wait.", evidence: { index }, months: [], amount: null, currency: null },
    };
  });
  expect(await sync(night, wanted)).toMatchObject({ opened: 6_000, present: 6_000 });
  const told = await messages();
  expect(new Set(told.map(({ payload }) => payload.items.length))).toEqual(new Set([6_000]));
  expect(await sync(later(5), wanted)).toMatchObject({ opened: 0, present: 6_000 });
  expect(await sync(later(10), [])).toMatchObject({ resolved: 6_000, present: 0 });
  const kinds = Map.groupBy(await events(), ({ kind }) => kind);
  expect([...kinds].map(([kind, all]) => [kind, all.length])).toEqual(
    expect.arrayContaining([
      ["opened", 6_000],
      ["resolved", 6_000],
    ]),
  );
});
