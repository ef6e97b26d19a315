import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/db/database";
import { readReport } from "@/lib/facts/read-report";
import { takeIntoReview } from "@/lib/publications/notes/take-into-review";
import { addNote, setNoteRemoved } from "@/lib/publications/notes/write-notes";
import { writeWords } from "@/lib/publications/notes/write-words";
import { publishReport } from "@/lib/publications/publish-report";
import { reportSchema } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { monthWindow } from "@/lib/values/calendar-month";
import type { NoteId } from "@/lib/values/ids";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const now = Temporal.Instant.from("2026-12-04T08:00:00Z");
let database: TestDatabase;
const month = (text: string) => text as CalendarMonth;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  for (const own of ["2026-09", "2026-10", "2026-11"]) {
    await seedDays(database.db, jantar, {
      ...monthWindow(month(own)),
      observedAt: "2026-12-01T03:10:00Z",
      day: () => ({ account: { totalSpend: "100", totalImpressions: "9000", reservations: "3" } }),
    });
  }
});
afterAll(() => database.close());

const base = (own: string, actor: Actor = marta) => ({
  ...{ db: database.db, actor, slug: "hotel-jantar", month: month(own) },
});
const note = (own: string, more: Partial<Parameters<typeof addNote>[0]> = {}) =>
  addNote({
    ...base(own),
    noteKind: "done",
    date: `${own}-12`,
    text: "Nowe zdjęcia w „Jesień nad morzem”.",
    ...more,
  });
const live = (own: string) =>
  database.db.asStaff(admin, (tx) => readReport(tx, { slug: "hotel-jantar", month: month(own), now }));

test("words and lines stand in the live report, by date, and are frozen with it", async () => {
  await note("2026-10", { date: "2026-10-20", text: "  Zmniejszyliśmy   budżet. " });
  await note("2026-10");
  await note("2026-10", { noteKind: "next", date: "2026-11-14", text: "Start „Ferie zimowe”." });
  await note("2026-10", { noteKind: "annotation", text: "nowe zdjęcia" });
  const words = "Spadek to początek sezonu niskiego.";
  expect(await writeWords({ ...base("2026-10"), text: words, before: "" })).toEqual({
    ...{ kind: "written", text: words, replaced: "" },
  });
  const expected = {
    words: { text: "Spadek to początek sezonu niskiego.", by: "Marta Wilk" },
    notes: {
      done: [
        { date: "2026-10-12", text: "Nowe zdjęcia w „Jesień nad morzem”." },
        { date: "2026-10-20", text: "Zmniejszyliśmy budżet." },
      ],
      next: [{ date: "2026-11-14", text: "Start „Ferie zimowe”." }],
      annotations: [{ date: "2026-10-12", text: "nowe zdjęcia" }],
    },
  };
  expect(await live("2026-10")).toMatchObject(expected);
  await publishReport({ ...base("2026-10"), now });
  await note("2026-10", { text: "Po publikacji." });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select document, html from publications where month = '2026-10-01'`,
  );
  expect(reportSchema.parse(JSON.parse(row?.document))).toMatchObject(expected);
  const page = row?.html.toString().replaceAll("\u00A0", " ");
  for (const text of ["Spadek to początek", "Marta Wilk", "Start „Ferie zimowe”.", "nowe zdjęcia"]) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain("Po publikacji.");
});

test("at most five lines of a kind, however many write at once", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => note("2026-09", { text: `Linia ${index}` })),
  );
  expect(outcomes.filter(({ kind }) => kind === "written")).toHaveLength(5);
  expect((await live("2026-09"))?.notes.done).toHaveLength(5);
  expect(await note("2026-09", { noteKind: "next" })).toMatchObject({ kind: "written" });
});

test("a line that was taken away can be brought back, where there is room", async () => {
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select id from report_notes where month = '2026-09-01' and kind = 'done' limit 1`,
  );
  const set = (removed: boolean, actor: Actor = marta) =>
    setNoteRemoved({ ...base("2026-09", actor), id: row?.id as NoteId, removed, now });
  expect(await set(true, piotr)).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await set(true)).toMatchObject({ kind: "written" });
  expect((await live("2026-09"))?.notes.done).toHaveLength(4);
  expect(await set(false)).toMatchObject({ kind: "written" });
  expect((await live("2026-09"))?.notes.done).toHaveLength(5);
  await set(true);
  await note("2026-09");
  expect(await set(false)).toEqual({ kind: "refused", why: "too_many" });
  expect(await setNoteRemoved({ ...base("2026-10"), id: row?.id as NoteId, removed: true, now })).toEqual({
    kind: "refused",
    why: "unknown_note",
  });
});

