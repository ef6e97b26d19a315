import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import { snoozeAlerts } from "@/lib/alerts/snooze";
import type { Wanted } from "@/lib/alerts/wanted";
import { readAlertEvents } from "@/lib/today/read-alerts";
import { alertRoom, connection, later, night } from "@/tests/integration/alerts/alert-room";
import { end, find, healAll, raise } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta } from "@/tests/integration/cast";

/** The life of an alert: made and ended by the data, put aside by people. */
const room = alertRoom();

describe("an alert's life", () => {
  test("open, kept, acknowledged, graver, resolved by the data: every change an event, told twice and once at its end", async () => {
    const token = { kind: "token_expiring", subject: connection };
    await raise(room.database.db, { ...token, severity: "high" }, night);
    expect(await room.sync(night)).toMatchObject({ opened: 2, present: 2 });
    // Whoever mends it reads which connection it is.
    expect((await room.read()).map(({ evidence }) => evidence.connection)).toEqual(["agency", "agency"]);
    expect(await room.sync(later(5))).toMatchObject({ opened: 0, resolved: 0, queued: 0, present: 2 });
    const [first] = await room.read();
    await acknowledgeAlerts(room.database.db, admin, [first?.id ?? 0], later(10));

    await raise(room.database.db, { ...token, severity: "critical" }, later(15));
    expect(await room.sync(later(15))).toMatchObject({ opened: 0, graver: 2 });
    expect((await room.read()).map(({ state, severity }) => [state, severity])).toEqual([
      ["open", "critical"],
      ["open", "critical"],
    ]);

    await end(room.database.db, "token_expiring", connection, later(20));
    expect(await room.sync(later(20))).toMatchObject({ resolved: 2, present: 0 });
    expect(await room.sync(later(25))).toMatchObject({ resolved: 0, queued: 0 });
    const kinds = (await room.events()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "notified")).toHaveLength(4);
    expect([...new Set(kinds)]).toEqual(["opened", "notified", "acknowledged", "changed", "resolved"]);
    const annas = (await room.messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas.map(({ kind, payload }) => [kind, payload.items.length])).toEqual([
      ["alerts", 2],
      ["alerts", 2],
      ["resolved", 2],
    ]);
  });

  test("its history says told when the messages went, not when they were queued; and what could not be delivered", async () => {
    await raise(room.database.db, { kind: "token_expiring", subject: connection, severity: "high" }, night);
    await room.sync(night);
    const [first] = await room.read();
    const told = async () =>
      (await room.database.db.asStaff(admin, (tx) => readAlertEvents(tx, [first?.id ?? 0]))).flatMap(
        (event) => (event.kind === "notified" ? [{ at: event.at.toString(), told: event.told }] : []),
      );
    const all = (await told())[0]?.told?.waiting ?? 0;
    expect(all).toBeGreaterThan(1);
    expect(await told()).toEqual([{ at: night.toString(), told: { waiting: all, sent: 0, failed: 0 } }]);
    const set = (state: string, sentAt: string | null, only: string) =>
      asSuperuser(
        room.database.superuserUrl,
        (query) =>
          query`update deliveries set state = ${state}, sent_at = ${sentAt} where recipient like ${only}`,
      );
    await set("sent", later(3).toString(), "anna%");
    expect(await told()).toEqual([{ at: night.toString(), told: { waiting: all - 1, sent: 1, failed: 0 } }]);
    await set("sent", later(4).toString(), "%");
    expect(await told()).toEqual([{ at: later(4).toString(), told: { waiting: 0, sent: all, failed: 0 } }]);
    await set("failed", null, "%");
    expect(await told()).toEqual([{ at: night.toString(), told: { waiting: 0, sent: 0, failed: all } }]);
  });

  test("an archived client's alerts are over, whoever noticed them, and the event says why; another's stay", async () => {
    const about = { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" } as const;
    await find(room.database, jantar, about, night);
    await find(room.database, len, about, night);
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
    expect(await room.sync(night, [seen])).toMatchObject({ opened: 3 });
    const archive = (status: string) =>
      asSuperuser(
        room.database.superuserUrl,
        (query) => query`update clients set status = ${status} where id = ${jantar.id}`,
      );
    await archive("archived");
    try {
      expect(await room.sync(later(5))).toMatchObject({ resolved: 2, present: 1 });
      const ended = await room.database.db.asSystem((tx) =>
        tx.execute<{ check_key: string; detail: object }>(sql`
          select a.check_key, e.detail from alert_events e join alerts a on a.id = e.alert_id
          where e.kind = 'resolved' order by a.check_key`),
      );
      expect(ended).toEqual([
        { check_key: "campaign_sum_differs", detail: { why: "client_archived" } },
        { check_key: "incomplete_data", detail: { why: "client_archived" } },
      ]);
      expect(
        (await room.read()).filter(({ state }) => state === "open").map(({ clientId }) => clientId),
      ).toEqual([len.id]);
      expect(await room.sync(later(10), [seen]), "the monitor's next look").toMatchObject({
        opened: 0,
        resolved: 0,
      });
    } finally {
      await archive("active");
    }
  });

  test("what comes back after it was over is a new alert, and the old one stays in the history", async () => {
    await find(
      room.database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
      night,
    );
    await room.sync(night);
    await healAll(room.database);
    await room.sync(later(5));
    await find(
      room.database,
      jantar,
      { check: "campaign_sum_differs", subject: "2026-11-01", severity: "high" },
      night,
    );
    await room.sync(later(10));
    expect((await room.read()).map(({ state }) => state)).toEqual(["resolved", "open"]);
  });

  test("many campaigns of a day are one alert, a finding that a condition says too is none of its own", async () => {
    for (const id of ["1", "2", "3"])
      await find(
        room.database,
        jantar,
        { check: "clicks_over_impressions", subject: `2026-11-01 ${id}` },
        night,
      );
    await find(
      room.database,
      jantar,
      { check: "no_access", subject: jantar.externalId, severity: "high" },
      night,
    );
    await room.sync(night);
    expect((await room.read()).map(({ check, subject }) => [check, subject])).toEqual([
      ["clicks_over_impressions", "2026-11-01"],
    ]);
  });

  test("what an earlier look saw of the monitor is left alone by a look that did not ask it", async () => {
    const seen: Wanted = {
      ...{ clientId: null, check: "not_called", subject: "collection", cause: "scheduler" },
      ...{ severity: "critical", message: "test", evidence: {}, months: [], amount: null, currency: null },
    };
    await room.sync(night, [seen]);
    expect((await room.sync(later(5))).resolved).toBe(0);
    expect((await room.sync(later(10), [])).resolved).toBe(1);
  });

  test("one open alert per client, check and subject, however many look at once", async () => {
    await raise(
      room.database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      night,
    );
    await find(room.database, len, { check: "data_stale", subject: "account", severity: "high" }, night);
    await Promise.all(Array.from({ length: 4 }, () => room.sync(night)));
    expect(await room.read()).toHaveLength(3);
    expect((await room.events()).filter(({ kind }) => kind === "opened")).toHaveLength(3);
    // Anna about both clients, Marta and Piotr about their own.
    expect(await room.messages()).toHaveLength(3);
  });
});

