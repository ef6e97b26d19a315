import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { mailOf } from "@/lib/deliver/content-of";
import { queuePublicationMails } from "@/lib/deliver/publication/queue-publication-mails";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { readSharePath } from "@/lib/sharing/share-path";
import type { PublicationId } from "@/lib/values/ids";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { seedMailedReport } from "@/tests/integration/deliver/seed-mailed-report";

let database: TestDatabase;
let id: PublicationId;
beforeAll(async () => {
  ({ database, id } = await seedMailedReport());
  await asSuperuser(
    database.superuserUrl,
    (
      sql,
    ) => sql`update clients set report_settings = ${sql.json({ recipients: ["Ewa@jantar.example", "biuro@jantar.example", "ewa@jantar.example"] })}
      where id = ${jantar.id}`,
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

const queue = () =>
  database.db.asStaff(admin, (tx) =>
    queuePublicationMails(
      tx,
      admin,
      { id, clientId: jantar.id, report: hotelJantar },
      Temporal.Now.instant(),
    ),
  );
const mails = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) => sql<{ key: string; recipient: string; kind: string; locale: "pl"; payload: object }[]>`
      select idempotency_key as key, recipient, kind, locale, payload from deliveries order by recipient`,
  );

test("incident 29: a publication is mailed to each address once, however often it is queued at once", async () => {
  const counts = await Promise.all(Array.from({ length: 8 }, queue));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect((await mails()).map(({ recipient }) => recipient)).toEqual([
    "biuro@jantar.example",
    "ewa@jantar.example",
  ]);
});

test("every mail has a link of its own that opens this month, the same at every try, and its secret is stored nowhere", async () => {
  const tokens = new Set<string>();
  for (const message of await mails()) {
    const [first, again] = [
      await mailOf(message, "https://p.example"),
      await mailOf(message, "https://p.example"),
    ];
    expect(again).toEqual(first);
    expect(first.subject).toBe("Hotel Jantar: raport za październik 2026");
    const token = /https:\/\/p\.example\/r\/([\w-]{43})/.exec(first.text)?.[1] ?? "";
    tokens.add(token);
    expect(await openShareLink(database.db, token, readSharePath([]), null)).toMatchObject({
      kind: "open",
      publications: [{ month: "2026-10", version: 1 }],
    });
    const [row] = await asSuperuser(
      database.superuserUrl,
      (sql) => sql`select (select string_agg(to_jsonb(d)::text, ' ') from deliveries d) ||
        (select string_agg(to_jsonb(l)::text, ' ') from share_links l) as text`,
    );
    expect(row?.text).not.toContain(token);
  }
  expect(tokens.size).toBe(2);
});

test("a client without recipients is mailed nothing", async () => {
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update clients set report_settings = '{"recipients": []}' where id = ${jantar.id}`,
  );
  expect(await queue()).toBe(0);
});
