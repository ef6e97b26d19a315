import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { type CorrectArgs, correctReport } from "@/lib/publications/correct-report";
import { freezeReport } from "@/lib/publications/freeze-report";
import { listVersions } from "@/lib/publications/list-versions";
import { writeWords } from "@/lib/publications/notes/write-words";
import { publishReport } from "@/lib/publications/publish-report";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import { readingMark } from "@/lib/publications/reading-mark";
import { storeAsSeen } from "@/lib/publications/store-as-seen";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import { buildReport } from "@/lib/report/build-report";
import { reportSchema } from "@/lib/report/document";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openShareLink } from "@/lib/sharing/open-share-link";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const now = Temporal.Instant.from("2026-12-04T08:00:00Z");
const later = now.add({ hours: 24 * 5 });
const why = "Meta added 7 reservations to 25–29 October.";
const account = { totalSpend: "100", totalImpressions: "9000", totalClicks: "90", reservations: "3" };
let database: TestDatabase;
/** Each test has a month of its own, back from October. */
let month = "2026-11" as CalendarMonth;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
});
beforeEach(async () => {
  month = addMonths(month, -1);
  const observedAt = "2026-12-01T03:10:00Z";
  await seedDays(database.db, jantar, { ...monthWindow(month), observedAt, day: () => ({ account }) });
  await publishReport({ ...base(), now });
});
afterAll(() => database.close());

const base = () => ({ db: database.db, actor: marta as Actor, slug: "hotel-jantar", month });
const correct = (more: Partial<CorrectArgs> = {}) =>
  correctReport({ ...base(), replaces: 1, why, now: later, ...more });
const withdraw = (more: Partial<Parameters<typeof withdrawReport>[0]> = {}) =>
  withdrawReport({ ...base(), version: 1, why: "The wrong account was read.", now: later, ...more });

/** Meta changes its mind about one day of the month: seven reservations more. */
const restate = (more = 7) =>
  database.db.asCollector(async (tx) => {
    for (const table of ["daily_kpi_data", "campaign_daily_kpi_data"])
      await tx.execute(
        `update ${table} set reservations = reservations + ${more} where date = '${month}-05'`,
      );
  });
const stored = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) => sql`select * from publications where month = ${`${month}-01`} order by version`,
  );
const documents = async () => (await stored()).map((row) => reportSchema.parse(JSON.parse(row.document)));

test("incident 28 a restated month is corrected in one step, and the client reads what changed", async () => {
  const [before] = await stored();
  await restate();
  const outcome = await correct();
  expect(outcome).toMatchObject({ kind: "published", version: 2 });
  const [first, second] = await stored();
  expect(first?.html.equals(before?.html)).toBe(true);
  expect(second).toMatchObject({ version: 2, why, published_by: "Marta Wilk" });
  const sha = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
  expect(sha(second?.html)).toBe(outcome.kind === "published" && outcome.htmlSha256);
  const document = reportSchema.parse(JSON.parse(second?.document));
  const [change] = document.publication?.changes ?? [];
  expect(change).toMatchObject({ version: 2, at: later.toString(), why });
  const days = 90 + (monthWindow(month).until.endsWith("31") ? 3 : 0);
  expect(change?.items.find(({ kpi }) => kpi === "reservations")).toEqual({
    kpi: "reservations",
    from: String(days),
    to: String(days + 7),
  });
  expect(document.figures.reservations.value).toBe(String(days + 7));
  const page = second?.html.toString().replaceAll("\u00A0", " ").replaceAll("\u2060", "");
  expect(page).toContain("Korekta z 9 grudnia:");
  expect(page?.replaceAll(/<[^>]*>/g, "")).toContain(why);
});

test("every version carries the corrections up to itself, and older ones never change", async () => {
  await restate();
  await correct();
  await restate(2);
  await correct({ replaces: 2, why: "Meta added two more reservations.", now: later.add({ hours: 48 }) });
  const [first, second, third] = await documents();
  expect(first?.publication?.changes).toEqual([]);
  expect(second?.publication?.changes.map(({ version }) => version)).toEqual([2]);
  expect(third?.publication?.changes.map(({ version }) => version)).toEqual([2, 3]);
  const versions = await database.db.asStaff(admin, (tx) => listVersions(tx, jantar.id, month));
  expect(versions.map(({ version, why }) => [version, why !== null])).toEqual([
    [3, true],
    [2, true],
    [1, false],
  ]);
});

