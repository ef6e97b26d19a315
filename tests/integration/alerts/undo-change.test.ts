import { eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import { alertOf } from "@/lib/alerts/alert";
import { snoozeAlerts } from "@/lib/alerts/snooze";
import { undoAlertChange } from "@/lib/alerts/undo-change";
import { wakeAlerts } from "@/lib/alerts/wake";
import { alerts } from "@/lib/db/schema/alerts";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

/** What a person takes back stands as it stood before, where nobody and nothing has touched it since. */
let database: TestDatabase;
let ids: { jantar: number; len: number };
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const later = now.add({ seconds: 8 });

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
});
afterAll(() => database.close());

beforeEach(async () => {
  ids = await asSuperuser(database.superuserUrl, async (query) => {
    await query`truncate alert_events, alerts`;
    const open = async (client: string) => {
      const [row] = await query<{ id: number }[]>`
        insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
        values (${client}, 'data_stale', 'stale', 'client', 'high', 'test', '{}', now(), now()) returning id`;
      return row?.id ?? 0;
    };
    return { jantar: await open(jantar.id), len: await open(len.id) };
  });
});

const read = async (id: number) => {
  const [row] = await database.db.asStaff(viewer, (tx) => tx.select().from(alerts).where(eq(alerts.id, id)));
  return row ? alertOf(row) : null;
};
const lastEvent = (id: number) =>
  database.db.asSystem(async (tx) => {
    const [row] = await tx.execute<{ kind: string; actor: string; detail: Record<string, unknown> }>(
      sql`select kind, actor, detail from alert_events where alert_id = ${id} order by id desc limit 1`,
    );
    return row;
  });
const nothing = { restored: [], open: true };

describe("undoing", () => {
  test("a snooze of an acknowledged alert leaves it with the person who took care of it", async () => {
    await acknowledgeAlerts(database.db, marta, [ids.jantar], now);
    const { events } = await snoozeAlerts(database.db, admin, [ids.jantar], now.add({ hours: 48 }), later);
    expect(await undoAlertChange(database.db, admin, events, later)).toEqual({
      restored: [ids.jantar],
      open: false,
    });
    expect(await read(ids.jantar)).toMatchObject({
      state: "acknowledged",
      acknowledgedAt: now,
      acknowledgedBy: marta.staffId,
      snoozedUntil: null,
    });
    expect(await lastEvent(ids.jantar)).toEqual({
      kind: "changed",
      actor: admin.name,
      detail: { undone: true },
    });
  });

  test("a moved snooze has its first day again", async () => {
    const first = now.add({ hours: 48 });
    await snoozeAlerts(database.db, marta, [ids.jantar], first, now);
    const { events } = await snoozeAlerts(database.db, marta, [ids.jantar], now.add({ hours: 240 }), later);
    await undoAlertChange(database.db, marta, events, later);
    expect(await read(ids.jantar)).toMatchObject({ state: "snoozed", snoozedUntil: first });
    const moved = await snoozeAlerts(database.db, marta, [ids.jantar], "delivery", later);
    await undoAlertChange(database.db, marta, moved.events, later);
    expect(await read(ids.jantar)).toMatchObject({
      state: "snoozed",
      snoozedUntil: first,
      snoozedUntilDelivery: false,
    });
  });

  test("of many opens each as it was: the open one is open, with an event of its own", async () => {
    await acknowledgeAlerts(database.db, admin, [ids.len], now);
    const { events } = await snoozeAlerts(database.db, admin, [ids.jantar, ids.len], "delivery", later);
    expect(await undoAlertChange(database.db, admin, events, later)).toEqual({
      restored: [ids.jantar, ids.len],
      open: false,
    });
    expect((await read(ids.jantar))?.state).toBe("open");
    expect((await read(ids.len))?.state).toBe("acknowledged");
    expect(await lastEvent(ids.jantar)).toMatchObject({ kind: "woken", detail: { undone: true } });
    const [audit] = await database.db.asStaff(admin, (tx) =>
      tx.execute<{ action: string; subject: string }>(
        sql`select action, subject from audit_log order by id desc limit 1`,
      ),
    );
    expect(audit).toEqual({ action: "alert.undone", subject: `${ids.jantar} ${ids.len}` });
  });

  test("leaves what somebody else did meanwhile", async () => {
    const { events } = await acknowledgeAlerts(database.db, marta, [ids.jantar], now);
    const until = now.add({ hours: 48 });
    await snoozeAlerts(database.db, admin, [ids.jantar], until, later);
    expect(await undoAlertChange(database.db, marta, events, later)).toEqual(nothing);
    expect(await read(ids.jantar)).toMatchObject({ state: "snoozed", snoozedUntil: until });
    expect((await lastEvent(ids.jantar))?.kind).toBe("snoozed");
  });

  test("leaves what the data opened or ended meanwhile", async () => {
    const { events } = await acknowledgeAlerts(database.db, admin, [ids.jantar, ids.len], now);
    await asSuperuser(database.superuserUrl, async (query) => {
      // Graver: open again without anybody's word.
      await query`update alerts set state = 'open' where id = ${ids.jantar}`;
      await query`update alerts set state = 'resolved', resolved_at = now() where id = ${ids.len}`;
    });
    expect(await undoAlertChange(database.db, admin, events, later)).toEqual(nothing);
    expect((await read(ids.len))?.state).toBe("resolved");
  });

  test("is once, and nobody's but theirs who did it", async () => {
    const { events } = await acknowledgeAlerts(database.db, marta, [ids.jantar], now);
    expect(await undoAlertChange(database.db, admin, events, later)).toEqual(nothing);
    expect((await undoAlertChange(database.db, marta, events, later)).restored).toEqual([ids.jantar]);
    await wakeAlerts(database.db, marta, [ids.jantar], later);
    expect(await undoAlertChange(database.db, marta, events, later)).toEqual(nothing);
    expect(await undoAlertChange(database.db, marta, [], later)).toEqual(nothing);
  });
});
