import { eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import { alertOf } from "@/lib/alerts/alert";
import { snoozeAlerts } from "@/lib/alerts/snooze";
import { wakeAlerts } from "@/lib/alerts/wake";
import { alerts } from "@/lib/db/schema/alerts";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

/** What a person does with alerts: each change once, with its event, of the own clients only. */
let database: TestDatabase;
let ids: { jantar: number; len: number; agency: number };
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
});
afterAll(() => database.close());

beforeEach(async () => {
  ids = await asSuperuser(database.superuserUrl, async (query) => {
    await query`truncate alert_events, alerts`;
    const open = async (client: string | null) => {
      const [row] = await query<{ id: number }[]>`
        insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
        values (${client}, 'data_stale', 'stale', 'client', 'high', 'test', '{}', now(), now()) returning id`;
      return row?.id ?? 0;
    };
    return { jantar: await open(jantar.id), len: await open(len.id), agency: await open(null) };
  });
});

const all = () => [ids.jantar, ids.len, ids.agency];
const read = async (id: number) => {
  const [row] = await database.db.asStaff(viewer, (tx) => tx.select().from(alerts).where(eq(alerts.id, id)));
  return row ? alertOf(row) : null;
};
const events = () =>
  database.db.asSystem((tx) =>
    tx.execute<{ alert_id: number; kind: string; actor: string; detail: object }>(
      sql`select alert_id, kind, actor, detail from alert_events order by id`,
    ),
  );

/** How all of them stand at first, as an event keeps it. */
const before = {
  state: "open",
  acknowledged_at: null,
  acknowledged_by: null,
  snoozed_until: null,
  snoozed_until_delivery: false,
};

describe("acknowledging", () => {
  test("a manager takes care of the own client's; the others are named as foreign and stay", async () => {
    expect(await acknowledgeAlerts(database.db, marta, all(), now)).toMatchObject({
      changed: [ids.jantar],
      unchanged: [],
      foreign: [ids.len, ids.agency],
    });
    expect(await read(ids.jantar)).toMatchObject({
      state: "acknowledged",
      acknowledgedAt: now,
      acknowledgedBy: marta.staffId,
    });
    expect((await read(ids.len))?.state).toBe("open");
    expect(await events()).toEqual([
      { alert_id: ids.jantar, kind: "acknowledged", actor: "Marta Wilk", detail: { before } },
    ]);
  });

  test("the second time changes nothing and writes no event", async () => {
    await acknowledgeAlerts(database.db, admin, all(), now);
    expect(await acknowledgeAlerts(database.db, marta, [ids.jantar], now)).toMatchObject({
      changed: [],
      unchanged: [ids.jantar],
    });
    expect(await events()).toHaveLength(3);
  });

  test("two people at once: one of them takes it, with one event", async () => {
    const both = await Promise.all([
      acknowledgeAlerts(database.db, admin, [ids.jantar], now),
      acknowledgeAlerts(database.db, marta, [ids.jantar], now),
    ]);
    expect(both.flatMap(({ changed }) => changed)).toEqual([ids.jantar]);
    expect(await events()).toHaveLength(1);
  });

  test("a viewer changes nothing", async () => {
    const outcome = await acknowledgeAlerts(database.db, viewer, all(), now);
    expect(outcome).toEqual({ changed: [], unchanged: [], foreign: all(), events: [] });
    expect(await events()).toEqual([]);
  });
});

describe("snoozing", () => {
  test("until a date, and awake again by hand", async () => {
    const until = now.add({ hours: 48 });
    await snoozeAlerts(database.db, marta, [ids.jantar], until, now);
    expect(await read(ids.jantar)).toMatchObject({ state: "snoozed", snoozedUntil: until });
    expect((await wakeAlerts(database.db, marta, [ids.jantar], now)).changed).toEqual([ids.jantar]);
    expect(await read(ids.jantar)).toMatchObject({ state: "open", snoozedUntil: null });
    expect((await events()).map(({ kind }) => kind)).toEqual(["snoozed", "woken"]);
  });

  test("until delivery returns: a client's only, since the agency as a whole delivers nothing", async () => {
    expect(await snoozeAlerts(database.db, admin, all(), "delivery", now)).toMatchObject({
      changed: [ids.jantar, ids.len],
      unchanged: [ids.agency],
      foreign: [],
    });
    expect(await read(ids.len)).toMatchObject({ state: "snoozed", snoozedUntilDelivery: true });
  });

  test("not until a time that is over", async () => {
    await expect(snoozeAlerts(database.db, admin, all(), now, now)).rejects.toThrow(/time to come/);
  });
});
