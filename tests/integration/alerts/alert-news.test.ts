import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { acknowledgeAlerts } from "@/lib/alerts/acknowledge";
import type { Wanted } from "@/lib/alerts/wanted";
import type { Channels } from "@/lib/deliver/channels";
import { alertRoom, connection, later, night } from "@/tests/integration/alerts/alert-room";
import { allChannels, emptyAlerts, find, mailOnly, raise } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len } from "@/tests/integration/cast";

/** What is told of alerts: once, in one message, by whoever can. */
const room = alertRoom();

/** A process that has no channel, such as a command line on an engineer's machine. */
const silent: Channels = { ...mailOnly, mail: null };
const token = { kind: "token_invalid", subject: connection, severity: "critical" } as const;

describe("who can be told", () => {
  test("what a process without any channel opened is told by the next look that has one, once and not the next morning", async () => {
    await raise(room.database.db, token, night);
    expect(await room.sync(night, null, silent)).toMatchObject({ opened: 2, queued: 0 });
    const told = await room.sync(later(10));
    expect(told.opened).toBe(0);
    expect(told.queued).toBeGreaterThan(0);
    expect((await room.messages()).map(({ payload }) => payload.when)).not.toContain("morning");
    expect((await room.sync(later(20))).queued).toBe(0);
  });

  test("each mail carries why its reader gets it; hooks have no reader", async () => {
    const choose = (to: object) =>
      asSuperuser(
        room.database.superuserUrl,
        (query) => query`update agency set alert_channels = ${query.json(to as never)}`,
      );
    const readers = async () =>
      (await room.messages()).map(({ recipient, payload }) => [recipient.split("@")[0], payload.to]);
    await raise(room.database.db, token, night);
    await room.sync(night, null, allChannels);
    expect(await readers()).toEqual([
      ["ALERT_WEBHOOK_URL", undefined],
      ["SLACK_WEBHOOK_URL", undefined],
      ["anna", "admin"],
      ["marta", "manager"],
      ["piotr", "manager"],
    ]);
    await emptyAlerts(room.database);
    // An address stays one, also where it is a manager's: it gets the alerts of all clients.
    await choose({ mail: ["team@latarnia.example", "marta@latarnia.example"] });
    try {
      await raise(room.database.db, token, night);
      await room.sync(night);
      expect(await readers()).toEqual([
        ["marta", "address"],
        ["team", "address"],
      ]);
    } finally {
      await choose({});
    }
  });

  test("what got graver while nobody could be told is told by the next look that can, once", async () => {
    await find(
      room.database,
      jantar,
      { check: "kpi_fell", subject: "reservations", severity: "high" },
      night,
    );
    expect((await room.sync(night)).queued).toBe(2);
    await worsen("critical");
    expect(await room.sync(later(5), null, silent)).toMatchObject({ graver: 1, queued: 0 });
    expect(await room.sync(later(10))).toMatchObject({ graver: 0, queued: 2 });
    const annas = (await room.messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas.map(({ payload }) => payload)).toMatchObject([
      { when: "now", items: [{ severity: "high" }] },
      { when: "now", items: [{ severity: "critical" }] },
    ]);
    expect((await room.sync(later(15))).queued).toBe(0);
    expect((await room.sync(later(4 * 60))).queued, "the morning's digest").toBe(0);
  });

  test("of what got graver twice in silence the last is told, of what somebody took since nothing", async () => {
    await find(room.database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await find(room.database, len, { check: "row_volume_low", subject: "campaigns" }, night);
    await room.sync(night, null, silent);
    for (const severity of ["high", "critical"]) {
      await worsen(severity);
      await room.sync(later(5), null, silent);
    }
    const taken = (await room.read()).filter(({ clientId }) => clientId === len.id);
    await acknowledgeAlerts(
      room.database.db,
      admin,
      taken.map(({ id }) => id),
      later(10),
    );
    expect((await room.sync(later(15))).queued).toBe(2);
    const sent = (await room.messages()).map(({ recipient, payload }) => [recipient.split("@")[0], payload]);
    const told = { items: [{ check: "kpi_fell", severity: "critical" }] };
    expect(sent).toMatchObject([
      ["anna", told],
      ["marta", told],
    ]);
    expect((await room.sync(later(20))).queued).toBe(0);
  });

  test("days that are missing for a cause nobody was told either are told with it, and alone they are no news beside it", async () => {
    const gone = { check: "data_stale", subject: "account", severity: "high" };
    await raise(room.database.db, token, night);
    await find(room.database, jantar, gone, night);
    expect(await room.sync(night, null, silent)).toMatchObject({ opened: 3, queued: 0 });
    await room.sync(later(5));
    await find(room.database, len, gone, later(10));
    expect(await room.sync(later(10), null, silent)).toMatchObject({ opened: 1 });
    expect((await room.sync(later(15))).queued).toBe(0);
    const annas = (await room.messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas.map(({ payload }) => payload.items.length)).toEqual([3]);
  });
});

async function worsen(severity: string): Promise<void> {
  await asSuperuser(
    room.database.superuserUrl,
    (query) => query`update findings set severity = ${severity} where resolved_at is null`,
  );
}

describe("one digest, not forty messages", () => {
  test("one cause over forty clients is one message for the admin, whatever else it makes missing", async () => {
    const added = await addClients(38);
    await raise(
      room.database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      night,
    );
    expect(await room.sync(night)).toMatchObject({ opened: 40 });
    const all = (await room.messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(all.map(({ payload }) => payload.items.length)).toEqual([40]);
    // Days that are missing for the same reason say nothing new.
    await find(room.database, jantar, { check: "data_stale", subject: "account", severity: "high" }, night);
    expect(await room.sync(later(60))).toMatchObject({ opened: 1, queued: 0 });
    await removeClients(added);
  });

  test("incident 29: normal ones wait for one message in the morning, which is made once, whoever looks and how often", async () => {
    await find(room.database, jantar, { check: "kpi_fell", subject: "reservations" }, night);
    await find(room.database, len, { check: "row_volume_low", subject: "campaigns" }, night);
    expect((await room.sync(night)).queued).toBe(0);
    const seven = Temporal.Instant.from("2026-11-06T06:31:00Z");
    const looks = await Promise.all([
      room.sync(seven),
      room.sync(seven),
      room.sync(seven.add({ minutes: 15 })),
    ]);
    expect(looks.map(({ queued }) => queued).sort()).toEqual([0, 0, 3]);
    const [annas] = (await room.messages()).filter(({ recipient }) => recipient.startsWith("anna"));
    expect(annas?.payload).toMatchObject({ when: "morning", items: [{}, {}] });
    expect((await room.sync(seven.add({ hours: 24 }))).queued).toBe(0);
  });
});

test("six thousand alerts at once are opened, told in one message, kept and resolved: more than one statement can carry", async () => {
  const wanted = Array.from({ length: 6_000 }, (_, index): Wanted => {
    const subject = `test ${index}`;
    return {
      ...{ clientId: null, check: "queue_stuck", subject, cause: "queue", severity: "critical" },
      ...{ message: "Jobs wait.", evidence: { index }, months: [], amount: null, currency: null },
    };
  });
  expect(await room.sync(night, wanted)).toMatchObject({ opened: 6_000, present: 6_000 });
  const told = await room.messages();
  expect(new Set(told.map(({ payload }) => payload.items.length))).toEqual(new Set([6_000]));
  expect(await room.sync(later(5), wanted)).toMatchObject({ opened: 0, present: 6_000 });
  expect(await room.sync(later(10), [])).toMatchObject({ resolved: 6_000, present: 0 });
  const kinds = Map.groupBy(await room.events(), ({ kind }) => kind);
  expect([...kinds].map(([kind, all]) => [kind, all.length])).toEqual(
    expect.arrayContaining([
      ["opened", 6_000],
      ["resolved", 6_000],
    ]),
  );
});

async function addClients(count: number): Promise<string[]> {
  return asSuperuser(room.database.superuserUrl, async (query) => {
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
    room.database.superuserUrl,
    (query) => query`update clients set status = 'archived' where id = any(${ids as string[]})`,
  );
}
