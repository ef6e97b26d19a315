import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { correctedMonth } from "@/components/report/fixtures/states";
import type { Channels } from "@/lib/deliver/channels";
import { makeDuePdfs } from "@/lib/deliver/pdf/make-due-pdfs";
import { queuePublicationMails } from "@/lib/deliver/publication/queue-publication-mails";
import { sendAgain } from "@/lib/deliver/send-again";
import { sendDue } from "@/lib/deliver/send-due";
import { readDelivery } from "@/lib/deliver/settings/read-delivery";
import { saveDeliverySettings } from "@/lib/deliver/settings/save-delivery-settings";
import { watchOutbox } from "@/lib/ops/monitor/watch-machinery";
import type { PublicationId } from "@/lib/values/ids";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, piotr, viewer } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";
import { seedMailedReport } from "@/tests/integration/deliver/seed-mailed-report";
import { seedPublication } from "@/tests/integration/seed-publication";
import { storedReport } from "@/tests/integration/sharing/stored-report";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

/** A publication's mail that brings its PDF along: it waits for it, is sent once, and never goes without saying so. */
let database: TestDatabase;
let mail: MailCatcher;
let dir: string;
let shelf: ReturnType<typeof pdfShelf>;
let channels: Channels;
let id: PublicationId;
const start = Temporal.Instant.from("2026-11-04T08:12:00Z");
const address = "ewa@jantar.example";

beforeAll(async () => {
  ({ database, id } = await seedMailedReport());
});
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-mail-pdf-"));
  mail = await startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });
  shelf = pdfShelf();
  channels = {
    mail: { url: `smtp://127.0.0.1:${mail.smtpPort}`, from: "Plumbline <portal@latarnia.example>" },
    ...{ slack: null, webhook: null, pdfs: shelf, appUrl: "https://reports.example.com" },
  };
  await asSuperuser(
    database.superuserUrl,
    (query) => query`truncate deliveries, publication_pdfs, share_links, share_link_events cascade`,
  );
  await asSuperuser(
    database.superuserUrl,
    (query) =>
      query`update clients set report_settings = ${query.json({ monthly_budget: "25000" })} where id = ${jantar.id}`,
  );
  await save({});
  await queue();
  return async () => {
    await mail.stop();
    await rm(dir, { recursive: true, force: true });
  };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

const standing = () => database.db.asStaff(marta, (tx) => readDelivery(tx, jantar.id, "2026-10"));
const save = async (over: Partial<Parameters<typeof saveDeliverySettings>[0]>) =>
  saveDeliverySettings({
    ...{ db: database.db, actor: marta, slug: jantar.slug, recipients: address, locale: "pl" },
    ...{ attachPdf: true, reminderDay: null, before: (await standing()).mark },
    ...over,
  });
const queue = () =>
  database.db.asStaff(admin, (tx) =>
    queuePublicationMails(tx, admin, { id, clientId: jantar.id, report: hotelJantar }, start),
  );
const send = (minutes: number) => sendDue(database.db, channels, { clock: () => start.add({ minutes }) });
const print = (minutes: number, page: () => Promise<Buffer> = async () => Buffer.from("%PDF-1.4 October")) =>
  makeDuePdfs({
    ...{ db: database.db, store: shelf, print: page },
    ...{ now: () => start.add({ minutes }), isOver: () => false },
  });
const fails = async () => {
  throw new Error("the browser crashed");
};
const seen = async () => (await standing()).mails;

test("the mail waits for its PDF and brings the stored file along, once", async () => {
  expect(await send(0)).toEqual({ sent: 0, waiting: 0, failed: 0 });
  expect(await seen()).toMatchObject([{ recipient: address, state: "waits_for_pdf", version: 1 }]);
  await print(1);
  const counts = await Promise.all([send(2), send(2), send(2)]);
  expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
  const [caught, ...others] = mail.messages(address);
  expect(others).toEqual([]);
  const [stored] = await asSuperuser(
    database.superuserUrl,
    (query) => query`select encode(sha256, 'hex') as sha256, bytes from publication_pdfs`,
  );
  expect(caught?.attachments).toEqual([
    { name: "report-2026-10-v1.pdf", type: "application/pdf", bytes: stored?.bytes, sha256: stored?.sha256 },
  ]);
  expect(caught?.text).toMatch(/Raport jest w\szałączniku jako PDF\./);
  expect(await queue()).toBe(0);
  expect((await send(60)).sent).toBe(0);
  expect(await seen()).toMatchObject([{ state: "sent", withoutPdf: false }]);
});

test("a PDF that cannot be printed holds the mail back for four tries; then it goes without, and says so in mail and portal", async () => {
  for (const minutes of [0, 1, 6]) {
    await print(minutes, fails);
    expect((await send(minutes)).sent).toBe(0);
  }
  await print(21, fails);
  expect((await send(21)).sent).toBe(1);
  const [caught] = mail.messages(address);
  expect(caught?.attachments).toEqual([]);
  expect(caught?.text).toContain("PDF nie był jeszcze gotowy, gdy wysyłaliśmy tę wiadomość");
  expect(caught?.html).toMatch(/można go pobrać z(&nbsp;|\s)raportu/);
  expect(await seen()).toMatchObject([{ state: "sent", withoutPdf: true }]);
});