describe("put aside", () => {
  test("until a date: quiet until then, open again after it, told with the morning's digest", async () => {
    await find(room.database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await room.sync(night);
    const [alert] = await room.read();
    await snoozeAlerts(room.database.db, marta, [alert?.id ?? 0], later(24 * 60), night);
    expect(await room.sync(later(60))).toMatchObject({ woken: 0, queued: 0 });
    expect(await room.sync(later(24 * 60 + 5))).toMatchObject({ woken: 1 });
    expect((await room.read())[0]?.state).toBe("open");
  });

  test("until the season starts: it wakes with the first day after the snooze that has spend, not before", async () => {
    await find(room.database, jantar, { check: "spend_cap", subject: "x" }, night);
    await find(room.database, jantar, { check: "row_volume_low", subject: "campaigns" }, night);
    await room.spend(jantar, "2026-11-01", "2026-11-05");
    await room.sync(night);
    const [alert] = await room.read();
    await snoozeAlerts(room.database.db, marta, [alert?.id ?? 0], "delivery", night);
    expect((await room.sync(later(60))).woken).toBe(0);
    await room.spend(jantar, "2026-11-06", "2026-11-06");
    expect((await room.sync(later(24 * 60))).woken, "the day of the snooze itself").toBe(0);
    await room.spend(jantar, "2026-11-07", "2026-11-07", "0");
    expect((await room.sync(later(2 * 24 * 60))).woken, "ads shown, nothing spent").toBe(0);
    await room.spend(jantar, "2026-11-08", "2026-11-08");
    expect((await room.sync(later(3 * 24 * 60))).woken).toBe(1);
  });

  test("until the season starts: the day of the snooze is the one of the account's own clocks", async () => {
    const move = (zone: string) =>
      asSuperuser(
        room.database.superuserUrl,
        (query) => query`update ad_accounts set time_zone = ${zone} where id = ${len.accountId}`,
      );
    // 04:30 on the 6th in Warsaw is the evening of the 5th in Los Angeles.
    await move("America/Los_Angeles");
    try {
      await find(room.database, len, { check: "row_volume_low", subject: "campaigns" }, night);
      await room.sync(night);
      const [alert] = await room.read();
      await snoozeAlerts(room.database.db, admin, [alert?.id ?? 0], "delivery", night);
      await room.spend(len, "2026-11-05", "2026-11-05");
      expect((await room.sync(later(12 * 60))).woken).toBe(0);
      await room.spend(len, "2026-11-06", "2026-11-06");
      expect((await room.sync(later(36 * 60))).woken).toBe(1);
    } finally {
      await move(len.zone);
    }
  });

  test("a snoozed one that gets graver is told", async () => {
    await find(room.database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await room.sync(night);
    const [alert] = await room.read();
    await snoozeAlerts(room.database.db, marta, [alert?.id ?? 0], later(9999), night);
    await asSuperuser(room.database.superuserUrl, (query) => query`update findings set severity = 'high'`);
    expect(await room.sync(later(5))).toMatchObject({ graver: 1, woken: 0 });
    expect((await room.read())[0]?.state).toBe("open");
    expect(await room.messages()).toHaveLength(2);
  });
});
