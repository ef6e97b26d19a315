import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertOf } from "@/lib/alerts/alert";
import type { SchedulerCall } from "@/lib/collect/run/scheduler-call";
import { alerts } from "@/lib/db/schema/alerts";
import type { Channels } from "@/lib/deliver/channels";
import { makeDuePdfs } from "@/lib/deliver/pdf/make-due-pdfs";
import { sendAgain } from "@/lib/deliver/send-again";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { emptyAlerts, raise } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, type CastClient, jantar, len, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";
import { seedDays } from "@/tests/integration/seed-days";
import { seedPublication } from "@/tests/integration/seed-publication";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

/** From outside of the run: who was not read, who is not called, who is not reached, and when a person reads it in their mail. */
let database: TestDatabase;
let mail: MailCatcher;
let dir: string;
let channels: Channels;
const connection = "f0000000-0000-4000-8000-000000000001";
/** 4:00 in Warsaw, when yesterday falls due. */
const four = Temporal.Instant.from("2026-11-06T03:00:00Z");
const minutes = (count: number) => four.add({ minutes: count });

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-monitor-"));
  mail = await startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });
  channels = {
    mail: { url: `smtp://127.0.0.1:${mail.smtpPort}`, from: "Plumbline <portal@latarnia.example>" },
    ...{ slack: null, webhook: null, pdfs: pdfShelf(), appUrl: "https://reports.example.com" },
  };
  await asSuperuser(database.superuserUrl, async (query) => {
    await query`insert into connections (id, name, token_ciphertext, token_key_id) values (${connection}, 'agency', 'x', 'k1')`;
    await query`update ad_accounts set connection_id = ${connection}, created_at = '2026-01-01'`;
  });
});
afterAll(async () => {
  await mail.stop();
  await rm(dir, { recursive: true, force: true });
  await database.close();
});
beforeEach(async () => {
  await emptyAlerts(database);
  await asSuperuser(
    database.superuserUrl,
    (query) => query`truncate scheduler_calls, collection_attempts, check_outcomes, check_runs cascade`,
  );
});

const look = (now: Temporal.Instant, by = channels) => runMonitor(database.db, by, { clock: () => now });
const called = (
  at: Temporal.Instant,
  jobs: readonly SchedulerCall["job"][] = ["daily-kpi-collection", "monthly-reports"],
) =>
  asSuperuser(
    database.superuserUrl,
    (query) => query`
      insert into scheduler_calls (job, verb, caller, at)
      select job, 'GET', 'scheduler', ${at.toString()} from unnest(${[...jobs]}::text[]) as job`,
  );
/** The night read this client: 29 days up to yesterday. */
const readNight = (client: CastClient, at = minutes(10)) =>
  seedDays(database.db, client, {
    since: "2026-10-08",
    until: "2026-11-05",
    observedAt: at.toString(),
    day: () => ({ account: { totalSpend: "100", totalImpressions: "5000", reservations: "3" } }),
  });
const open = async () =>
  (await database.db.asSystem((tx) => tx.select().from(alerts).orderBy(alerts.id)))
    .map(alertOf)
    .filter(({ state }) => state !== "resolved");
const checksOf = async () => (await open()).map(({ check, clientId }) => [check, clientId]);
const subjects = (address: string, since: number) =>
  mail
    .messages(address)
    .slice(0, mail.messages(address).length - since)
    .map(({ subject }) => subject);
const anna = "anna@latarnia.example";

async function addressOfAdmin(): Promise<string> {
  const [row] = await asSuperuser(
    database.superuserUrl,
    (query) =>
      query<{ email: string }[]>`select lower(email) as email from staff_members where role = 'admin'`,
  );
  return row?.email ?? anna;
}