test("where nothing prints at all the mail goes after two hours, and says so", async () => {
  expect((await send(119)).sent).toBe(0);
  expect((await send(120)).sent).toBe(1);
  expect(mail.messages(address)[0]?.text).toContain("PDF nie był jeszcze gotowy");
});

test("a stored file that cannot be read is tried again, and in the end somebody's; it is never sent without", async () => {
  await print(0);
  const kept = new Map(shelf.files);
  shelf.files.clear();
  expect(await send(1)).toEqual({ sent: 0, waiting: 1, failed: 0 });
  expect(await seen()).toMatchObject([{ state: "waits", error: expect.stringContaining("was not read") }]);
  for (const [file, bytes] of kept) shelf.files.set(file, bytes);
  expect((await send(2)).sent).toBe(1);
  expect(mail.messages(address)[0]?.attachments).toHaveLength(1);

  await asSuperuser(database.superuserUrl, (query) => query`truncate deliveries, share_links cascade`);
  await queue();
  shelf.files.clear();
  for (const minutes of [1, 2, 7, 22, 67]) await send(minutes);
  const [row] = await database.db.asSystem((tx) => tx.execute(sql`select state, owner_id from deliveries`));
  expect(row).toEqual({ state: "failed", owner_id: marta.staffId });
  expect(mail.messages(address)).toHaveLength(1);
});

test("incident 29: a sender whose PDF came only after another one had sent the mail sends nothing", async () => {
  await print(0);
  let waits = () => {};
  const isAsked = new Promise<void>((resolve) => {
    waits = resolve;
  });
  let arrive = () => {};
  const arrives = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const stalled: Channels = {
    ...channels,
    pdfs: {
      ...shelf,
      get: async (...asked) => {
        waits();
        await arrives;
        return shelf.get(...asked);
      },
    },
  };
  let minutes = 1;
  const slow = sendDue(database.db, stalled, { clock: () => start.add({ minutes }) });
  await isAsked;
  minutes = 4;
  expect((await send(minutes)).sent).toBe(1);
  arrive();
  expect(await slow).toEqual({ sent: 0, waiting: 0, failed: 0 });
  expect(mail.messages(address)).toHaveLength(1);
  expect(await seen()).toMatchObject([{ state: "sent", error: null }]);
});

test("without the wish the mail goes at once and names no PDF", async () => {
  await asSuperuser(database.superuserUrl, (query) => query`truncate deliveries, share_links cascade`);
  await save({ attachPdf: false });
  await queue();
  expect((await send(0)).sent).toBe(1);
  const [caught] = mail.messages(address);
  expect(caught?.attachments).toEqual([]);
  expect(caught?.text).not.toContain("PDF");
});

test("a report that was withdrawn before its mail went out is not mailed", async () => {
  await print(0);
  await asSuperuser(
    database.superuserUrl,
    (
      query,
    ) => query`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${jantar.id}, '2026-10-01', 1, 'The wrong account was read.', now(), 'Marta Wilk')`,
  );
  expect(await send(1)).toEqual({ sent: 0, waiting: 0, failed: 1 });
  expect(mail.messages(address)).toEqual([]);
  expect(await seen()).toMatchObject([{ state: "withdrawn", error: expect.stringContaining("withdrawn") }]);
  // Write-once like a publication: only the owner of the tables, with its triggers off, takes it away again.
  await asSuperuser(database.superuserUrl, async (query) => {
    await query`set session_replication_role = replica`;
    await query`delete from publication_withdrawals`;
    return query`set session_replication_role = origin`;
  });
});

