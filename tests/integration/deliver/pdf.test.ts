import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDuePdfs, type PdfWork } from "@/lib/deliver/pdf/make-due-pdfs";
import { LostPdfError } from "@/lib/deliver/pdf/pdf-store";
import { readStoredPdf } from "@/lib/deliver/pdf/read-stored-pdf";
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

test("ten callers at once print each publication once, and keep it under its own hash", async () => {
  for (const month of ["2026-07", "2026-08", "2026-09"])
    await seedPublication(database.db, jantar, { month, html: `<p>${month}</p>` });
  const all = await Promise.all(Array.from({ length: 10 }, () => makeDuePdfs(work())));
  expect(all.reduce((sum, { made }) => sum + made, 0)).toBe(3);
  expect(printed.sort()).toEqual(["<p>2026-07</p>", "<p>2026-08</p>", "<p>2026-09</p>"]);
  for (const { path, hex, bytes, publication_id: id } of await rows()) {
    const file = files.get(path) ?? Buffer.alloc(0);
    expect(path).toBe(`${id}/${hex}.pdf`);
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

/** A work whose next step waits until it is let go; `reached` once it is there. */
function held<Value>(value: Value) {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let release: (value: Value) => void = () => {};
  const going = new Promise<Value>((resolve) => {
    release = resolve;
  });
  const wait = () => {
    reach();
    return going;
  };
  return { reached, go: () => release(value), wait };
}
const ofMonth = async (month: string) =>
  (await rows()).find(({ html }) => html.toString() === `<p>${month}</p>`) ?? {};

test("a printer that seemed dead leaves its publication to the next one; when it wakes up it stores nothing", async () => {
  await seedPublication(database.db, jantar, { month: "2026-11", html: "<p>2026-11</p>" });
  const late = held(Buffer.from("%PDF that came late"));
  const slow = makeDuePdfs(work({ print: late.wait }));
  await late.reached;
  expect(await makeDuePdfs(work())).toEqual({ made: 0, failed: 0 });
  now = now.add({ minutes: 5 });
  expect(await makeDuePdfs(work())).toEqual({ made: 1, failed: 0 });
  const [made, stored] = [await ofMonth("2026-11"), new Map(files)];
  late.go();
  expect(await slow).toEqual({ made: 0, failed: 0 });
  expect(files).toEqual(stored);
  expect(await ofMonth("2026-11")).toEqual(made);
});

test("a printer that stalls while it stores cannot overwrite the file that the next one made", async () => {
  await seedPublication(database.db, jantar, { month: "2026-12", html: "<p>2026-12</p>" });
  const storing = held(undefined);
  const slow = makeDuePdfs(
    work({
      print: async () => Buffer.from("%PDF that came late"),
      store: {
        ...work().store,
        put: async (path, bytes) => {
          await storing.wait();
          files.set(path, bytes);
        },
      },
    }),
  );
  await storing.reached;
  now = now.add({ minutes: 6 });
  expect(await makeDuePdfs(work())).toEqual({ made: 1, failed: 0 });
  const made = await ofMonth("2026-12");
  storing.go();
  await slow;
  expect(await ofMonth("2026-12")).toEqual(made);
  expect(
    createHash("sha256")
      .update(files.get(made.path) ?? "")
      .digest("hex"),
  ).toBe(made.hex);
});

test("a failure that comes late changes nothing of what the next printer does", async () => {
  await seedPublication(database.db, jantar, { month: "2027-01", html: "<p>2027-01</p>" });
  const failing = held(null);
  const slow = makeDuePdfs(
    work({
      print: async () => {
        await failing.wait();
        throw new Error("the browser crashed");
      },
    }),
  );
  await failing.reached;
  now = now.add({ minutes: 6 });
  const printing = held(Buffer.from("%PDF of the next one"));
  const next = makeDuePdfs(work({ print: printing.wait }));
  await printing.reached;
  failing.go();
  await slow;
  now = now.add({ minutes: 2 });
  expect(await makeDuePdfs(work())).toEqual({ made: 0, failed: 0 });
  printing.go();
  expect(await next).toEqual({ made: 1, failed: 0 });
  expect(await ofMonth("2027-01")).toMatchObject({ last_error: null });
});

test("a stored file that is gone or another one counts as not made, and is made anew; one that cannot be read now stays", async () => {
  const { path, hex } = await ofMonth("2026-07");
  const read = (error: Error) => {
    const store = { ...work().store, get: () => Promise.reject(error) };
    return readStoredPdf(database.db, store, { path, sha256: hex });
  };
  await expect(read(new Error("fetch failed"))).rejects.toThrow("fetch failed");
  expect(await ofMonth("2026-07")).toMatchObject({ path, hex });
  await expect(read(new LostPdfError("is not the file that was made"))).rejects.toThrow(LostPdfError);
  expect(await ofMonth("2026-07")).toMatchObject({
    ...{ path: null, hex: null, made_at: null, last_error: "is not the file that was made" },
  });
  now = Temporal.Now.instant().add({ minutes: 1 });
  expect(await makeDuePdfs(work())).toEqual({ made: 1, failed: 0 });
  expect(await ofMonth("2026-07")).toMatchObject({ last_error: null, made_at: expect.any(Date) });
});
