import type { SQL } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";
import { answerPasscode, answerShareLink, type ShareGate } from "@/lib/sharing/answer-share-link";
import { changeShareLink, type ShareLinkChange } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openPageCache } from "@/lib/sharing/page-cache";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { deriveShareKeys } from "@/lib/sharing/share-keys";
import { newShareToken } from "@/lib/sharing/share-token";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, len, marta, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";
import { dialect } from "@/tests/integration/sharing/statement-text";
import { storedReport } from "@/tests/integration/sharing/stored-report";

const october = "2026-10" as CalendarMonth;
const passcode = "bursztyn 7";
const keys = deriveShareKeys(new Map([["k1", Buffer.alloc(32, 7)]]));
const noPdfs: PdfStore = {
  put: async () => {},
  get: async () => {
    throw new Error("There is no file.");
  },
};
/** One for all, as in a process that serves many links. */
const pages = openPageCache();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  for (const version of [1, 2]) {
    const { html, document } = await storedReport(version);
    await seedPublication(database.db, jantar, { month: "2026-10", version, html, document });
  }
});
afterAll(() => database.close());

const gate = (): ShareGate => ({
  db: database.db,
  keys: () => keys,
  pdfs: noPdfs,
  pages,
  now: Temporal.Now.instant(),
});

interface Asks {
  readonly cookie?: string;
  readonly query?: string;
}
const ask = async (token: string, rest = "", { cookie, query }: Asks = {}) =>
  (
    await answerShareLink(gate(), {
      token,
      segments: rest === "" ? [] : rest.split("/"),
      cookies: cookie ?? null,
      query: new URLSearchParams(query),
    })
  ).response;
const type = async (token: string, typed: string, address = "192.0.2.1") =>
  (
    await answerPasscode(gate(), {
      token,
      segments: [],
      cookies: null,
      query: new URLSearchParams(),
      passcode: typed,
      address,
      back: `/r/${token}`,
    })
  ).response;
const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

async function make(
  options: { passcode?: string; csv?: boolean; client?: typeof jantar; all?: boolean } = {},
) {
  const outcome = await createShareLink({
    db: database.db,
    actor: admin,
    slug: (options.client ?? jantar).slug,
    month: options.csv || options.all ? null : october,
    ...(options.csv ? { linkKind: "csv" as const } : {}),
    ...(options.passcode ? { passcode: options.passcode } : {}),
    now: Temporal.Now.instant(),
  });
  if (outcome.kind !== "created") throw new Error(outcome.why);
  return outcome;
}
const change = (id: ShareLinkId, what: ShareLinkChange, actor = marta) =>
  changeShareLink({ db: database.db, actor, id, change: what, now: Temporal.Now.instant() });

const everyPart = ["", "2026-10", "v/1", "changes", "pdf", "csv", "xlsx", "json", "2026-10/json", "v/1/csv"];

test("incident 49: nothing behind a passcode is sent without it, whatever part is asked for", async () => {
  const { token } = await make({ passcode });
  for (const part of everyPart) {
    const response = await ask(token, part);
    expect([part, response.status]).toEqual([part, 401]);
    const text = await response.text();
    expect(text).toContain("Ten raport jest chroniony hasłem");
    expect(text).not.toContain("Jantar");
  }
  const right = await type(token, ` ${passcode} `);
  expect(right.status).toBe(303);
  const cookie = cookieOf(right);
  for (const part of everyPart.filter((name) => name !== "pdf"))
    expect([part, (await ask(token, part, { cookie })).status]).toEqual([part, 200]);
  // Until the file is there.
  expect((await ask(token, "pdf", { cookie })).status).toBe(202);
});

