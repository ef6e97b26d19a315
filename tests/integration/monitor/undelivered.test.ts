import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { alertOf } from "@/lib/alerts/alert";
import type { Actor } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";
import type { Channels } from "@/lib/deliver/channels";
import { queuePublicationMails } from "@/lib/deliver/publication/queue-publication-mails";
import { type NewDelivery, queueDeliveries } from "@/lib/deliver/queue-delivery";
import { readUndelivered } from "@/lib/deliver/read-undelivered";
import { sendAgain } from "@/lib/deliver/send-again";
import { readDelivery } from "@/lib/deliver/settings/read-delivery";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";
import { seedPublication } from "@/tests/integration/seed-publication";
import { storedReport } from "@/tests/integration/sharing/stored-report";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

/** A report's mail that did not arrive is somebody's until it did, or until nobody waits for it any more. */
let database: TestDatabase;
let mail: MailCatcher;
let dir: string;
let channels: Channels;
const start = Temporal.Instant.from("2026-11-04T13:00:00Z");
const days = (count: number) => start.add({ hours: 24 * count });
const minutes = (count: number) => start.add({ minutes: count });
const ewa = "ewa@jantar.example";

beforeAll(async () => {
  vi.stubEnv("ENCRYPTION_KEYS", `k1:${Buffer.alloc(32, 9).toString("base64")}`);
  database = await createTestDatabase();
  await seedCast(database.db);
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-undelivered-"));
  mail = await startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });
  channels = {
    mail: { url: `smtp://127.0.0.1:${mail.smtpPort}`, from: "Plumbline <portal@latarnia.example>" },
    ...{ slack: null, webhook: null, pdfs: pdfShelf(), appUrl: "https://reports.example.com" },
  };
});
beforeEach(async () => {
  await asSuperuser(database.superuserUrl, async (query) => {
    // What was published stays for ever; each test here begins before that.
    await query`set session_replication_role = replica`;
    await query`truncate alert_events, alerts, deliveries, publications, publication_withdrawals, share_links, audit_log cascade`;
    await query`update clients set status = 'active', report_settings = ${query.json({ recipients: ["Ewa@jantar.example"] })} where id = ${jantar.id}`;
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await mail.stop();
  await rm(dir, { recursive: true, force: true });
  await database.close();
});

const publish = async (month = "2026-10", version = 1) => {
  const id = (await seedPublication(database.db, jantar, {
    ...{ month, version },
    ...(await storedReport(version)),
  })) as PublicationId;
  await database.db.asStaff(admin, (tx) =>
    queuePublicationMails(tx, admin, { id, clientId: jantar.id, report: hotelJantar }, start),
  );
};
/** The provider refused everything that waits. */
const fail = () =>
  asSuperuser(
    database.superuserUrl,
    (query) =>
      query`update deliveries set state = 'failed', tries = 5, last_error = '550 no such mailbox' where state = 'queued'`,
  );
const look = (now: Temporal.Instant) => runMonitor(database.db, channels, { clock: () => now });
/** Who was not reached, by the alerts that are open after a look. */
const unreached = async (now: Temporal.Instant): Promise<string[]> => {
  await look(now);
  return (await database.db.asSystem((tx) => tx.select().from(alerts)))
    .map(alertOf)
    .filter(({ check, state }) => check === "not_delivered" && state !== "resolved")
    .map(({ subject }) => subject);
};
const mails = async () =>
  (await database.db.asStaff(marta, (tx) => readDelivery(tx, jantar.id, "2026-10"))).mails;
const again = async (actor: Actor, at = minutes(30)) => {
  const [row] = await database.db.asStaff(viewer, (tx) =>
    tx.execute<{ id: string }>(
      sql`select id from deliveries where recipient = ${ewa} order by state = 'failed' desc limit 1`,
    ),
  );
  return sendAgain(database.db, actor, row?.id ?? "", at);
};
const received = () => mail.messages(ewa).length;

describe("a report's mail that failed", () => {
  test("stays undelivered longer than a week and though the address got a later one, until it is sent again and arrives", async () => {
    await publish();
    await fail();
    expect(await unreached(minutes(5))).toEqual([`mail ${ewa}`]);
    await publish("2026-09");
    const before = received();
    expect(await unreached(days(3))).toEqual([`mail ${ewa}`]);
    expect(received()).toBe(before + 1);
    expect(await unreached(days(30))).toEqual([`mail ${ewa}`]);
    expect(await mails()).toMatchObject([{ state: "failed", error: "550 no such mailbox" }]);
    expect(await again(marta, days(31))).toEqual({ kind: "again" });
    expect(await mails()).toMatchObject([{ state: "waits" }]);
    await look(days(31));
    expect(received()).toBe(before + 2);
    expect(await mails()).toMatchObject([{ state: "sent" }]);
    expect(await unreached(days(32))).toEqual([]);
  });

  test("is nobody's any more when its report was withdrawn, and does not go out", async () => {
    await publish();
    await fail();
    expect(await unreached(minutes(5))).toEqual([`mail ${ewa}`]);
    await withdraw();
    expect(await unreached(minutes(10))).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "withdrawn" }]);
    expect(await again(marta)).toEqual({ kind: "refused", why: "withdrawn" });
  });

  test("is nobody's any more when a newer version was published, whose own mail went out", async () => {
    await publish();
    await fail();
    await publish("2026-10", 2);
    await look(minutes(5));
    expect(await unreached(minutes(10))).toEqual([]);
    expect((await mails()).map(({ version, state }) => [version, state])).toEqual([
      [2, "sent"],
      [1, "replaced"],
    ]);
    expect(await again(admin)).toEqual({ kind: "refused", why: "replaced" });
  });

  test("is nobody's any more when its address does not get reports now", async () => {
    await publish();
    await fail();
    await asSuperuser(
      database.superuserUrl,
      (query) =>
        query`update clients set report_settings = '{"recipients": ["biuro@jantar.example"]}' where id = ${jantar.id}`,
    );
    expect(await unreached(minutes(5))).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "removed" }]);
    expect(await again(admin)).toEqual({ kind: "refused", why: "removed" });
  });
});

