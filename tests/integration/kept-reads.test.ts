import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type StaffTx } from "@/lib/db/database";
import { keepReads } from "@/lib/db/kept-reads";
import { type Moment, readMoment } from "@/lib/db/moment";
import { listReports } from "@/lib/facts/list-reports";
import { readPortfolio } from "@/lib/today/read-portfolio";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const asOf = now.toString();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar, len]);
  for (const client of [jantar, len])
    await seedDays(database.db, client, {
      since: "2026-10-01",
      until: "2026-11-05",
      observedAt: "2026-11-06T03:10:00Z",
      day: () => ({ account: { totalSpend: "100", totalImpressions: "900", reservations: "4" } }),
    });
});
afterAll(() => database.close());

const seenNow = () => database.db.asStaff(viewer, readMoment, { snapshot: true });
const today = (tx: StaffTx) => readPortfolio(tx, { zone: "Europe/Warsaw", now });
const spend = (client: { accountId: string }, amount: string) =>
  database.db.asCollector((tx) =>
    tx.execute(
      sql`update daily_kpi_data set total_spend = ${amount}::numeric where ad_account_id = ${client.accountId}::uuid and date = '2026-11-03'`,
    ),
  );

/** Answers how often it was read. */
function counted() {
  const count = { reads: 0 };
  const work = async (tx: StaffTx): Promise<number> => {
    count.reads += 1;
    await tx.execute(sql`select 1`);
    return count.reads;
  };
  return { count, work };
}

describe("a kept answer", () => {
  test("is given again while nothing is written, and read anew after any write", async () => {
    const kept = keepReads(4);
    const { work } = counted();
    const ask = async () =>
      kept.read(database.db, { name: "n", asOf, actor: viewer, seen: await seenNow(), work });
    /** The answer that is given twice in a row: the server's own vacuum and checkpoints write as well, and end what was kept. */
    const keptAnswer = async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        const answer = await ask();
        if ((await ask()) === answer) return answer;
      }
      throw new Error("Nothing was ever given again.");
    };
    const first = await keptAnswer();
    await spend(jantar, "101");
    const second = await keptAnswer();
    expect(second).toBeGreaterThan(first);
    // A table that the answer has nothing to do with, and a right that is taken away.
    await database.db.asStaff(admin, (tx) =>
      tx.execute(sql`update agency set contact = 'else@latarnia.example'`),
    );
    const third = await keptAnswer();
    expect(third).toBeGreaterThan(second);
    await asSuperuser(database.superuserUrl, (db) => db`revoke insert on findings from plumbline_system`);
    expect(await keptAnswer()).toBeGreaterThan(third);
    await asSuperuser(database.superuserUrl, (db) => db`grant insert on findings to plumbline_system`);
  });

  test("is not given while a write is under way that was not when it was read, nor after it is taken back", async () => {
    const kept = keepReads(4);
    const { count, work } = counted();
    const ask = async () =>
      kept.read(database.db, { name: "n", asOf, actor: viewer, seen: await seenNow(), work });
    expect(await ask()).toBe(1);
    await asSuperuser(database.superuserUrl, async (other) => {
      await other
        .begin(async (tx) => {
          await tx`update agency set contact = 'x'`;
          await ask();
          throw new Error("taken back");
        })
        .catch(() => {});
    });
    const before = count.reads;
    await ask();
    expect(count.reads).toBe(before + 1);
  });

  test("is of one minute", async () => {
    const kept = keepReads(4);
    const seen = await seenNow();
    const { count, work } = counted();
    for (const minute of ["08:00", "08:00", "08:01"])
      await kept.read(database.db, { name: "n", asOf: minute, actor: viewer, seen, work });
    expect(count.reads).toBe(2);
  });

  test("is one person's in one role", async () => {
    const kept = keepReads(8);
    const seen = await seenNow();
    const { count, work } = counted();
    for (const actor of [viewer, marta, admin, { ...marta, role: "viewer" as const }])
      await kept.read(database.db, { name: "n", asOf, actor, seen, work });
    expect(count.reads).toBe(4);
  });

  test("is never one of a database that cannot say what it sees", async () => {
    const kept = keepReads(4);
    const { count, work } = counted();
    for (let time = 0; time < 3; time += 1)
      await kept.read(database.db, { name: "n", asOf, actor: viewer, seen: null, work });
    expect(count.reads).toBe(3);
  });

  test("of another server, or of one that was started again, is another moment though the numbers come again", async () => {
    const [started, seen] = String(await seenNow()).split(" ");
    // When the server was started, and when its statistics were last reset, as recovering from a crash does.
    for (const at of String(started).split("/")) expect(Number(at)).toBeGreaterThan(1_700_000_000);
    expect(seen).toMatch(/^\d+:\d+:[\d,]*$/);
    const kept = keepReads(4);
    const { count, work } = counted();
    await kept.read(database.db, { name: "n", asOf, actor: viewer, seen: await seenNow(), work });
    const elsewhere = `1${started} ${seen}` as Moment;
    await kept.read(database.db, { name: "n", asOf, actor: viewer, seen: elsewhere, work });
    expect(count.reads).toBe(2);
  });

  test("is read once for all who ask at one moment, and a fault is nobody's answer afterwards", async () => {
    const kept = keepReads(4);
    const seen = await seenNow();
    const { work } = counted();
    const asked = { name: "n", asOf, actor: viewer, seen, work };
    expect(await Promise.all([1, 2, 3, 4].map(() => kept.read(database.db, asked)))).toEqual([1, 1, 1, 1]);
    const fault = { ...asked, name: "fault", work: () => Promise.reject(new Error("not read")) };
    await expect(kept.read(database.db, fault)).rejects.toThrow("not read");
    expect(await kept.read(database.db, { ...fault, work })).toBe(2);
  });

  test("is dropped where there are too many, the longest unused first", async () => {
    const kept = keepReads(2);
    const seen = await seenNow();
    const { count, work } = counted();
    for (const name of ["a", "b", "a", "c", "a", "b"])
      await kept.read(database.db, { name, asOf, actor: viewer, seen, work });
    expect(count.reads).toBe(4);
  });
});