describe("the collection, from outside", () => {
  test("all read: 2 of 2, nothing is open that is about the night", async () => {
    await called(minutes(7));
    await Promise.all([readNight(jantar), readNight(len)]);
    expect(await look(minutes(130))).toMatchObject({ expected: 2, done: 2, failed: 0, late: [] });
    expect((await checksOf()).filter(([check]) => check === "collection_incomplete")).toEqual([]);
  });

  test("incident 3: a night that failed for one client is Daily Collection Incomplete for that client, in somebody's mail", async () => {
    const address = await addressOfAdmin();
    const before = mail.messages(address).length;
    await called(minutes(127));
    await readNight(len);
    expect(await look(minutes(130))).toMatchObject({
      ...{ expected: 2, done: 1, failed: 1 },
      late: [{ slug: "hotel-jantar", since: four.toString() }],
    });
    expect(await checksOf()).toContainEqual(["collection_incomplete", jantar.id]);
    expect(subjects(address, before).join()).toMatch(/Daily Collection Incomplete|kolejn/);
    expect(mail.messages(address)[0]?.text).toContain("Hotel Jantar");
    await readNight(jantar, minutes(140));
    await called(minutes(145));
    await look(minutes(150));
    expect((await checksOf()).map(([check]) => check)).not.toContain("collection_incomplete");
  });

  test("incident 33: a client whose connection is broken stays in the count; its missing days make no second message", async () => {
    await called(minutes(7));
    await called(minutes(67));
    await called(minutes(127));
    await readNight(len);
    await asSuperuser(
      database.superuserUrl,
      (query) => query`update ad_accounts set connection_id = null where client_id = ${len.id}`,
    );
    await raise(
      database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      minutes(10),
    );
    await look(minutes(15));
    const after = mail.messages().length;
    expect(await look(minutes(130))).toMatchObject({ expected: 2, done: 1 });
    expect(await checksOf()).toContainEqual(["collection_incomplete", jantar.id]);
    expect(mail.messages()).toHaveLength(after);
    await asSuperuser(
      database.superuserUrl,
      (query) => query`update ad_accounts set connection_id = ${connection}`,
    );
  });

  test("incident 34: the count falls with every client that is not read; it is no constant", async () => {
    await called(minutes(127));
    const counts = [];
    counts.push((await look(minutes(130))).done);
    await readNight(jantar);
    counts.push((await look(minutes(131))).done);
    await readNight(len);
    counts.push((await look(minutes(132))).done);
    expect(counts).toEqual([0, 1, 2]);
  });

  test("incident 46: it asks whether yesterday was read since the pass began, not for rows dated today", async () => {
    await called(minutes(127));
    // Read at noon the day before: its newest row is of 4 November, which is right for then and not for now.
    await seedDays(database.db, jantar, {
      ...{ since: "2026-10-28", until: "2026-11-04", observedAt: "2026-11-05T11:10:00Z" },
      day: () => ({ account: { totalSpend: "100" } }),
    });
    await readNight(len);
    expect((await look(minutes(130))).late.map(({ slug }) => slug)).toEqual(["hotel-jantar"]);
  });

  test("incident 7: days stored without their campaigns are Incomplete Data Detected", async () => {
    await called(minutes(127));
    await Promise.all([readNight(jantar), readNight(len)]);
    await asSuperuser(
      database.superuserUrl,
      (query) =>
        query`delete from campaign_daily_kpi_data where ad_account_id = ${jantar.accountId} and date = '2026-11-02'`,
    );
    await look(minutes(130));
    expect((await open()).find(({ check }) => check === "incomplete_data")).toMatchObject({
      ...{ clientId: jantar.id, severity: "high", months: ["2026-11"], amount: "100" },
      evidence: { days: ["2026-11-02"], amount_is: "spend" },
    });
  });
});

describe("who watches", () => {
  test("a message that cannot be delivered is an alert of its own, which ends when the message is sent again and arrives", async () => {
    await called(minutes(7));
    await Promise.all([readNight(jantar), readNight(len)]);
    await raise(database.db, { kind: "token_expiring", subject: connection, severity: "high" }, minutes(10));
    const dead = {
      ...channels,
      mail: { url: "smtp://127.0.0.1:9", from: "Plumbline <portal@latarnia.example>" },
    };
    for (const at of [15, 20, 30, 50, 100]) await look(minutes(at), dead);
    await look(minutes(105), dead);
    expect((await open()).filter(({ check }) => check === "not_delivered")).not.toEqual([]);
    await called(minutes(107));
    const failed = await database.db.asSystem((tx) =>
      tx.execute<{ id: string }>(sql`select id from deliveries where state = 'failed'`),
    );
    expect(failed.length).toBeGreaterThan(0);
    for (const { id } of failed)
      expect(await sendAgain(database.db, admin, id, minutes(118))).toEqual({ kind: "again" });
    await look(minutes(120));
    await look(minutes(135));
    expect((await open()).filter(({ check }) => check === "not_delivered")).toEqual([]);
  });

  test("a published report that nobody prints, or that cannot be stored, is an alert an hour later, which ends when the PDF is there", async () => {
    await seedPublication(database.db, jantar, { month: "2026-10", html: "<h1>October</h1>" });
    const published = Temporal.Instant.from("2026-11-04T08:00:00Z");
    const missing = async (after: number) => {
      await look(published.add({ minutes: after }));
      return (await open()).filter(({ check }) => check === "pdf_missing");
    };
    const print = (at: number, put: () => Promise<void>) =>
      makeDuePdfs({
        db: database.db,
        store: { ...channels.pdfs, put },
        print: async () => Buffer.from("%PDF"),
        now: () => published.add({ minutes: at }),
        isOver: () => false,
      });
    expect(await missing(59)).toEqual([]);
    expect(await missing(61)).toMatchObject([
      {
        ...{ clientId: jantar.id, severity: "high", months: ["2026-10"] },
        evidence: { tries: 0, error: null },
      },
    ]);
    await print(62, () => Promise.reject(new Error("The bucket publications is public")));
    expect(await missing(63)).toMatchObject([
      { evidence: { tries: 1, error: "The bucket publications is public" } },
    ]);
    await print(64, async () => {});
    expect(await missing(65)).toEqual([]);
  });

  test("incident 2: the collection is called and the monthly reports are not: that is named, in words of its own, until they are", async () => {
    const uncalled = async () => (await open()).filter(({ check }) => check === "not_called");
    const address = await addressOfAdmin();
    await called(minutes(7));
    await called(minutes(67), ["daily-kpi-collection"]);
    await look(minutes(82));
    expect(await uncalled()).toEqual([]);
    const before = mail.messages(address).length;
    await look(minutes(83));
    expect(await uncalled()).toMatchObject([
      {
        ...{ subject: "monthly-reports", cause: "scheduler:monthly-reports", severity: "high" },
        evidence: { since: minutes(7).toString() },
      },
    ]);
    const told = mail.messages(address).slice(0, mail.messages(address).length - before);
    expect(told.map(({ text }) => text).join()).toMatch(
      /Nobody starts the monthly reports|Nikt nie uruchamia raportów miesięcznych/,
    );
    // Where nothing is called at all, that is one thing to mend, not two.
    await look(minutes(150));
    expect(await uncalled()).toMatchObject([{ subject: "collection", severity: "critical" }]);
    await called(minutes(151));
    await look(minutes(152));
    expect(await uncalled()).toEqual([]);
  });

  test("checks that did not run say which clients nothing is known of", async () => {
    await called(minutes(7));
    await asSuperuser(
      database.superuserUrl,
      (query) => query`
      create function refuse() returns trigger language plpgsql as 'begin raise exception ''away''; end'`,
    );
    await asSuperuser(
      database.superuserUrl,
      (query) => query`create trigger away before insert on check_outcomes execute function refuse()`,
    );
    await look(minutes(15));
    await asSuperuser(database.superuserUrl, (query) => query`drop trigger away on check_outcomes`);
    expect((await open()).find(({ check }) => check === "checks_incomplete")).toMatchObject({
      evidence: { expected: 2, evaluated: 0, clients: ["Hotel Jantar", "Sklep Len"] },
    });
    await look(minutes(30));
    expect((await checksOf()).map(([check]) => check)).not.toContain("checks_incomplete");
  });
});