test("a report that was withdrawn before its mail went out is no failure: nobody is alarmed, and the portal says why it was not sent", async () => {
  await publish();
  await withdraw();
  const before = received();
  await look(minutes(5));
  expect(received()).toBe(before);
  expect(await unreached(minutes(10))).toEqual([]);
  expect(await mails()).toMatchObject([{ state: "withdrawn" }]);
});

describe("sending again", () => {
  test("eight at once put it into the outbox once; the others are told that it is there", async () => {
    await publish();
    await fail();
    const answers = await Promise.all(Array.from({ length: 8 }, () => again(marta)));
    expect(answers.filter(({ kind }) => kind === "again")).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === "already")).toHaveLength(7);
    const audit = await database.db.asStaff(admin, (tx) =>
      tx.execute(sql`select actor, subject from audit_log where action = 'delivery.again'`),
    );
    expect([...audit]).toEqual([{ actor: "Marta Wilk", subject: `mail ${ewa}` }]);
  });

  test.each([
    ["a viewer", viewer],
    ["another client's manager", piotr],
  ])("%s cannot", async (_, actor) => {
    await publish();
    await fail();
    expect(await again(actor)).toEqual({ kind: "refused", why: "not_allowed" });
    expect(await mails()).toMatchObject([{ state: "failed" }]);
  });

  test("a message that is not there is said", async () => {
    expect(await sendAgain(database.db, admin, "e0000000-0000-4000-8000-000000000009", start)).toEqual({
      ...{ kind: "refused", why: "unknown" },
    });
  });
});

describe("the messages behind the alert", () => {
  const to = { channel: "mail", recipient: "anna@latarnia.example" } as const;
  const queue = (...messages: Pick<NewDelivery, "idempotencyKey" | "kind" | "clientId">[]) =>
    database.db.asSystem((tx) =>
      queueDeliveries(
        tx,
        messages.map((message) => ({ ...to, locale: "en", payload: {}, ...message })),
        start,
      ),
    );
  const list = (actor: Actor, now = minutes(10)) =>
    database.db.asStaff(actor, (tx) => readUndelivered(tx, to, now));

  test("each says what it is, whose, and whether this person may send it again", async () => {
    await queue(
      { idempotencyKey: "alerts:1", kind: "alerts", clientId: null },
      { idempotencyKey: "reminder:1", kind: "reminder", clientId: jantar.id },
      { idempotencyKey: "reminder:2", kind: "reminder", clientId: len.id },
    );
    await fail();
    const seen = async (actor: Actor) =>
      (await list(actor)).map(({ kind, client, may }) => [kind, client, may]);
    expect(await seen(admin)).toEqual([
      ["alerts", null, true],
      ["reminder", "Hotel Jantar", true],
      ["reminder", "Sklep Len", true],
    ]);
    expect(await seen(marta)).toEqual([
      ["alerts", null, false],
      ["reminder", "Hotel Jantar", true],
      ["reminder", "Sklep Len", false],
    ]);
    expect((await list(admin))[0]).toMatchObject({ error: "550 no such mailbox", at: start });
  });

  test("alerts of a week ago are history, a report is not", async () => {
    await queue({ idempotencyKey: "alerts:1", kind: "alerts", clientId: null });
    await fail();
    expect(await list(admin, days(6))).toHaveLength(1);
    expect(await list(admin, days(8))).toEqual([]);
    await publish();
    await fail();
    const report = await database.db.asStaff(admin, (tx) =>
      readUndelivered(tx, { channel: "mail", recipient: ewa }, days(8)),
    );
    expect(report).toMatchObject([
      { kind: "publication", client: "Hotel Jantar", month: "2026-10", version: 1 },
    ]);
  });
});

async function withdraw() {
  const outcome = await withdrawReport({
    ...{ db: database.db, actor: marta, slug: jantar.slug, month: "2026-10" as CalendarMonth, version: 1 },
    ...{ why: "The campaign of another client was in it.", now: minutes(7) },
  });
  expect(outcome.kind).toBe("withdrawn");
}
