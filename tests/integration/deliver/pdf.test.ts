import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDuePdfs, type PdfWork } from "@/lib/deliver/pdf/make-due-pdfs";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";

let database: TestDatabase;
let now = Temporal.Instant.from("2026-11-04T08:00:00Z");
const files = new Map<string, Buffer>();
const printed: string[] = [];
const work = (over: Partial<PdfWork> = {}): PdfWork => ({
  db: database.db,
  store: {
    put: async (path, bytes) => {
      files.set(path, bytes);
    },
    get: async () => {
      throw new Error("nobody reads here");
    },
  },
  print: async (html) => {
    printed.push(html.toString());
    await new Promise((resolve) => setTimeout(resolve, 20));
    return Buffer.from(`%PDF of ${html}`);
  },
  now: () => now,
  isOver: () => false,
  ...over,
});
const rows = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`select f.*, encode(f.sha256, 'hex') as hex, p.html from publication_pdfs f join publications p on p.id = f.publication_id`,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
});
afterAll(() => database.close());

test("ten callers at once print each publication once, and keep it under its hash", async () => {
  for (const month of ["2026-07", "2026-08", "2026-09"])
    await seedPublication(database.db, jantar, { month, html: `<p>${month}</p>` });
  const all = await Promise.all(Array.from({ length: 10 }, () => makeDuePdfs(work())));
  expect(all.reduce((sum, { made }) => sum + made, 0)).toBe(3);
  expect(printed.sort()).toEqual(["<p>2026-07</p>", "<p>2026-08</p>", "<p>2026-09</p>"]);
  for (const { path, hex, bytes, publication_id: id, html } of await rows()) {
    const file = files.get(path) ?? Buffer.alloc(0);
    expect(path).toBe(`${id}/${createHash("sha256").update(html).digest("hex")}.pdf`);
    expect(hex).toBe(createHash("sha256").update(file).digest("hex"));
    expect(bytes).toBe(file.length);
  }
  expect(await makeDuePdfs(work())).toEqual({ made: 0, failed: 0 });
});

test("a print that fails is kept with its reason, not tried again at once, and made later", async () => {
  await seedPublication(database.db, jantar, { month: "2026-10", html: "<p>late</p>" });
  const fails = work({
    print: async () => {
      throw new Error("No Chromium starts on this machine");
    },
  });
  expect(await makeDuePdfs(fails)).toEqual({ made: 0, failed: 1 });
  const waiting = async () => (await rows()).find(({ made_at: at }) => at === null);
  expect(await waiting()).toMatchObject({
    last_error: "No Chromium starts on this machine",
    tries: 1,
    path: null,
  });
  expect(await makeDuePdfs(work())).toEqual({ made: 0, failed: 0 });
  now = now.add({ minutes: 1 });
  expect(await makeDuePdfs(work())).toEqual({ made: 1, failed: 0 });
  expect(await waiting()).toBeUndefined();
});

test("a printer that died leaves its publication to the next one, after its lease", async () => {
  await seedPublication(database.db, jantar, { month: "2026-11", html: "<p>died</p>" });
  const died = makeDuePdfs(work({ print: () => new Promise(() => {}) }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await makeDuePdfs(work())).toEqual({ made: 0, failed: 0 });
  now = now.add({ minutes: 5 });
  expect(await makeDuePdfs(work())).toEqual({ made: 1, failed: 0 });
  void died;
});