test("a cookie opens no other link, and none after the passcode or the secret was changed", async () => {
  const [one, other] = [await make({ passcode }), await make({ passcode })];
  const cookie = cookieOf(await type(one.token, passcode));
  expect((await ask(one.token, "", { cookie })).status).toBe(200);
  expect((await ask(other.token, "", { cookie })).status).toBe(401);
  await change(one.id, { kind: "passcode", passcode: "another one" });
  expect((await ask(one.token, "", { cookie })).status).toBe(401);
  expect((await type(one.token, passcode)).status).toBe(401);
  const again = cookieOf(await type(one.token, "another one"));
  const replaced = await change(one.id, { kind: "replace" });
  expect((await ask(one.token, "", { cookie: again })).status).toBe(404);
  const token = replaced.kind === "changed" ? (replaced.path ?? "").slice("/r/".length) : "";
  expect((await ask(token, "", { cookie: again })).status).toBe(401);
  await change(one.id, { kind: "passcode", passcode: null });
  expect((await ask(token)).status).toBe(200);
});

test("S3: of 100 wrong passcodes at the same moment, from as many addresses, exactly 5 are looked at", async () => {
  const { token } = await make({ passcode });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => type(token, `wrong ${i}`, `198.51.100.${i}`)),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(95);
  // The right one has to wait as well, and the page says until when.
  const late = await type(token, passcode, "203.0.113.9");
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(800);
  expect(await late.text()).toContain("Za dużo prób");
});