describe("a version that was replaced before its mail went out", () => {
  const ids: PublicationId[] = [];
  beforeAll(async () => {
    for (const version of [1, 2]) {
      const stored = { month: "2026-09", version, ...(await storedReport(version)) };
      ids.push((await seedPublication(database.db, jantar, stored)) as PublicationId);
    }
  });
  /** Both versions' mails in the outbox, the first one's still unsent. */
  const queueBoth = async () => {
    await asSuperuser(database.superuserUrl, (query) => query`truncate deliveries, share_links cascade`);
    const reports = [hotelJantar, correctedMonth];
    await database.db.asStaff(admin, async (tx) => {
      for (const [index, id] of ids.entries()) {
        const report = reports[index] ?? hotelJantar;
        await queuePublicationMails(tx, admin, { id, clientId: jantar.id, report }, start);
      }
    });
  };
  const september = async () =>
    (await database.db.asStaff(marta, (tx) => readDelivery(tx, jantar.id, "2026-09"))).mails;
  const notDelivered = async (minutes: number) => {
    const wanted = await database.db.asSystem((tx) => watchOutbox(tx, start.add({ minutes })));
    return wanted.filter(({ check }) => check === "not_delivered");
  };

  test("waits for no PDF any more and is not mailed; the newer one brings its own, and nobody is alerted", async () => {
    await queueBoth();
    expect(await send(0)).toEqual({ sent: 0, waiting: 0, failed: 1 });
    expect(await september()).toMatchObject([
      { version: 2, state: "waits_for_pdf" },
      { version: 1, state: "replaced", error: expect.stringContaining("newer version") },
    ]);
    expect(await notDelivered(1)).toEqual([]);
    await print(1);
    expect(await send(2)).toEqual({ sent: 1, waiting: 0, failed: 0 });
    const [caught, ...others] = mail.messages(address);
    expect(others).toEqual([]);
    expect(caught?.text).toContain("Wersja 2");
    expect(caught?.attachments).toMatchObject([{ name: "report-2026-09-v2.pdf" }]);
  });

  test("is not mailed without a PDF either, nor when it is sent again", async () => {
    await save({ attachPdf: false });
    await queueBoth();
    expect(await send(0)).toEqual({ sent: 1, waiting: 0, failed: 1 });
    const older = (await september()).find(({ version }) => version === 1);
    expect(await sendAgain(database.db, admin, older?.id ?? "", start.add({ minutes: 1 }))).toEqual({
      ...{ kind: "refused", why: "replaced" },
    });
    expect(await send(2)).toEqual({ sent: 0, waiting: 0, failed: 0 });
    expect(mail.messages(address).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("Poprawiony"),
    ]);
  });

  test("is nobody's any more even if its mail had failed before", async () => {
    await save({ attachPdf: false });
    await queueBoth();
    await asSuperuser(
      database.superuserUrl,
      (query) => query`update deliveries set state = 'failed', last_error = '550 no such mailbox'`,
    );
    expect(await notDelivered(1)).toMatchObject([{ evidence: { failed: 1 } }]);
  });
});

test("settings: kept beside the budget by those who may, with an audit entry; bad input says what is wrong and changes nothing", async () => {
  const settings = async () =>
    (
      await asSuperuser(
        database.superuserUrl,
        (query) => query`select report_settings as s, locale from clients where id = ${jantar.id}`,
      )
    )[0];
  expect(
    await save({
      recipients: " Ewa@Jantar.example\nbiuro@jantar.example, ewa@jantar.example ",
      locale: "en",
      reminderDay: 3,
    }),
  ).toEqual({
    kind: "saved",
    recipients: ["ewa@jantar.example", "biuro@jantar.example"],
    mark: (await standing()).mark,
  });
  const saved = await settings();
  expect(saved).toEqual({
    s: {
      monthly_budget: "25000",
      recipients: ["ewa@jantar.example", "biuro@jantar.example"],
      attach_pdf: true,
      reminder_day: 3,
    },
    locale: "en",
  });
  expect(await save({ recipients: "ewa@jantar.example, biuro@" })).toEqual({
    ...{ kind: "refused", why: "malformed", address: "biuro@" },
  });
  expect(
    await save({
      recipients: Array.from({ length: 21 }, (_, index) => `a${index}@jantar.example`).join(" "),
    }),
  ).toEqual({ kind: "refused", why: "too_many" });
  expect(await save({ slug: "nobody" })).toEqual({ kind: "refused", why: "unknown_client" });
  expect(await save({ actor: piotr })).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await save({ actor: viewer })).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await settings()).toEqual(saved);
  const [entry] = await asSuperuser(
    database.superuserUrl,
    (query) =>
      query`select actor, subject, detail from audit_log where action = 'client.delivery' order by id desc limit 1`,
  );
  expect(entry).toMatchObject({
    actor: marta.name,
    subject: jantar.slug,
    detail: { before: { locale: "pl" }, after: { locale: "en", reminder_day: 3 } },
  });
  await save({});
});

test("settings that somebody saved meanwhile are not replaced unseen; what stands now is said, and may be replaced then", async () => {
  await save({ recipients: "a@jantar.example old@jantar.example" });
  const drawn = (await standing()).mark;
  expect(await save({ actor: admin, recipients: "a@jantar.example", before: drawn })).toMatchObject({
    kind: "saved",
  });
  const stale = { recipients: "a@jantar.example old@jantar.example", reminderDay: 3, before: drawn };
  const refused = await save(stale);
  const { mark, settings, locale } = await standing();
  expect(refused).toEqual({ kind: "refused", why: "changed_since", stands: { settings, locale }, mark });
  expect(settings).toEqual({ recipients: ["a@jantar.example"], attachPdf: true, reminderDay: null });
  const audits = () =>
    asSuperuser(
      database.superuserUrl,
      (query) => query`select 1 from audit_log where action = 'client.delivery'`,
    );
  const written = (await audits()).length;
  await save(stale);
  expect(await audits()).toHaveLength(written);
  // Whoever wants the same as what stands has nothing to be told, and whoever was told may go on.
  expect(await save({ recipients: "a@jantar.example", before: drawn })).toMatchObject({ kind: "saved" });
  expect(await save({ ...stale, before: mark })).toMatchObject({ kind: "saved" });
  // Of two at once that began with the same, one is saved.
  const begun = (await standing()).mark;
  const both = await Promise.all([
    save({ recipients: "b@jantar.example", before: begun }),
    save({ recipients: "c@jantar.example", before: begun }),
  ]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(["refused", "saved"]);
  await save({});
});
