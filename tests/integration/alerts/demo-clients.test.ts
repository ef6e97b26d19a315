import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { readConcernedAccounts } from "@/lib/alerts/concerned-account";
import { readIncidents } from "@/lib/facts/grid/read-incidents";
import { watchCollection } from "@/lib/ops/monitor/watch-collection";
import { watchChecks } from "@/lib/ops/monitor/watch-machinery";
import { countAlerts, readAlerts, readListedAlert, readUnknownChecks } from "@/lib/today/read-alerts";
import { readWaiting } from "@/lib/today/read-waiting";
import { alertRoom, connection, later, night } from "@/tests/integration/alerts/alert-room";
import { find, raise } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { addClient, admin, type CastClient, jantar, len, viewer } from "@/tests/integration/cast";

/** Demo clients are never among real ones (incident 22): what a page does not show no message tells, and what it shows is told. */
const room = alertRoom();
const demo: CastClient = {
  ...jantar,
  id: "c0000000-0000-4000-8000-000000000009",
  accountId: "d0000000-0000-4000-8000-000000000009",
  slug: "demo",
  name: "Demo",
  externalId: "act_1000000000000009",
  isDemo: true,
};
/** A connection through which only the demo client is read. */
const demoConnection = "f0000000-0000-4000-8000-000000000009";
const filters = { state: "all", severity: null, client: null, check: null, manager: null } as const;
const morning = Temporal.Instant.from("2026-11-06T07:00:00Z");

const run = (statement: ReturnType<typeof sql>) => room.database.db.asSystem((tx) => tx.execute(statement));
/** Nothing but the demo client is left. */
const archiveReal = () =>
  asSuperuser(
    room.database.superuserUrl,
    (query) => query`update clients set status = 'archived' where not is_demo`,
  );

beforeAll(async () => {
  await room.database.db.asStaff(admin, (tx) => addClient(tx, demo));
  await asSuperuser(room.database.superuserUrl, async (query) => {
    await query`insert into connections (id, name, token_ciphertext, token_key_id) values (${demoConnection}, 'demo', 'x', 'k1')`;
    await query`update ad_accounts set connection_id = ${demoConnection}, created_at = '2026-01-01' where id = ${demo.accountId}`;
    await query`update ad_accounts set created_at = '2026-01-01'`;
  });
});
beforeEach(() =>
  asSuperuser(room.database.superuserUrl, async (query) => {
    await query`update clients set status = 'active'`;
    await query`truncate check_outcomes`;
  }),
);