test("what cannot be a line is refused by name", async () => {
  expect(await note("2026-11", { text: "   " })).toEqual({ kind: "refused", why: "empty" });
  expect(await note("2026-11", { text: "x".repeat(281) })).toEqual({ kind: "refused", why: "too_long" });
  expect(await note("2026-11", { noteKind: "annotation", text: "x".repeat(61) })).toEqual({
    ...{ kind: "refused", why: "too_long" },
  });
  expect(await note("2026-11", { noteKind: "annotation", date: "2026-10-31" })).toEqual({
    ...{ kind: "refused", why: "outside_month" },
  });
  for (const actor of [viewer, piotr]) {
    expect(await note("2026-11", { actor })).toEqual({ kind: "refused", why: "not_allowed" });
    expect(await writeWords({ ...base("2026-11", actor), text: "x", before: "" })).toEqual({
      ...{ kind: "refused", why: "not_allowed" },
    });
  }
  expect(await writeWords({ ...base("2026-11"), text: "x".repeat(601), before: "" })).toEqual({
    ...{ kind: "refused", why: "too_long" },
  });
});

test("words can be taken away, and the answer brings them back", async () => {
  await writeWords({ ...base("2026-11"), text: "Dobry miesiąc.", before: "" });
  expect(await writeWords({ ...base("2026-11", admin), text: " ", before: "Dobry miesiąc." })).toEqual({
    ...{ kind: "written", text: "", replaced: "Dobry miesiąc." },
  });
  expect((await live("2026-11"))?.words).toBeNull();
});

test("words that another person saved meanwhile are not replaced unseen, and are once they were seen", async () => {
  await writeWords({ ...base("2026-11", admin), text: "Mocny listopad.", before: "" });
  const late = { ...base("2026-11"), text: "Dobry listopad." };
  expect(await writeWords({ ...late, before: "" })).toEqual({
    ...{ kind: "refused", why: "written_meanwhile", text: "Mocny listopad.", by: admin.name },
  });
  expect((await live("2026-11"))?.words?.text).toBe("Mocny listopad.");
  expect(await writeWords({ ...late, before: "Mocny  listopad." })).toMatchObject({ kind: "written" });
  // Both meant the same: nothing is lost, so nobody is asked.
  expect(await writeWords({ ...late, before: "Mocny listopad." })).toMatchObject({ kind: "written" });
  await writeWords({ ...late, text: "", before: "Dobry listopad." });
  expect(await writeWords({ ...late, before: "Dobry listopad." })).toMatchObject({
    ...{ kind: "refused", why: "written_meanwhile", text: "", by: "" },
  });
});

test("draft, in review, and back; a published month stays published", async () => {
  const take = (own: string, state: "draft" | "in_review") => takeIntoReview({ ...base(own), state, now });
  expect(await take("2026-11", "in_review")).toEqual({ kind: "taken" });
  expect(await take("2026-11", "in_review")).toEqual({ kind: "taken" });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select state, state_by from reports where month = '2026-11-01' and client_id = ${jantar.id}`,
  );
  expect(row).toEqual({ state: "in_review", state_by: "Marta Wilk" });
  expect(await take("2026-10", "in_review")).toEqual({ kind: "refused", why: "published" });
});
