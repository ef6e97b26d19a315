import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/db/database";
import { readReport } from "@/lib/facts/read-report";
import { writeWords } from "@/lib/publications/notes/write-words";
import { type PublishArgs, publishReport } from "@/lib/publications/publish-report";
import { readingMark } from "@/lib/publications/reading-mark";
import { reportSchema } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const now = Temporal.Instant.from("2026-12-04T08:00:00Z");
const reason = "The client agreed on the phone that 27 October is left out.";
let database: TestDatabase;

const difference = { metric: "total_spend", campaigns: "100", account: "112.4", difference: "12.4" };
const day = {
  account: { totalSpend: "100", totalImpressions: "9000", totalClicks: "90", reservations: "3" },
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db);
  const observedAt = "2026-12-01T03:10:00Z";
  await seedDays(db, jantar, { since: "2026-09-01", until: "2026-09-30", observedAt, day: () => day });
  await seedDays(db, jantar, { since: "2026-10-01", until: "2026-10-31", observedAt, day: () => day });
  // Sklep Len: one day of September does not add up; October lacks its 27th; December is open.
  await seedDays(db, len, {
    since: "2026-09-01",
    until: "2026-09-30",
    observedAt,
    day: (date) =>
      date === "2026-09-14"
        ? {
            account: { ...day.account, totalSpend: "112.4" },
            campaigns: { 1: day.account },
            differences: [difference],
          }
        : day,
  });
  await seedDays(db, len, { since: "2026-10-01", until: "2026-10-26", observedAt, day: () => day });
  await seedDays(db, len, { since: "2026-10-28", until: "2026-10-31", observedAt, day: () => day });
  await seedDays(db, len, { since: "2026-12-01", until: "2026-12-03", observedAt, day: () => day });
});
afterAll(() => database.close());

const publish = (slug: string, month: string, more: Partial<PublishArgs> = {}) =>
  publishReport({ db: database.db, actor: admin, slug, month: month as CalendarMonth, now, ...more });

const stored = (slug: string, month: string) =>
  asSuperuser(
    database.superuserUrl,
    (sql) => sql`
      select p.* from publications p join clients c on c.id = p.client_id
      where c.slug = ${slug} and p.month = ${`${month}-01`} order by version`,
  );

test("a published month stores its document, its bytes and both hashes together", async () => {
  const outcome = await publish("hotel-jantar", "2026-09", { actor: marta });
  expect(outcome).toMatchObject({ kind: "published", version: 1, overridden: [] });
  const [row] = await stored("hotel-jantar", "2026-09");
  const sha = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
  expect(row).toMatchObject({ version: 1, published_by: "Marta Wilk", override_reason: null });
  expect(sha(row?.document)).toBe(outcome.kind === "published" && outcome.documentSha256);
  expect(sha(row?.html)).toBe(outcome.kind === "published" && outcome.htmlSha256);
  expect(canonicalize(JSON.parse(row?.document))).toBe(row?.document);
  const document = reportSchema.parse(JSON.parse(row?.document));
  expect(document.figures.total_spend.value).toBe("3000");
  expect(document.publication).toMatchObject({ version: 1, by: "Marta Wilk", at: now.toString() });
  expect(row?.html.toString()).toContain(row?.document_sha256.toString("hex").slice(0, 16));
});

test("two who publish at once make one v1, and the other is told", async () => {
  const outcomes = await Promise.all([
    publish("hotel-jantar", "2026-10"),
    publish("hotel-jantar", "2026-10"),
    publish("hotel-jantar", "2026-10", { actor: marta }),
  ]);
  expect(outcomes.filter(({ kind }) => kind === "published")).toHaveLength(1);
  expect(outcomes.filter(({ kind }) => kind !== "published")).toEqual([
    { kind: "refused", why: "already_published", version: 1 },
    { kind: "refused", why: "already_published", version: 1 },
  ]);
  expect(await stored("hotel-jantar", "2026-10")).toHaveLength(1);
  const audit = await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`select 1 from audit_log where action = 'report.publish' and subject = 'hotel-jantar 2026-10'`,
  );
  expect(audit).toHaveLength(1);
});

test("a month that is published says so when it is published again", async () => {
  expect(await publish("hotel-jantar", "2026-10")).toEqual({
    kind: "refused",
    why: "already_published",
    version: 1,
  });
});