const bothFind = async () => {
  for (const client of [jantar, demo])
    await find(
      room.database,
      client,
      { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
      night,
    );
};
const told = async () =>
  (
    await run(
      sql`select i ->> 'id' as id, i -> 'client' ->> 'name' as name, kind from deliveries d, jsonb_array_elements(d.payload -> 'items') i`,
    )
  ).map(({ name, kind }) => `${kind} ${name}`);
const listed = async () =>
  room.database.db.asStaff(viewer, async (tx) => ({
    names: (await readAlerts(tx, { filters, now: later(1) })).listed.map(({ client }) => client?.name),
    open: (await countAlerts(tx, viewer.staffId ?? "")).open,
    waiting: (await readWaiting(tx, { zone: "Europe/Warsaw", now: later(1) })).openAlerts,
  }));

test("the list, its counts and the navigation leave a demo client's alert out beside real ones, and have it where it stands alone", async () => {
  await bothFind();
  await room.sync(night);
  expect(await listed()).toEqual({ names: ["Hotel Jantar"], open: 1, waiting: 1 });
  const [hidden] = (await room.read()).filter(({ clientId }) => clientId === demo.id);
  const byNumber = () => room.database.db.asStaff(viewer, (tx) => readListedAlert(tx, hidden?.id ?? 0));
  expect(await byNumber()).toBeNull();
  await archiveReal();
  expect((await listed()).names).toContain("Demo");
  expect(await byNumber()).toMatchObject({ client: { name: "Demo" } });
});

test("no message tells of it, nor its history that somebody was told; its end is told to nobody either", async () => {
  await bothFind();
  await room.sync(night);
  expect(new Set(await told())).toEqual(new Set(["alerts Hotel Jantar"]));
  const notified = await run(sql`
    select c.name from alert_events e join alerts a on a.id = e.alert_id join clients c on c.id = a.client_id where e.kind = 'notified'`);
  expect(notified.map(({ name }) => name)).toEqual(["Hotel Jantar"]);
  await asSuperuser(room.database.superuserUrl, async (query) => {
    await query`truncate deliveries cascade`;
    await query`update findings set resolved_at = now()`;
  });
  await room.sync(later(10));
  expect(new Set(await told())).toEqual(new Set(["resolved Hotel Jantar"]));
});

test("a message that would tell of demo clients alone is none; once they stand alone the morning tells it", async () => {
  await find(
    room.database,
    demo,
    { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
    night,
  );
  expect((await room.sync(night)).queued).toBe(0);
  await archiveReal();
  await room.sync(morning);
  expect(new Set(await told())).toEqual(new Set(["alerts Demo"]));
});

test("who has no answer names no demo client beside real ones", async () => {
  const outcomes = JSON.stringify({ kpi_fell: { outcome: "unknown", reason: "days_missing" } });
  await asSuperuser(room.database.superuserUrl, async (query) => {
    for (const { id } of [jantar, demo])
      await query`insert into check_outcomes (client_id, evaluated_at, outcomes)
        values (${id}, ${night.toString()}, ${outcomes}::text::jsonb)`;
  });
  const unknown = () => room.database.db.asStaff(viewer, (tx) => readUnknownChecks(tx, []));
  expect((await unknown()).map(({ clients }) => clients)).toEqual([["Hotel Jantar"]]);
  await archiveReal();
  expect((await unknown()).map(({ clients }) => clients)).toEqual([["Demo"]]);
});

test("data health lists neither its alerts, nor its findings, nor conditions that are its alone", async () => {
  const { db } = room.database;
  const incidents = async () =>
    (await db.asStaff(viewer, (tx) => readIncidents(tx, night)))
      .map(({ check, client }) => `${check} ${client?.name ?? "-"}`)
      .sort();
  await bothFind();
  await raise(db, { kind: "token_invalid", subject: demoConnection, severity: "critical" }, night);
  await raise(db, { kind: "no_access", subject: demo.accountId }, night);
  await raise(db, { kind: "rate_limited", subject: connection }, night);
  await raise(db, { kind: "version_retired", subject: "v24.0" }, night);
  const ofReal = [
    "campaign_sum_differs Hotel Jantar",
    "rate_limited Hotel Jantar",
    "rate_limited Sklep Len",
    "version_retired -",
  ];
  expect(await incidents()).toEqual(ofReal);
  await room.sync(later(1));
  expect(await incidents()).toEqual(ofReal);
  await archiveReal();
  expect(await incidents()).toEqual(
    expect.arrayContaining(["campaign_sum_differs Demo", "no_access Demo", "token_invalid Demo"]),
  );
});

test("the monitor expects and misses real clients only, until there are none", async () => {
  const watched = () =>
    room.database.db.asSystem(async (tx) => {
      const accounts = await readConcernedAccounts(tx);
      const { expected, late, wanted } = await watchCollection(tx, accounts, morning, { isCalled: true });
      const { counts } = await watchChecks(tx, morning);
      return {
        expected,
        late: late.map(({ slug }) => slug),
        wanted: wanted.length,
        checked: counts.expected,
      };
    });
  expect(await watched()).toEqual({ expected: 2, late: [jantar.slug, len.slug], wanted: 2, checked: 2 });
  await archiveReal();
  expect(await watched()).toEqual({ expected: 1, late: [demo.slug], wanted: 1, checked: 1 });
});