test("two who correct at once make one v2, and the others are told which is newest", async () => {
  await restate();
  const outcomes = await Promise.all([correct(), correct({ actor: admin }), correct()]);
  expect(outcomes.filter(({ kind }) => kind === "published")).toHaveLength(1);
  const told = { kind: "refused", why: "replaced", version: 2 };
  expect(outcomes.filter(({ kind }) => kind !== "published")).toEqual([told, told]);
  expect(await stored()).toHaveLength(2);
});

test("who has not seen the newest version corrects nothing", async () => {
  await restate();
  await correct();
  await restate(1);
  expect(await correct()).toEqual({ kind: "refused", why: "replaced", version: 2 });
  expect(await correct({ replaces: 5 })).toEqual({ kind: "refused", why: "replaced", version: 2 });
});

test("nothing that a client would read otherwise: no correction", async () => {
  expect(await correct()).toEqual({ kind: "refused", why: "nothing_changed" });
  expect(await stored()).toHaveLength(1);
});

test("a correction needs its reason, a published month and the right person", async () => {
  await restate();
  for (const short of ["", "  ", "too short", `${" ".repeat(20)}x`]) {
    expect(await correct({ why: short })).toEqual({ kind: "refused", why: "why_too_short" });
  }
  for (const actor of [viewer, piotr]) {
    expect(await correct({ actor })).toEqual({ kind: "refused", why: "not_allowed" });
  }
  expect(await correct({ slug: "nobody" })).toEqual({ kind: "refused", why: "unknown_client" });
  expect(await correct({ month: "2024-01" as CalendarMonth })).toEqual({
    ...{ kind: "refused", why: "not_published" },
  });
});

test("R11 a correction is blocked by what blocks a first version, and the override is printed", async () => {
  await restate();
  await asSuperuser(database.superuserUrl, async (sql) => {
    const gone = `${month}-17`;
    await sql`delete from campaign_daily_raw where date = ${gone}`;
    await sql`delete from campaign_daily_kpi_data where date = ${gone}`;
    await sql`delete from account_daily_raw where date = ${gone}`;
    await sql`delete from daily_kpi_data where date = ${gone}`;
  });
  expect(await correct()).toMatchObject({ kind: "blocked", reasons: [{ dates: [`${month}-17`] }] });
  const overrideReason = "The client knows that the 17th is missing.";
  expect(await correct({ overrideReason: "short" })).toEqual({ kind: "refused", why: "reason_too_short" });
  expect(await correct({ overrideReason })).toMatchObject({ kind: "published", version: 2 });
  const [, second] = await documents();
  expect(second?.publication?.override).toMatchObject({ reason: overrideReason, by: "Marta Wilk" });
});

test("a withdrawn month hides every version so far, keeps them, and comes back with the next one", async () => {
  expect(await withdraw({ why: "short" })).toEqual({ kind: "refused", why: "why_too_short" });
  expect(await withdraw({ actor: piotr })).toEqual({ kind: "refused", why: "not_allowed" });
  const lastDay = "2027-05-31" as CalendarDay;
  const link = await createShareLink({ ...base(), lastDay, now: later });
  if (link.kind !== "created") throw new Error(link.why);
  const shown = (version: number | null, known?: string) =>
    openShareLink(database.db, link.token, { month, version, part: "page" }, null, known);
  const first = await shown(null);
  const held = first.kind === "open" ? first.publications[0].htmlSha256 : "";
  expect(await shown(null, held)).toMatchObject({ kind: "known" });
  expect(await withdraw()).toEqual({ kind: "withdrawn", version: 1 });
  expect(await withdraw()).toEqual({ kind: "refused", why: "already_withdrawn" });
  expect(await shown(null)).toMatchObject({ kind: "withdrawn" });
  // Also to a process that holds the page.
  expect(await shown(null, held)).toMatchObject({ kind: "withdrawn" });
  expect(await correct()).toMatchObject({ kind: "published", version: 2, items: [] });
  expect(await shown(null, held)).toMatchObject({ kind: "open", publications: [{ version: 2, newest: 2 }] });
  expect(await shown(1)).toMatchObject({ kind: "withdrawn" });
});

