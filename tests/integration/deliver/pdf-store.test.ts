import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { LostPdfError, pdfBucket, pdfBucketFault, supabasePdfStore } from "@/lib/deliver/pdf/pdf-store";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { freePort } from "@/tools/stack/free-port";
import { startSupabase } from "@/tools/stack/supabase";

const keys = {
  publishableKey: "sb_publishable_of_a_test",
  secretKey: "sb_secret_of_a_test",
  jwtSecret: "a secret of a test that is long enough",
};
const file = Buffer.from("%PDF-1.7 a report");
const sha256 = createHash("sha256").update(file).digest("hex");

let database: TestDatabase;
let dir: string;
let supabase: Awaited<ReturnType<typeof startSupabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(path.join(tmpdir(), "plumbline-storage-"));
  supabase = await startSupabase({
    dir,
    port: await freePort(),
    databaseUrl: database.superuserUrl,
    smtpPort: await freePort(),
    appUrl: "http://127.0.0.1:3000",
    ...keys,
  });
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", supabase.url);
  vi.stubEnv("SUPABASE_SECRET_KEY", keys.secretKey);
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await supabase?.stop();
  await database?.close();
  await rm(dir, { recursive: true, force: true });
});

const owner = () => createClient(supabase.url, keys.secretKey, { auth: { persistSession: false } }).storage;

async function makePublic(isPublic: boolean) {
  const { error } = await owner().updateBucket(pdfBucket, { public: isPublic });
  expect(error).toBeNull();
}

afterEach(() => makePublic(false));

test("incident 39: the bucket of the PDFs is private: without the secret key nobody reads a file, at no address", async () => {
  await supabasePdfStore().put("p1/report.pdf", file);
  expect(await supabasePdfStore().get("p1/report.pdf", sha256)).toEqual(file);
  for (const address of ["object/public", "object", "object/authenticated", "render/image/public"])
    for (const key of [undefined, keys.publishableKey]) {
      const answer = await fetch(`${supabase.url}/storage/v1/${address}/${pdfBucket}/p1/report.pdf`, {
        headers: key ? { apikey: key, authorization: `Bearer ${key}` } : {},
      });
      expect(answer.status, `${address} ${key}`).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain("a report");
    }
});

test("incident 39: a bucket that somebody made public is given no report, and the reason says what to do", async () => {
  await makePublic(true);
  await expect(supabasePdfStore().put("p2/report.pdf", file)).rejects.toThrow(
    "The bucket publications is public: anybody could read a client's report there. Make it private in Supabase Storage",
  );
  expect(await pdfBucketFault()).toContain("is public");
  expect((await owner().from(pdfBucket).list("p2")).data).toEqual([]);
  await makePublic(false);
  expect(await pdfBucketFault()).toBeNull();
  await supabasePdfStore().put("p2/report.pdf", file);
  expect(await supabasePdfStore().get("p2/report.pdf", sha256)).toEqual(file);
});

test("Storage that begins an answer and stalls is waited for only so long", async () => {
  const stalled = http.createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/pdf" });
    response.write("%PDF-");
  });
  await new Promise<void>((done) => stalled.listen(0, "127.0.0.1", done));
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", `http://127.0.0.1:${(stalled.address() as AddressInfo).port}`);
  try {
    await expect(supabasePdfStore(300).get("p1/report.pdf", sha256)).rejects.toThrow("timeout");
    await expect(supabasePdfStore(300).put("p1/report.pdf", file)).rejects.toThrow("timeout");
  } finally {
    vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", supabase.url);
    stalled.closeAllConnections();
    stalled.close();
  }
});

test("a file that is not the one whose hash was kept is not given out", async () => {
  await supabasePdfStore().put("p3/report.pdf", file);
  await expect(supabasePdfStore().get("p3/report.pdf", "0".repeat(64))).rejects.toThrow(
    "The PDF p3/report.pdf is not the file that was made.",
  );
  await expect(supabasePdfStore().get("p3/none.pdf", sha256)).rejects.toThrow(
    "The PDF p3/none.pdf was not read",
  );
  for (const [name, hash] of [
    ["report.pdf", "0".repeat(64)],
    ["none.pdf", sha256],
  ] as const)
    await expect(supabasePdfStore().get(`p3/${name}`, hash)).rejects.toThrow(LostPdfError);
});
