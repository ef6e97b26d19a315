import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { readLinkInventory, readLinkUse } from "@/lib/sharing/read-link-inventory";
import { readSharePath } from "@/lib/sharing/share-path";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { explainBuffers } from "@/tests/integration/explain-buffers";
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

describe("many links", () => {
  const links = 2_400;
  const opens = 15;
  beforeAll(async () => {
    await asSuperuser(database.superuserUrl, async (query) => {
      await query`
        insert into share_links (client_id, token_hash, month, expires_at, created_by, created_at)
        select ${jantar.id}, sha256(('many ' || n)::bytea), '2026-09-01', now() + interval '90 days', 'Anna', now() - interval '60 days'
        from generate_series(1, ${links}) n`;
      await query`
        insert into share_link_events (share_link_id, kind, at)
        select l.id, 'opened', now() - n * interval '1 day' from share_links l, generate_series(1, ${opens}) n
        where l.token_hash in (select sha256(('many ' || n)::bytea) from generate_series(1, ${links}) n)`;
      await query`analyze share_links, share_link_events`;
    });
  });

  test("each link looks up its last opening by index, and openings are counted for those that are asked for alone", async () => {
    const pages: number[] = [];
    await database.db.asStaff(viewer, async (tx) => {
      const read = explainBuffers(tx, (count) => pages.push(count));
      const all = await readLinkInventory(read);
      expect(all.length).toBeGreaterThanOrEqual(links);
      const many = all.filter(({ createdBy }) => createdBy === "Anna");
      expect(
        many.every(({ lastOpenedAt }) => lastOpenedAt && now.since(lastOpenedAt).total("hours") < 26),
      ).toBe(true);
      const shown = many.slice(0, 50).map(({ id }) => id);
      const uses = await readLinkUse(read, shown);
      expect([...uses.keys()].toSorted()).toEqual(shown.toSorted());
      expect([...uses.values()].every((use) => use.opens === opens)).toBe(true);
    });
    expect(pages).toHaveLength(2);
    // An opening ever made is no page of these: 36,000 of them fill some 400, and 50 links look up 15 each.
    expect(pages[1]).toBeLessThan(100);
    expect(pages[0]).toBeLessThan(8 * links);
  });
});
