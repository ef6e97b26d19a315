import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Channels } from "@/lib/deliver/channels";
import { type NewDelivery, queueDeliveries } from "@/lib/deliver/queue-delivery";
import { sendDue } from "@/lib/deliver/send-due";
import { sendTest } from "@/lib/deliver/send-test";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

/** The outbox: each message once, whoever sends it; a failed one is tried again and, in the end, somebody's. */
let database: TestDatabase;
let mail: MailCatcher;
let dir: string;
let hook: http.Server;
let got: { headers: http.IncomingHttpHeaders; body: string }[] = [];
let status = 200;
let channels: Channels;
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-outbox-"));
  mail = await startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });
  hook = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      response.writeHead(status).end(status === 200 ? "ok" : "no_service");
    });
  });
  await new Promise<void>((done) => hook.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  channels = {
    mail: { url: `smtp://127.0.0.1:${mail.smtpPort}`, from: "Plumbline <portal@latarnia.example>" },
    slack: `${url}/slack`,
    webhook: { url: `${url}/hook`, secret },
    pdfs: pdfShelf(),
    appUrl: "https://reports.example.com",
  };
});
afterAll(async () => {
  await mail.stop();
  hook.close();
  await rm(dir, { recursive: true, force: true });
  await database.close();
});
beforeEach(async () => {
  got = [];
  status = 200;
  await asSuperuser(database.superuserUrl, (query) => query`truncate deliveries`);
});

const message = (key: string, of: Partial<NewDelivery> = {}): NewDelivery => ({
  ...{ idempotencyKey: key, kind: "test", channel: "webhook", recipient: "ALERT_WEBHOOK_URL" },
  ...{ locale: "pl", clientId: null, payload: { agency: "Latarnia", at: now.toString() } },
  ...of,
});
const queue = (...messages: NewDelivery[]) =>
  database.db.asSystem((tx) => queueDeliveries(tx, messages, now));
const send = (at = now) => sendDue(database.db, channels, { clock: () => at });
const rows = () =>
  database.db.asSystem((tx) =>
    tx.execute<{ state: string; tries: number; last_error: string | null; owner_id: string | null }>(
      sql`select state, tries, last_error, owner_id from deliveries order by idempotency_key`,
    ),
  );

test("incident 29: the same message queued twice and sent by four senders at once goes out once", async () => {
  expect(await queue(message("a"), message("b"))).toBe(2);
  expect(await queue(message("a"))).toBe(0);
  const all = await Promise.all([send(), send(), send(), send()]);
  expect(all.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
  expect(got).toHaveLength(2);
  expect(await rows()).toMatchObject([
    { state: "sent", tries: 1 },
    { state: "sent", tries: 1 },
  ]);
});

test("a transaction that is undone leaves no message", async () => {
  await expect(
    database.db.asSystem(async (tx) => {
      await queueDeliveries(tx, [message("a")], now);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  expect(await rows()).toEqual([]);
});

test("a mail has words in the reader's language, as text and as HTML", async () => {
  await queue(message("a", { channel: "mail", recipient: "marta@latarnia.example" }));
  await send();
  const [caught] = mail.messages("marta@latarnia.example");
  expect(caught).toMatchObject({ subject: "Latarnia: test alertów" });
  expect(caught?.text).toContain("To jest test.");
  expect(caught?.html).toContain("To jest test.");
});

describe("a webhook", () => {
  test("is signed as Standard Webhooks say, over id, time and body", async () => {
    await queue(message("a"));
    await send();
    const [request] = got;
    const {
      "webhook-id": id,
      "webhook-timestamp": time,
      "webhook-signature": signature,
    } = request?.headers ?? {};
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const right = createHmac("sha256", key).update(`${id}.${time}.${request?.body}`).digest("base64");
    expect(signature).toBe(`v1,${right}`);
    expect(time).toBe(String(now.epochMilliseconds / 1000));
    expect(JSON.parse(request?.body ?? "")).toMatchObject({ type: "plumbline.test" });
  });

  test("keeps its id over all tries, and waits longer before each", async () => {
    status = 503;
    await queue(message("a"));
    expect(await send()).toEqual({ sent: 0, waiting: 1, failed: 0 });
    expect((await send()).waiting).toBe(0);
    expect((await send(now.add({ seconds: 59 }))).waiting).toBe(0);
    expect((await send(now.add({ minutes: 1 }))).waiting).toBe(1);
    expect((await send(now.add({ minutes: 5 }))).waiting).toBe(0);
    status = 200;
    expect((await send(now.add({ minutes: 6 }))).sent).toBe(1);
    expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("that is down for over an hour could not be delivered: the client's manager owns it", async () => {
    status = 503;
    await queue(message("a", { clientId: jantar.id }), message("b"));
    for (const minutes of [0, 1, 6, 21, 66, 200]) await send(now.add({ minutes }));
    expect(await rows()).toEqual([
      { state: "failed", tries: 5, last_error: "503 no_service", owner_id: marta.staffId },
      { state: "failed", tries: 5, last_error: "503 no_service", owner_id: admin.staffId },
    ]);
  });

  test("that is gone for good is not tried again", async () => {
    status = 404;
    await queue(message("a"));
    expect(await send()).toEqual({ sent: 0, waiting: 0, failed: 1 });
    expect(got).toHaveLength(1);
  });
});

test("a sender that died in between is followed by another one; if it wakes up it changes nothing", async () => {
  await queue(message("a"));
  await asSuperuser(
    database.superuserUrl,
    (query) =>
      query`update deliveries set state = 'sending', tries = 1, lease_until = ${now.add({ minutes: 2 }).toString()}`,
  );
  expect((await send(now.add({ minutes: 1 }))).sent).toBe(0);
  expect((await send(now.add({ minutes: 3 }))).sent).toBe(1);
  expect(await rows()).toMatchObject([{ state: "sent", tries: 2 }]);
});

describe("the test button", () => {
  const by = { email: "anna@latarnia.example", locale: "en", now } as const;
  test("sends now and says what became of it; only an admin may", async () => {
    const ask = (of: Parameters<typeof sendTest>[2]) => sendTest(database.db, channels, of);
    expect(await ask({ actor: admin, channel: "slack", ...by })).toMatchObject({ kind: "sent" });
    expect(JSON.parse(got[0]?.body ?? "")).toMatchObject({ text: "Latarnia: test of the alerts" });
    expect(await ask({ actor: marta, channel: "mail", ...by })).toEqual({ kind: "refused" });
    status = 403;
    expect(await ask({ actor: admin, channel: "webhook", ...by })).toEqual({
      kind: "not_sent",
      error: "403 no_service",
    });
    const off = { ...channels, slack: null };
    expect(await sendTest(database.db, off, { actor: admin, channel: "slack", ...by })).toEqual({
      kind: "not_set_up",
    });
  });
});