test("what changed since the person looked is named, and nothing is published until it was seen", async () => {
  const seenBy = async () => {
    const report = await database.db.asStaff(admin, (tx) =>
      readReport(tx, { slug: "hotel-jantar", month: "2026-11" as CalendarMonth, now }),
    );
    if (!report) throw new Error("The client is gone.");
    return readingMark(report, null);
  };
  await seedDays(database.db, jantar, {
    ...{ since: "2026-11-01", until: "2026-11-30", observedAt: "2026-12-01T03:10:00Z" },
    day: () => day,
  });
  const change = (what: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>) =>
    asSuperuser(database.superuserUrl, what);
  const seen = await seenBy();
  // Read again without a change: nobody has to look again.
  await change(
    (sql) => sql`update collection_attempts set finished_at = finished_at + interval '1 day'
      where ad_account_id = ${jantar.accountId}`,
  );
  expect(await seenBy()).toBe(seen);
  for (const table of ["daily_kpi_data", "campaign_daily_kpi_data"])
    await change(
      (sql) => sql`update ${sql(table)} set reservations = 4
        where ad_account_id = ${jantar.accountId} and date = '2026-11-07'`,
    );
  await writeWords({
    ...{ db: database.db, actor: marta, slug: "hotel-jantar", month: "2026-11" as CalendarMonth },
    ...{ text: "Dobry listopad.", before: "" },
  });
  expect(await publish("hotel-jantar", "2026-11", { seen })).toEqual({
    ...{ kind: "refused", why: "changed_since", parts: ["figures", "words"] },
  });
  expect(await stored("hotel-jantar", "2026-11")).toEqual([]);
  expect(await publish("hotel-jantar", "2026-11", { seen: "no mark" })).toMatchObject({
    parts: ["figures", "days", "words", "settings", "withdrawal"],
  });
  expect(await publish("hotel-jantar", "2026-11", { seen: await seenBy() })).toMatchObject({
    ...{ kind: "published", version: 1 },
  });
});

test("R11: an open month is never published, whatever the reason", async () => {
  const outcome = await publish("sklep-len", "2026-12", { overrideReason: reason });
  expect(outcome.kind).toBe("blocked");
  expect(outcome.kind === "blocked" && outcome.reasons[0]).toEqual({ kind: "open", overridable: false });
  expect(await stored("sklep-len", "2026-12")).toEqual([]);
});

test("R11: a month of which nothing was collected is never published", async () => {
  const outcome = await publish("sklep-len", "2026-11", { overrideReason: reason });
  expect(outcome.kind === "blocked" && outcome.reasons[0]?.kind).toBe("nothing_collected");
});

