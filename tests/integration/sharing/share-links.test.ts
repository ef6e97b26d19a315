import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/db/database";
import { countShareOpens, openCounter } from "@/lib/sharing/count-share-opens";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { readSharePath } from "@/lib/sharing/share-path";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";

const october = "2026-10" as CalendarMonth;
const now = Temporal.Instant.from("2026-11-04T08:00:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  await seedPublication(database.db, jantar, { month: "2026-09", html: "<p>September</p>" });
  await seedPublication(database.db, jantar, { month: "2026-10", html: "<p>October v1</p>" });
  await seedPublication(database.db, jantar, { month: "2026-10", version: 2, html: "<p>October v2</p>" });
});
afterAll(() => database.close());

async function make(actor: Actor = admin, slug = jantar.slug, month = october) {
  // The gate compares with the server's clock, so links that must be open are made to last.
  const outcome = await createShareLink({
    db: database.db,
    actor,
    slug,
    month,
    now: Temporal.Now.instant(),
    lastDay: addDays(dayIn("Europe/Warsaw", Temporal.Now.instant()), 300),
  });
  if (outcome.kind !== "created") throw new Error(outcome.why);
  return outcome;
}

/** The page behind `/r/<token>/<rest>`, for a visitor without a cookie. */
const open = (token: string, rest?: string) =>
  openShareLink(database.db, token, readSharePath(rest === undefined ? [] : rest.split("/")), null);

test("a link opens the newest publication of its month, byte for byte", async () => {
  const { token, published } = await make();
  expect(published).toBe(true);
  const opened = await open(token);
  expect(opened).toMatchObject({
    kind: "open",
    host: { client: "Hotel Jantar", locale: "pl", agency: "Latarnia", zone: "Europe/Warsaw" },
    publications: [{ month: "2026-10", version: 2, newest: 2 }],
  });
  if (opened.kind !== "open") return;
  const [{ html, htmlSha256 }] = opened.publications;
  expect(html?.toString()).toBe("<p>October v2</p>");
  expect(htmlSha256).toBe(createHash("sha256").update("<p>October v2</p>").digest("hex"));
});

test("the secret has 256 random bits and only its SHA-256 is stored", async () => {
  const made = [await make(), await make()];
  expect(new Set(made.map(({ token }) => token)).size).toBe(2);
  for (const { token, id } of made) {
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const [row] = await asSuperuser(
      database.superuserUrl,
      (sql) => sql`select l.*, to_jsonb(l)::text as everything from share_links l where id = ${id}`,
    );
    expect(row?.token_hash).toEqual(createHash("sha256").update(token).digest());
    expect(row?.everything).not.toContain(token);
  }
  const dump = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select coalesce(string_agg(to_jsonb(a)::text, ' '), '') as text from audit_log a`,
  );
  expect(dump[0]?.text).not.toContain(made[0]?.token);
});

test("a link always ends: by default with the third month after, in the client's zone", async () => {
  const outcome = await createShareLink({
    db: database.db,
    actor: admin,
    slug: jantar.slug,
    month: october,
    now,
  });
  expect(outcome).toMatchObject({
    kind: "created",
    lastDay: "2027-01-31",
    expiresAt: "2027-01-31T23:00:00Z",
  });
});

test("a last day that is over is refused and nothing is written", async () => {
  const count = () =>
    asSuperuser(database.superuserUrl, (sql) => sql`select count(*)::int as n from share_links`);
  const before = await count();
  const outcome = await createShareLink({
    db: database.db,
    actor: admin,
    slug: jantar.slug,
    month: october,
    now,
    lastDay: "2026-11-03" as CalendarDay,
  });
  expect(outcome).toEqual({ kind: "refused", why: "already_past" });
  expect(await count()).toEqual(before);
});

test("unknown, expired, paused, revoked and out of scope are one answer from the same statements", async () => {
  const expired = await make();
  const paused = await make();
  const revoked = await make();
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`update share_links set expires_at = now() - interval '1 second' where id = ${expired.id}`;
    await sql`update share_links set paused_at = now() where id = ${paused.id}`;
  });
  await revokeShareLink({ db: database.db, actor: admin, id: revoked.id });
  const live = await make();
  const answers = await Promise.all([
    open("nobody-has-this-token"),
    open(""),
    open(expired.token),
    open(paused.token),
    open(revoked.token),
    open(live.token, "2026-09"),
    open(live.token, "2026-13"),
    open(live.token, "../2026-10"),
  ]);
  for (const answer of answers) expect(answer).toEqual({ kind: "closed" });
  expect((await open(live.token, "2026-10")).kind).toBe("open");
});

test("incident 50: a revoked link is closed on the very next request, and stays so", async () => {
  const { token, id } = await make();
  expect((await open(token)).kind).toBe("open");
  expect(await revokeShareLink({ db: database.db, actor: marta, id })).toEqual({ kind: "revoked" });
  expect(await open(token)).toEqual({ kind: "closed" });
  expect(await revokeShareLink({ db: database.db, actor: marta, id })).toEqual({ kind: "already_revoked" });
});

test("a month without a publication says so behind a good link", async () => {
  const { token, published } = await make(admin, len.slug);
  expect(published).toBe(false);
  expect(await open(token)).toMatchObject({
    kind: "not_published",
    host: { client: "Sklep Len" },
  });
});

test("a link to all months opens the newest, and the others by their name", async () => {
  const { token, id } = await make();
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update share_links set month = null where id = ${id}`,
  );
  expect(await open(token)).toMatchObject({ publications: [{ month: "2026-10", version: 2 }] });
  expect(await open(token, "2026-09")).toMatchObject({
    publications: [{ month: "2026-09", version: 1 }],
  });
  expect(await open(token, "2026-08")).toMatchObject({ kind: "not_published" });
});