test("with writers at work, what is taken from memory equals what the same snapshot reads anew, every time", {
  timeout: 120_000,
}, async () => {
  const kept = keepReads(8);
  const month = "2026-10" as CalendarMonth;
  const readers = { today, list: (tx: StaffTx) => listReports(tx, { month, now }) };
  const writing = { on: true, writes: 0, pauseMs: 50 };
  const url = database.url;
  const write = async (client: typeof jantar, slower: number) => {
    const own = openDatabase(url, { max: 1 });
    try {
      while (writing.on) {
        writing.writes += 1;
        await own
          .asCollector(async (tx) => {
            await tx.execute(sql`update daily_kpi_data set total_spend = total_spend + 1.25, reservations = reservations + 1
              where ad_account_id = ${client.accountId}::uuid and date between '2026-10-20' and '2026-11-04'`);
            if (writing.writes % 3 === 0) throw new Error("taken back");
            if (writing.writes % 4 === 0)
              await tx.execute(
                sql`delete from daily_kpi_data where ad_account_id = ${client.accountId}::uuid and date = '2026-10-02'`,
              );
          })
          .catch(() => {});
        await new Promise((go) => setTimeout(go, slower * writing.pauseMs * Math.random()));
      }
    } finally {
      await own.close();
    }
  };
  const found = { same: 0, kept: 0, different: new Set<string>() };
  const compare = async (name: keyof typeof readers) => {
    // One snapshot: what it sees, what memory has of it, and what it reads itself.
    await database.db.asStaff(
      viewer,
      async (tx) => {
        const seen = await readMoment(tx);
        let read = false;
        const work = (fresh: StaffTx) => {
          read = true;
          return readers[name](fresh) as Promise<unknown>;
        };
        const given = await kept.read(database.db, { name, asOf, actor: viewer, seen, work });
        if (read) return;
        found.kept += 1;
        const anew: unknown = await readers[name](tx);
        expect(given).toEqual(anew);
        found.same += 1;
        found.different.add(JSON.stringify(given));
      },
      { snapshot: true },
    );
  };
  const writers = [write(jantar, 4), write(len, 9)];
  const reader = async (name: keyof typeof readers) => {
    while (found.kept < 150 || found.different.size < 15) {
      const began = performance.now();
      await compare(name);
      // Writers are as fast as readers, however busy the machine is.
      writing.pauseMs = performance.now() - began;
    }
  };
  await Promise.all([reader("today"), reader("list")]).finally(() => {
    writing.on = false;
  });
  await Promise.all(writers);
  console.log(
    `${writing.writes} writes; ${found.kept} answers from memory, ${found.different.size} different ones, all as read anew.`,
  );
  expect(found.same).toBe(found.kept);
});