test("S3: one address has 5 tries over all links together", async () => {
  const links = await Promise.all(Array.from({ length: 10 }, () => make({ passcode })));
  const answers = await Promise.all(
    links.flatMap(({ token }) => [1, 2].map((i) => type(token, `wrong ${i}`, "192.0.2.77"))),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  // Somebody else is not kept waiting by it.
  const [first] = links;
  expect((await type(first?.token ?? "", passcode, "192.0.2.78")).status).toBe(303);
});

test("tries are said as they go, right ones cost none, and after 15 minutes there are 5 again", async () => {
  const { token, id } = await make({ passcode });
  for (let i = 0; i < 7; i++) expect((await type(token, passcode, "192.0.2.80")).status).toBe(303);
  const said = [];
  for (let i = 0; i < 5; i++)
    said.push(
      /Został\S* (\d)|nie ma więcej prób/.exec(await (await type(token, "no", "192.0.2.80")).text())?.[0],
    );
  expect(said).toEqual(["Zostały 4", "Zostały 3", "Zostały 2", "Została 1", "nie ma więcej prób"]);
  expect((await type(token, passcode, "192.0.2.80")).status).toBe(429);
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update share_link_tries set at = at - interval '15 minutes' where share_link_id = ${id}`,
  );
  expect((await type(token, passcode, "192.0.2.80")).status).toBe(303);
});

test("S2: unknown, expired, paused, revoked and replaced answer with the same status, headers and bytes, to a passcode too", async () => {
  const links = await Promise.all(Array.from({ length: 4 }, () => make({ passcode })));
  const [expired, paused, revoked, replaced] = links as [
    (typeof links)[0],
    (typeof links)[0],
    (typeof links)[0],
    (typeof links)[0],
  ];
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update share_links set expires_at = now() - interval '1 second' where id = ${expired.id}`,
  );
  await change(paused.id, { kind: "pause" });
  await revokeShareLink({ db: database.db, actor: marta, id: revoked.id });
  await change(replaced.id, { kind: "replace" });
  const seen = async (response: Response) =>
    JSON.stringify([response.status, [...response.headers].sort(), await response.text()]);
  const answers = new Set<string>();
  for (const token of [newShareToken(), "", "short", ...links.map((link) => link.token)]) {
    for (const part of [...everyPart, "no-such-part"]) answers.add(await seen(await ask(token, part)));
    answers.add(await seen(await type(token, passcode, "192.0.2.90")));
  }
  expect(answers.size).toBe(1);
  expect([...answers][0]).toMatch(/^\[404,/);
});

test("S2: whatever the link's state, the gate sends the same statements", async () => {
  const live = await make({ passcode });
  const revoked = await make();
  await revokeShareLink({ db: database.db, actor: marta, id: revoked.id });
  const statements = async (token: string) => {
    const sent: string[] = [];
    const db: ShareGate["db"] = {
      ...database.db,
      askShareGate: (statement) => {
        sent.push(dialect(statement));
        return database.db.askShareGate(statement);
      },
      asShareLink: () => {
        throw new Error("The gate is one statement.");
      },
    };
    const query = new URLSearchParams();
    await answerShareLink({ ...gate(), db }, { token, segments: [], cookies: null, query });
    return sent;
  };
  const unknown = await statements(newShareToken());
  expect(unknown).toHaveLength(1);
  for (const token of [live.token, revoked.token, ""]) expect(await statements(token)).toEqual(unknown);
});

test("bytes that were sent once are not read from the database again, and every request still asks the gate", async () => {
  const { token, id } = await make();
  const own = openPageCache();
  const answers: { html: boolean; sha256: boolean }[] = [];
  const db: ShareGate["db"] = {
    ...database.db,
    askShareGate: async <Row extends Record<string, unknown>>(statement: SQL) => {
      const rows = await database.db.askShareGate<Row>(statement);
      answers.push({ html: rows[0]?.html != null, sha256: rows[0]?.html_sha256 != null });
      return rows;
    },
  };
  const open = async (rest = "") => {
    const segments = rest === "" ? [] : rest.split("/");
    const query = new URLSearchParams();
    const asked = { token, segments, cookies: null, query };
    const { response } = await answerShareLink({ ...gate(), db, pages: own }, asked);
    return { status: response.status, link: response.headers.get("link"), text: await response.text() };
  };
  const first = await open();
  expect(first.text).toBe((await storedReport(2)).html);
  expect(await open()).toEqual(first);
  expect(await open()).toEqual(first);
  expect(answers.map(({ html }) => html)).toEqual([true, false, false]);
  // Another version behind the same link has bytes of its own.
  expect((await open("v/1")).text).toContain("Wersja 1");
  await change(id, { kind: "pause" });
  expect((await open()).status).toBe(404);
  await change(id, { kind: "resume" });
  expect(await open()).toEqual(first);
  await change(id, { kind: "passcode", passcode });
  expect((await open()).status).toBe(401);
  await revokeShareLink({ db: database.db, actor: marta, id });
  expect((await open()).status).toBe(404);
  expect(answers.map(({ html, sha256 }) => [html, sha256])).toEqual([
    [true, true],
    [false, true],
    [false, true],
    [true, true],
    [false, false],
    [false, true],
    [false, false],
    [false, false],
  ]);
});

test("a new version is sent at the next request, whatever was kept of the one before", async () => {
  await seedPublication(database.db, len, { month: "2026-08", ...(await storedReport(1)) });
  const { token } = await make({ client: len, all: true });
  const pages = openPageCache();
  const open = async () => {
    const asked = { token, segments: ["2026-08"], cookies: null, query: new URLSearchParams() };
    return (await answerShareLink({ ...gate(), pages }, asked)).response.text();
  };
  expect(await open()).toBe((await storedReport(1)).html);
  await seedPublication(database.db, len, { month: "2026-08", version: 2, ...(await storedReport(2)) });
  expect(await open()).toBe((await storedReport(2)).html);
});

test("S4: incident 50: of 200 requests that begin after a revocation was committed none is answered with a report", async () => {
  let late = 0;
  let before = 0;
  for (let race = 0; race < 200; race += 10) {
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { token, id } = await make();
        const earlier = ask(token);
        await revokeShareLink({ db: database.db, actor: marta, id });
        const after = await ask(token, everyPart[race % everyPart.length]);
        if ((await earlier).status === 200) before++;
        if (after.status !== 404) late++;
      }),
    );
  }
  expect(late).toBe(0);
  expect(before).toBeGreaterThan(0);
}, 120_000);

test("paused closes at once and resumed opens again; nothing wakes a revoked link", async () => {
  const { token, id } = await make();
  expect(await change(id, { kind: "pause" })).toEqual({ kind: "changed" });
  expect((await ask(token)).status).toBe(404);
  await change(id, { kind: "resume" });
  expect((await ask(token)).status).toBe(200);
  await revokeShareLink({ db: database.db, actor: marta, id });
  for (const kind of ["resume", "replace"] as const)
    expect(await change(id, { kind })).toEqual({ kind: "refused", why: "revoked" });
  expect((await ask(token)).status).toBe(404);
});

