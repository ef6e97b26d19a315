import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "@/lib/db/migrate";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const emptyIt = async () => {
  const sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(
    "drop schema public, app, pgboss, drizzle cascade; create schema public authorization plumbline",
  );
  await sql.end();
};

test("a second migration finds nothing to do", async () => {
  expect(await migrateDatabase(database.url)).toMatchObject({ applied: 0 });
});

test("two migrations at once apply everything once", async () => {
  await emptyIt();
  const outcomes = await Promise.all([migrateDatabase(database.url), migrateDatabase(database.url)]);
  const known = outcomes[0].known;
  expect(outcomes.map((outcome) => outcome.applied).sort()).toEqual([0, known]);
});

test("a database migrated by another release is refused and left alone", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-migrations-"));
  try {
    await cp("drizzle", folder, { recursive: true });
    const file = path.join(folder, "0001_roles_policies_functions.sql");
    await writeFile(file, `${await readFile(file, "utf8")}\n-- another release\n`);
    await expect(migrateDatabase(database.url, folder)).rejects.toThrow(/migrated by another release/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
