import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { readLinkInventory } from "@/lib/sharing/read-link-inventory";
import { readSharePath } from "@/lib/sharing/share-path";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { admin, jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";

const now = Temporal.Now.instant();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  await seedPublication(database.db, jantar, { month: "2026-09", html: "<p>September</p>" });
  await seedPublication(database.db, jantar, { month: "2026-10", html: "<p>October</p>" });
  await withdrawReport({
    ...{ db: database.db, actor: admin, slug: jantar.slug, month: "2026-10" as CalendarMonth },
    ...{ version: 1, why: "A wrong mapping was in it.", now },
  });
});
afterAll(() => database.close());

async function make(slug: string, month: string | null, kind: "report" | "csv" = "report") {
  const outcome = await createShareLink({
    ...{ db: database.db, actor: admin, slug, now, linkKind: kind },
    month: month as CalendarMonth | null,
    lastDay: addDays(dayIn("Europe/Warsaw", now), 100),
  });
  if (outcome.kind !== "created") throw new Error(outcome.why);
  return outcome;
}

test.each([
  ["published", "open", jantar.slug, "2026-09", "report"],
  ["withdrawn", "withdrawn", jantar.slug, "2026-10", "report"],
  ["waits", "not_published", jantar.slug, "2026-11", "report"],
  // The newest month is what its first page shows; a spreadsheet is given what is left.
  ["withdrawn", "withdrawn", jantar.slug, null, "report"],
  ["published", "open", jantar.slug, null, "csv"],
  ["waits", "not_published", len.slug, null, "report"],
  ["waits", "not_published", len.slug, null, "csv"],
] as const)(
  "the inventory says %s where the gate answers %s: %s, %s, %s",
  async (target, gate, slug, month, kind) => {
    const { token, id } = await make(slug, month, kind);
    const opened = await openShareLink(
      database.db,
      token,
      readSharePath(kind === "csv" ? ["csv"] : []),
      null,
    );
    expect(opened.kind).toBe(gate);
    const links = await database.db.asStaff(viewer, (tx) => readLinkInventory(tx));
    expect(links.find((link) => link.id === id)?.target).toBe(target);
  },
);