test("R11: an unreconciled day blocks, and the month stays a draft", async () => {
  expect(await publish("sklep-len", "2026-09")).toEqual({
    kind: "blocked",
    reasons: [{ kind: "unreconciled", overridable: true, dates: ["2026-09-14"] }],
  });
  expect(await stored("sklep-len", "2026-09")).toEqual([]);
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select state from reports where month = '2026-09-01' and client_id = ${len.id}`,
  );
  expect(row?.state).toBe("draft");
});

test("R11: a missing day blocks, and only a reason of 20 characters lifts it", async () => {
  expect(await publish("sklep-len", "2026-10")).toMatchObject({
    kind: "blocked",
    reasons: [{ dates: ["2026-10-27"], overridable: true }],
  });
  for (const short of ["", "   ", "ok", "x".repeat(19), `${" ".repeat(10)}${"x".repeat(19)}`]) {
    const outcome = await publish("sklep-len", "2026-10", { overrideReason: short });
    expect(outcome.kind).not.toBe("published");
  }
  expect(await stored("sklep-len", "2026-10")).toEqual([]);
});

test("R11: an override is printed on the report with its reason and the person's name", async () => {
  const outcome = await publish("sklep-len", "2026-10", { actor: piotr, overrideReason: ` ${reason} ` });
  expect(outcome).toMatchObject({ kind: "published", overridden: [{ dates: ["2026-10-27"] }] });
  const [row] = await stored("sklep-len", "2026-10");
  expect(row?.override_reason).toBe(reason);
  const document = reportSchema.parse(JSON.parse(row?.document));
  expect(document.publication?.override).toEqual({ reason, by: "Piotr Nowak", at: now.toString() });
  expect(row?.html.toString()).toContain(reason);
  expect(row?.html.toString()).toContain("Piotr Nowak");
});

test("a reason that nothing needs is not printed", async () => {
  const { db } = database;
  await seedDays(db, jantar, {
    since: "2026-08-01",
    until: "2026-08-31",
    observedAt: "2026-12-01T03:10:00Z",
    day: () => day,
  });
  await publish("hotel-jantar", "2026-08", { overrideReason: reason });
  const [row] = await stored("hotel-jantar", "2026-08");
  expect(row?.override_reason).toBeNull();
  expect(row?.html.toString()).not.toContain(reason);
});

test.each<[string, Actor]>([
  ["a viewer", viewer],
  ["the manager of another client", piotr],
])("%s does not publish", async (_who, actor) => {
  expect(await publish("hotel-jantar", "2026-07", { actor, overrideReason: reason })).toEqual({
    kind: "refused",
    why: "not_allowed",
  });
});

test("an unknown client is named as such", async () => {
  expect(await publish("nobody", "2026-09")).toEqual({ kind: "refused", why: "unknown_client" });
});

test("R10: a publication can be neither changed nor deleted, not even by the owner of the table", async () => {
  await asSuperuser(database.url, async (sql) => {
    await expect(sql`update publications set published_by = 'x'`).rejects.toThrow(/write-once/);
    await expect(sql`delete from publications`).rejects.toThrow(/write-once/);
    await expect(sql`truncate publications cascade`).rejects.toThrow(/write-once/);
  });
});

test("R10: bytes or a document that do not match their hash are refused", async () => {
  await asSuperuser(database.url, async (sql) => {
    const forged = (column: string) => sql`
      insert into publications (client_id, month, version, document, document_sha256, html, html_sha256, published_by, published_at)
      select client_id, month, 9, ${column === "document" ? sql`document || ' '` : sql`document`}, document_sha256,
        ${column === "html" ? sql`html || '\\x20'::bytea` : sql`html`}, html_sha256, published_by, published_at
      from publications limit 1`;
    await expect(forged("document")).rejects.toThrow(/publication_hashes/);
    await expect(forged("html")).rejects.toThrow(/publication_hashes/);
  });
});

test("incident 28: a later change of the facts leaves the publication as it is", async () => {
  const [before] = await stored("hotel-jantar", "2026-09");
  await database.db.asCollector((tx) =>
    tx.execute("update daily_kpi_data set total_spend = total_spend + 1 where date = '2026-09-03'"),
  );
  const [after] = await stored("hotel-jantar", "2026-09");
  expect(after?.html.equals(before?.html)).toBe(true);
  expect(after?.document).toBe(before?.document);
});

test("R11 currency changed within the month blocks, and an override is printed with both currencies", async () => {
  const { db } = database;
  const observedAt = "2026-12-01T03:10:00Z";
  await seedDays(db, jantar, {
    ...{ since: "2026-06-01", until: "2026-06-14", observedAt, day: () => day, currency: "EUR" },
  });
  await seedDays(db, jantar, { since: "2026-06-15", until: "2026-06-30", observedAt, day: () => day });
  const changes = [{ since: "2026-06-15", field: "currency", from: "EUR", to: "PLN" }];
  const blocker = { kind: "currency_changed", overridable: true, changes };
  expect(await publish("hotel-jantar", "2026-06")).toEqual({ kind: "blocked", reasons: [blocker] });
  expect(await publish("hotel-jantar", "2026-06", { overrideReason: "x".repeat(19) })).toEqual({
    ...{ kind: "refused", why: "reason_too_short" },
  });
  expect(await stored("hotel-jantar", "2026-06")).toEqual([]);

  const why = "Client moved to billing in złoty on 15 June.";
  const outcome = await publish("hotel-jantar", "2026-06", { actor: marta, overrideReason: why });
  expect(outcome).toMatchObject({ kind: "published", overridden: [blocker] });
  const [row] = await stored("hotel-jantar", "2026-06");
  const document = reportSchema.parse(JSON.parse(row?.document));
  expect(document.account_changes).toEqual(changes);
  expect(document.figures.total_spend).toMatchObject({ value: null, unavailable: "currency_changed" });
  expect(document.figures.reservations.value).toBe("90");
  const page = row?.html.toString().replaceAll("\u00A0", " ");
  expect(page).toContain("Przed 15 czerwca kwoty są w EUR, od tego dnia w PLN.");
  expect(page).toContain(why);
  expect(page).not.toContain("3 000");
});

test("R11 zone changed after the month blocks it too", async () => {
  const { db, superuserUrl } = database;
  const observedAt = "2026-12-01T03:10:00Z";
  await seedDays(db, jantar, { since: "2026-05-01", until: "2026-05-31", observedAt, day: () => day });
  const setZone = (zone: string) =>
    asSuperuser(
      superuserUrl,
      (sql) => sql`update ad_accounts set time_zone = ${zone} where id = ${jantar.accountId}`,
    );
  await setZone("Europe/London");
  expect(await publish("hotel-jantar", "2026-05")).toEqual({
    kind: "blocked",
    reasons: [
      {
        ...{ kind: "time_zone_changed", overridable: true },
        changes: [{ since: null, field: "time_zone", from: "Europe/Warsaw", to: "Europe/London" }],
      },
    ],
  });
  await setZone("Europe/Warsaw");
  expect(await publish("hotel-jantar", "2026-05")).toMatchObject({ kind: "published", overridden: [] });
});
