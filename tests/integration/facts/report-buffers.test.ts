import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { readReportInput } from "@/lib/facts/read-report-input";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { explainBuffers } from "@/tests/integration/explain-buffers";
import { seedHistory } from "@/tests/integration/seed-history";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const month = "2026-10" as CalendarMonth;
const slug = "client-7";

/** Pages that the statements of one report touch, and those of one read of its 31 rows by key. */
async function buffersOf(
  database: TestDatabase,
): Promise<{ readonly report: number; readonly keyed: number }> {
  const counted = async (read: (tx: StaffTx) => Promise<unknown>) => {
    let sum = 0;
    const count = (pages: number) => {
      sum += pages;
    };
    await database.db.asStaff(viewer, (tx) => read(explainBuffers(tx, count)));
    return sum;
  };
  const { since, until } = monthWindow(month);
  const keyed = await counted(async (tx) => {
    const rows = await tx.execute(sql`
      select d.* from daily_kpi_data d where ad_account_id = (select a.id from ad_accounts a join clients c on c.id = a.client_id where c.slug = ${slug})
        and date between ${since}::date and ${until}::date`);
    expect(rows).toHaveLength(31);
  });
  const report = await counted(async (tx) => {
    const found = await readReportInput(tx, { slug, month, now });
    expect(found?.input.days.length).toBeGreaterThan(31);
  });
  return { report, keyed };
}

test("P13: all statements of a report touch at most twelve times the pages of one keyed read of its 31 rows", async () => {
  const database = await createTestDatabase();
  try {
    await seedHistory(database, { clients: 200, days: 1_127 });
    const { report, keyed } = await buffersOf(database);
    console.log(
      `P13: ${report} pages of a report, ${keyed} of 31 rows: ${(report / keyed).toFixed(2)} times`,
    );
    expect(report / keyed).toBeLessThanOrEqual(12);
  } finally {
    await database.close();
  }
}, 300_000);
