import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCollection } from "@/lib/collect/run/run-collection";
import { openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { type Night, seedClients, startNight } from "@/tests/integration/collect/night";
import { type OwnServer, startOwnServer } from "@/tests/robustness/postgres/own-server";
import { clientNumber, metaId, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";
import { wrongStored } from "@/tests/robustness/support/stored";

const { count, random, replay } = ordeal("postgres", 10);
const range = { since: "2026-05-01", until: "2026-11-07" };
const clients = Array.from({ length: 4 }, (_, index) => clientNumber(index, { collectFrom: range.since }));
const truth = (index: number, version: number) =>
  truthOf(clients[index] ?? clientNumber(0), { ...range, campaigns: 1, version });
/** The moment that both the process and its database believe in. */
const bothClocks = (at: Temporal.Instant) => ({ clock: () => at, databaseTime: () => at });

let night: Night;
let server: OwnServer;

beforeAll(async () => {
  server = await startOwnServer();
  await migrateDatabase(server.url);
  night = await startNight(clients.map((client, index) => ({ client, rows: truth(index, 0) })));
  const db = openDatabase(server.url);
  await seedClients(
    { db },
    clients.map((client) => ({ client, rows: [] })),
  );
  await db.close();
});

afterAll(async () => {
  await night?.close();
  await server?.close();
});

test(
  `R2 Postgres killed with kill -9 during commits, ${count} times: no window is lost that was acknowledged, and the next run completes`,
  async () => {
    const closing: Promise<unknown>[] = [];
    let acknowledged = 0;
    let torn = 0;
    let lost = 0;
    for (let time = 0; time < count; time += 1) {
      const version = time + 1;
      clients.forEach((client, index) => {
        night.simulator.setRows(metaId(client), truth(index, version));
      });
      const kept: { account: string; since: string; until: string }[] = [];
      const fallsAfter = 1 + Math.floor(random() * 20);
      const fallsIn = random() * 25;
      let falling: Promise<void> | null = null;
      const db = openDatabase(server.url);
      const began = Temporal.Instant.from("2026-11-09T06:00:00Z").add({ hours: 3 * time });
      const run = runCollection(
        { ...night.collector, db, ...bothClocks(began) },
        {
          selection: { since: parseCalendarDay(range.since), until: parseCalendarDay(range.until) },
          by: { trigger: "cli", requestedBy: "test" },
          patienceMs: 0,
          onProgress: ({ account, window, outcome }) => {
            if (outcome === "read") kept.push({ account, ...window });
            // Not now, but within the next commits.
            if (kept.length >= fallsAfter) falling ??= sleep(fallsIn).then(() => server.tearOut());
          },
        },
      ).then(
        () => "lived",
        () => "broke",
      );
      if ((await run) === "broke") torn += 1;
      if (!falling) await server.tearOut();
      await falling;
      // Its connections are dead; nobody waits for their farewell.
      closing.push(db.close().catch(() => undefined));
      await server.restart();

      const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
      try {
        for (const { account, since, until } of kept) {
          const index = clients.findIndex(({ externalId }) => externalId === account);
          const wrong = await wrongStored(sql, account, truth(index, version), { since, until });
          if (wrong.length > 0) lost += 1;
          expect(wrong, `acknowledged ${account} ${since} to ${until}, time ${time}. ${replay}`).toEqual([]);
        }
        acknowledged += kept.length;
        const again = openDatabase(server.url);
        const next = await runCollection(
          { ...night.collector, db: again, ...bothClocks(began.add({ hours: 1 })) },
          {
            selection: { since: parseCalendarDay(range.since), until: parseCalendarDay(range.until) },
            by: { trigger: "cli", requestedBy: "test" },
            patienceMs: 0,
          },
        );
        await again.close();
        expect(next, replay).toMatchObject({ expected: clients.length, done: clients.length });
        for (const [index, client] of clients.entries())
          expect(await wrongStored(sql, client.externalId, truth(index, version), range), replay).toEqual([]);
        expect(await sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
      } finally {
        await sql.end({ timeout: 5 });
      }
    }
    await Promise.all(closing);
    report("postgres", {
      kills: count,
      "in the middle of a run": torn,
      "windows acknowledged": acknowledged,
      lost,
    });
    expect(torn, "it must really have been killed in the middle").toBeGreaterThan(count / 2);
    expect(acknowledged).toBeGreaterThan(count);
  },
  patience(1_200_000),
);