test("of who withdraws and who corrects at once the later one is told, and does nothing", async () => {
  await restate();
  const [withdrawn, corrected] = await Promise.all([withdraw(), correct()]);
  const versions = await database.db.asStaff(admin, (tx) => listVersions(tx, jantar.id, month));
  if (corrected.kind === "published") {
    expect(withdrawn).toEqual({ kind: "refused", why: "replaced", version: 2 });
    expect(versions[0]).toMatchObject({ version: 2, withdrawn: null });
  } else {
    expect(corrected).toEqual({ kind: "refused", why: "changed_since", parts: ["withdrawal"] });
    expect(withdrawn).toEqual({ kind: "withdrawn", version: 1 });
    expect(versions).toMatchObject([{ version: 1, withdrawn: { by: "Marta Wilk" } }]);
  }
});

test("R10 a withdrawal can be neither changed nor deleted, not even by the owner of the table", async () => {
  await withdraw();
  await asSuperuser(database.url, async (sql) => {
    await expect(sql`update publication_withdrawals set why = 'another reason'`).rejects.toThrow(
      /write-once/,
    );
    await expect(sql`delete from publication_withdrawals`).rejects.toThrow(/write-once/);
    await expect(sql`truncate publication_withdrawals cascade`).rejects.toThrow(/write-once/);
  });
});

test("R9 a withdrawn month is no published base any more", async () => {
  const { readStaffRecord } = await import("@/lib/publications/read-staff-record");
  const read = () => database.db.asStaff(admin, (tx) => readStaffRecord(tx, jantar.id, addMonths(month, 1)));
  expect((await read()).published.previous).toMatchObject({ version: 1, currency: "PLN" });
  await withdraw();
  expect((await read()).published.previous).toBeNull();
});

test("words that are saved while a version is frozen are in it, or it is not stored", async () => {
  await withdraw();
  const text = "Słowa z ostatniej chwili.";
  const words = () => writeWords({ ...base(), text, before: "" });
  const [corrected, written] = await Promise.all([correct(), words()]);
  expect(written).toMatchObject({ kind: "written" });
  if (corrected.kind === "published") {
    // Frozen first: the words came after it, and the live month has them.
    const [, second] = await documents();
    expect([null, text]).toContain(second?.words?.text ?? null);
  } else expect(corrected).toMatchObject({ kind: "refused", why: "changed_since", parts: ["words"] });
});

test("what came between reading and storing is named, and nothing is stored: words, figures, a withdrawal", async () => {
  await restate();
  const read = async () => {
    const found = await database.db.asStaff(marta, (tx) =>
      readReportInput(tx, { slug: jantar.slug, month, now: later }),
    );
    const newest = await database.db.asStaff(marta, (tx) => readNewestPublication(tx, jantar.id, month));
    if (!found) throw new Error("The client is gone.");
    return { report: buildReport(found.input), newest };
  };
  const seen = await read();
  const frozen = await freezeReport({
    ...{ report: seen.report, version: 2, actor: marta, now: later, overrideReason: null },
    changes: [],
  });
  const store = () =>
    database.db.asStaff(marta, (tx) =>
      storeAsSeen(tx, marta, {
        ...{ frozen, clientId: jantar.id, slug: jantar.slug, month, now: later },
        mark: readingMark(seen.report, seen.newest),
      }),
    );
  await writeWords({ ...base(), text: "Dobry miesiąc.", before: "" });
  await restate();
  await withdraw();
  expect(await store()).toEqual({ kind: "changed", parts: ["figures", "words", "withdrawal"] });
  expect(await stored()).toHaveLength(1);
});

test("a page from before a withdrawal brings nothing back", async () => {
  await restate();
  const found = await database.db.asStaff(marta, (tx) =>
    readReportInput(tx, { slug: jantar.slug, month, now: later }),
  );
  if (!found) throw new Error("The client is gone.");
  const seen = readingMark(buildReport(found.input), { withdrawn: null });
  await withdraw();
  expect(await correct({ seen })).toEqual({ kind: "refused", why: "changed_since", parts: ["withdrawal"] });
  expect(await correct({ seen: readingMark(buildReport(found.input), { withdrawn: {} }) })).toMatchObject({
    ...{ kind: "published", version: 2 },
  });
});