test("only admins and the client's own manager change a link", async () => {
  const { token, id } = await make();
  for (const actor of [piotr, viewer])
    expect(await change(id, { kind: "pause" }, actor)).toEqual({ kind: "refused", why: "not_allowed" });
  expect((await ask(token)).status).toBe(200);
});

test("a link ends within two years, and a passcode has at least 6 characters", async () => {
  const { id } = await make();
  const lastDay = (text: string) => change(id, { kind: "expiry", lastDay: text as never });
  expect(await lastDay("2099-12-31")).toEqual({ kind: "refused", why: "too_far" });
  expect(await lastDay("2020-01-01")).toEqual({ kind: "refused", why: "already_past" });
  expect(await change(id, { kind: "passcode", passcode: " 12345 " })).toEqual({
    kind: "refused",
    why: "passcode_too_short",
  });
});

test("a spreadsheet's address opens its CSV of every month and nothing else", async () => {
  const { token, path } = await make({ csv: true });
  expect(path).toBe(`/r/${token}/csv`);
  for (const part of everyPart.filter((name) => !name.endsWith("csv")))
    expect([part, (await ask(token, part)).status]).toEqual([part, 404]);
  const response = await ask(token, "csv");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  expect(text.startsWith("month,level,")).toBe(true);
  expect((await ask(token, "csv", { query: "bom=1" })).status).toBe(200);
});

test("an older version is sent byte for byte but for one bar that names its successor", async () => {
  const { token } = await make();
  const newest = Buffer.from(await (await ask(token)).arrayBuffer());
  expect(newest.toString()).toBe((await storedReport(2)).html);
  const older = await (await ask(token, "v/1")).text();
  const bar = /<aside aria-label="Wersja 1"[^>]*>.*?<\/aside>/.exec(older)?.[0] ?? "";
  expect(bar).toContain("To jest wersja 1. Zastąpiła ją wersja 2.");
  expect(older.replace(bar, "")).toBe((await storedReport(1)).html);
  expect(await (await ask(token, "v/2")).text()).toBe(newest.toString());
  expect((await ask(token, "v/3")).status).toBe(404);
});

test("what changed is told from the stored document, with its reason", async () => {
  const { token } = await make();
  const text = await (await ask(token, "changes")).text();
  for (const part of [
    "Rezerwacje",
    "214",
    "207",
    "+7",
    "Wersja 2",
    'href="v/1"',
    "po 4 listopada Meta dodała 7 rezerwacji",
  ])
    expect(text).toContain(part);
});

test("a withdrawn month says so behind a live link only, after the passcode, and sends no part of it", async () => {
  await seedPublication(database.db, len, { month: "2026-10", ...(await storedReport(1)) });
  const { token } = await make({ client: len, passcode });
  await asSuperuser(
    database.superuserUrl,
    (
      sql,
    ) => sql`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${len.id}, '2026-10-01', 1, 'a wrong account was read', '2026-11-09T10:00:00Z', 'test')`,
  );
  expect((await ask(token)).status).toBe(401);
  const cookie = cookieOf(await type(token, passcode, "192.0.2.99"));
  for (const part of everyPart) {
    const response = await ask(token, part, { cookie });
    expect([part, response.status]).toEqual([part, 200]);
    const text = await response.text();
    expect(text).toContain("Ten raport został wycofany");
    expect(text).toContain("9\u00A0listopada");
    expect(text).not.toContain("214");
  }
});

test("no visitor's address is stored, only a keyed hash, and no passcode anywhere", async () => {
  const { token } = await make({ passcode: "a very own passcode" });
  await type(token, "my wrong guess", "203.0.113.250");
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select (select string_agg(to_jsonb(t)::text, ' ') from share_link_tries t) ||
      (select string_agg(to_jsonb(l)::text, ' ') from share_links l) ||
      (select string_agg(to_jsonb(a)::text, ' ') from audit_log a) as text`,
  );
  for (const secret of ["203.0.113.250", "a very own passcode", "my wrong guess", token])
    expect(row?.text).not.toContain(secret);
  expect(row?.text).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
});
