import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readCalls } from "@/lib/facts/grid/read-calls";
import { readChangeContext } from "@/lib/facts/grid/read-change-context";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { readGrid } from "@/lib/facts/grid/read-grid";
import { readIncidents } from "@/lib/facts/grid/read-incidents";
import { readRunErrors } from "@/lib/facts/grid/read-run-errors";
import { readRuns } from "@/lib/facts/grid/read-runs";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { explainBuffers } from "@/tests/integration/explain-buffers";
import { seedHistory } from "@/tests/integration/seed-history";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const clients = 200;

/** Pages of tables and indexes that all statements of the page touch, as Postgres counts them. */
async function buffersOf(database: TestDatabase): Promise<number> {
  const buffers: number[] = [];
  await database.db.asStaff(viewer, async (raw) => {
    const tx = explainBuffers(raw, (pages) => buffers.push(pages));
    const grid = await readGrid(tx, { now, zone: "Europe/Warsaw" });
    const known = grid.rows.flatMap(({ client }) => client.account ?? []);
    expect(known).toHaveLength(clients);
    expect(grid.rows.every(({ stored }) => stored === 35)).toBe(true);
    const accountIds = known.map(({ id }) => id);
    await readCheckAnswers(tx, now);
    await readCalls(tx);
    await readRuns(tx, now, 14);
    await readRunErrors(tx, accountIds, now.subtract({ hours: 168 }));
    await readChangeContext(tx, { accountIds: accountIds.slice(0, 20), clientIds: [] }, grid.window);
    await readIncidents(tx, now.subtract({ hours: 168 }));
  });
  return buffers.reduce((sum, each) => sum + each, 0);
}

test("P11: with 37 months of history the page reads at most 1.10 times the pages of 3.7 months", async () => {
  const [short, long] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await seedHistory(short, { clients, days: 112 });
    await seedHistory(long, { clients, days: 1127 });
    const [few, many] = [await buffersOf(short), await buffersOf(long)];
    console.log(
      `P11 data health: ${few} pages with 112 days, ${many} with 1,127: ${(many / few).toFixed(3)} times.`,
    );
    expect(many / few).toBeLessThanOrEqual(1.1);
    // One ranged look-up of attempts instead of one a cell: 161,000 pages before.
    expect(many).toBeLessThanOrEqual(12.5 * clients);
  } finally {
    await Promise.all([short.close(), long.close()]);
  }
}, 300_000);

test("account-days are vacuumed when a hundredth of them has changed: else an index does not answer alone for months", async () => {
  const database = await createTestDatabase();
  try {
    const [table] = await asSuperuser(
      database.superuserUrl,
      (sql) =>
        sql<
          { options: string[] }[]
        >`select reloptions as options from pg_class where relname = 'daily_kpi_data'`,
    );
    expect(table?.options).toEqual(
      expect.arrayContaining([
        "autovacuum_vacuum_scale_factor=0.01",
        "autovacuum_vacuum_insert_scale_factor=0.01",
      ]),
    );
  } finally {
    await database.close();
  }
});