describe("time to notice, in simulated minutes", () => {
  /** The monitor's own scheduler calls it every quarter of an hour, whatever the minute. */
  async function noticedAfter(begin: Temporal.Instant, words: RegExp): Promise<number> {
    const address = await addressOfAdmin();
    const before = mail.messages(address).length;
    for (let waited = 0; waited <= 180; waited += 15) {
      await look(begin.add({ minutes: waited + 4 }));
      const told = mail.messages(address).slice(0, mail.messages(address).length - before);
      if (told.some(({ subject, text }) => words.test(`${subject} ${text}`))) return waited + 4;
    }
    return Number.POSITIVE_INFINITY;
  }

  test("incident 31: a token found dead by a call is in the mail within 15 minutes", async () => {
    await called(minutes(7));
    await Promise.all([readNight(jantar), readNight(len)]);
    await raise(
      database.db,
      { kind: "token_invalid", subject: connection, severity: "critical" },
      minutes(10),
    );
    const waited = await noticedAfter(minutes(10), /Meta refuses our access|Meta odmawia nam dostępu/);
    console.log(`time to notice: a token found dead by a call, ${waited} simulated minutes`);
    expect(waited).toBeLessThanOrEqual(15);
  });

  test("incident 2: a collection that nobody calls is in the mail within the hour it was due", async () => {
    await called(minutes(-53));
    await Promise.all([readNight(jantar, minutes(-50)), readNight(len, minutes(-50))]);
    const waited = await noticedAfter(four, /Nobody starts the collection|Nikt nie uruchamia pobierania/);
    console.log(
      `time to notice: a collection that is never called, ${waited} simulated minutes after it was due`,
    );
    expect(waited).toBeLessThanOrEqual(60);
  });
});

describe("a part of the look that fails", () => {
  const rename = (from: string, to: string) =>
    asSuperuser(database.superuserUrl, (query) => query`alter schema ${query(from)} rename to ${query(to)}`);

  test("stops no other, leaves its own alerts as they are, and the call fails with its name", async () => {
    await called(minutes(127));
    await readNight(len);
    await asSuperuser(
      database.superuserUrl,
      (query) => query`
        insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, months, opened_at, seen_at)
        values (null, 'queue_stuck', 'queue', 'queue', 'high', '9 jobs wait.', '{}', '{}', now(), now())`,
    );
    await rename("pgboss", "pgboss_away");
    try {
      await expect(look(minutes(130))).rejects.toThrow("These parts of the monitor failed: backlog.");
    } finally {
      await rename("pgboss_away", "pgboss");
    }
    expect(await checksOf()).toEqual(
      expect.arrayContaining([
        ["queue_stuck", null],
        ["collection_incomplete", jantar.id],
      ]),
    );
    await look(minutes(131));
    expect((await checksOf()).map(([check]) => check)).not.toContain("queue_stuck");
  });
});
