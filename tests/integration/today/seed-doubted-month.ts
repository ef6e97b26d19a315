import { jantar, len, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** A database with Hotel Jantar and Sklep Len, and a whole October of Hotel Jantar: 310.00 spent, 62 reservations. */
export async function seedDoubtedMonth(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await seedCast(database.db, [jantar, len]);
  await seedDays(database.db, jantar, {
    since: "2026-10-01",
    until: "2026-10-31",
    observedAt: "2026-11-06T03:10:00Z",
    day: () => ({ account: { totalSpend: "10", totalImpressions: "900", reservations: "2" } }),
  });
  return database;
}