test("only admins and the client's own manager make and revoke links", async () => {
  const attempt = (actor: Actor) =>
    createShareLink({ db: database.db, actor, slug: jantar.slug, month: october, now });
  expect((await attempt(marta)).kind).toBe("created");
  expect(await attempt(piotr)).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await attempt(viewer)).toEqual({ kind: "refused", why: "not_allowed" });
  expect(
    await createShareLink({ db: database.db, actor: admin, slug: "nobody", month: october, now }),
  ).toEqual({
    kind: "refused",
    why: "unknown_client",
  });
  const { id, token } = await make();
  expect(await revokeShareLink({ db: database.db, actor: piotr, id })).toEqual({
    kind: "refused",
    why: "not_allowed",
  });
  expect((await open(token)).kind).toBe("open");
});

test("making, opening and revoking leave their rows, and no opening is invented", async () => {
  const { id } = await make(marta);
  await countShareOpens(database.db, [id, id]);
  await revokeShareLink({ db: database.db, actor: marta, id });
  await countShareOpens(database.db, [id]);
  const [events, audit] = await asSuperuser(database.superuserUrl, async (sql) => [
    await sql`select kind from share_link_events where share_link_id = ${id} order by id`,
    await sql`select actor, action, subject from audit_log where detail ->> 'link' = ${id} order by id`,
  ]);
  expect(events?.map(({ kind }) => kind)).toEqual(["created", "opened", "opened", "revoked"]);
  expect(audit).toMatchObject([
    { actor: "Marta Wilk", action: "share.create", subject: "hotel-jantar 2026-10" },
    { actor: "Marta Wilk", action: "share.revoke", subject: "hotel-jantar" },
  ]);
});

test("openings that come together are counted one by one and written in few statements", async () => {
  const [{ id }, { id: other }] = [await make(marta), await make(marta)];
  let statements = 0;
  const count = openCounter(() => ({
    ...database.db,
    askShareGate: (statement, values) => {
      statements++;
      return database.db.askShareGate(statement, values);
    },
  }));
  await Promise.all(Array.from({ length: 40 }, (_, at) => count(at % 4 === 0 ? other : id)));
  const rows = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select share_link_id as link, count(*)::int as opens from share_link_events
      where kind = 'opened' and share_link_id in (${id}, ${other}) group by 1`,
  );
  expect(Object.fromEntries(rows.map(({ link, opens }) => [link, opens]))).toEqual({ [id]: 30, [other]: 10 });
  expect(statements).toBeLessThanOrEqual(2);
});

test("a count that cannot be written harms nobody, and the next ones are counted", async () => {
  const { id } = await make(marta);
  let away = true;
  const count = openCounter(() => {
    if (away) throw new Error("connection refused");
    return database.db;
  });
  await count(id);
  away = false;
  await count(id);
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`select count(*)::int as opens from share_link_events where kind = 'opened' and share_link_id = ${id}`,
  );
  expect(row?.opens).toBe(1);
});
