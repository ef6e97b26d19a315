import { vi } from "vitest";
import type { PublicationId } from "@/lib/values/ids";
import { jantar, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";
import { storedReport } from "@/tests/integration/sharing/stored-report";

/** A database with the cast and Hotel Jantar's October as its first version, and the key that the secrets of its mails are made with. */
export async function seedMailedReport(): Promise<{ database: TestDatabase; id: PublicationId }> {
  vi.stubEnv("ENCRYPTION_KEYS", `k1:${Buffer.alloc(32, 9).toString("base64")}`);
  const database = await createTestDatabase();
  await seedCast(database.db);
  const id = await seedPublication(database.db, jantar, { month: "2026-10", ...(await storedReport(1)) });
  return { database, id: id as PublicationId };
}
