import { afterAll, beforeAll, expect, test } from "vitest";
import type { GateValue } from "@/lib/db/database";
import { LostPdfError } from "@/lib/deliver/pdf/pdf-store";
import { answerShareLink, type ShareGate } from "@/lib/sharing/answer-share-link";
import { openPageCache } from "@/lib/sharing/page-cache";
import { revokeShareLink } from "@/lib/sharing/revoke-share-link";
import { newShareToken } from "@/lib/sharing/share-token";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, marta, piotr, viewer } from "@/tests/integration/cast";
import { seedPublication } from "@/tests/integration/seed-publication";
import { cookieOf, everyPart, openGate, passcode } from "@/tests/integration/sharing/open-gate";
import { storedReport } from "@/tests/integration/sharing/stored-report";

type Gate = Awaited<ReturnType<typeof openGate>>;
let at: Gate;
beforeAll(async () => {
  at = await openGate();
});
afterAll(() => at.close());
const ask: Gate["ask"] = (...asked) => at.ask(...asked);
const type: Gate["type"] = (...asked) => at.type(...asked);
const make: Gate["make"] = (...asked) => at.make(...asked);
const change: Gate["change"] = (...asked) => at.change(...asked);
const gate: Gate["gate"] = (...asked) => at.gate(...asked);

test("S2: unknown, expired, paused, revoked and replaced answer with the same status, headers and bytes, to a passcode too", async () => {
  const links = await Promise.all(Array.from({ length: 4 }, () => make({ passcode })));
  const [expired, paused, revoked, replaced] = links as [
    (typeof links)[0],
    (typeof links)[0],
    (typeof links)[0],
    (typeof links)[0],
  ];
  await asSuperuser(
    at.database.superuserUrl,
    (sql) => sql`update share_links set expires_at = now() - interval '1 second' where id = ${expired.id}`,
  );
  await change(paused.id, { kind: "pause" });
  await revokeShareLink({ db: at.database.db, actor: marta, id: revoked.id });
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
  await revokeShareLink({ db: at.database.db, actor: marta, id: revoked.id });
  const statements = async (token: string) => {
    const sent: string[] = [];
    const db: ShareGate["db"] = {
      ...at.database.db,
      askShareGate: (statement, values) => {
        sent.push(statement);
        return at.database.db.askShareGate(statement, values);
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

test.each(["it's", "a b", "\\", 1.5, Number.NaN])("the gate is never asked with %j", async (value) => {
  const asked = at.database.db.askShareGate("select $1 as value", [value]);
  await expect(asked).rejects.toThrow("The gate is asked with words and whole numbers alone.");
});

test("bytes that were sent once are not read from the database again, and every request still asks the gate", async () => {
  const { token, id } = await make();
  const own = openPageCache();
  const answers: { html: boolean; sha256: boolean }[] = [];
  const db: ShareGate["db"] = {
    ...at.database.db,
    askShareGate: async <Row extends Record<string, unknown>>(
      statement: string,
      values: readonly GateValue[],
    ) => {
      const rows = await at.database.db.askShareGate<Row>(statement, values);
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
  await revokeShareLink({ db: at.database.db, actor: marta, id });
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
  await seedPublication(at.database.db, len, { month: "2026-08", ...(await storedReport(1)) });
  const { token } = await make({ client: len, all: true });
  const pages = openPageCache();
  const open = async () => {
    const asked = {
      token,
      segments: ["2026-08"],
      cookies: null,
      query: new URLSearchParams(),
    };
    return (await answerShareLink({ ...gate(), pages }, asked)).response.text();
  };
  expect(await open()).toBe((await storedReport(1)).html);
  await seedPublication(at.database.db, len, { month: "2026-08", version: 2, ...(await storedReport(2)) });
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
        await revokeShareLink({ db: at.database.db, actor: marta, id });
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
  await revokeShareLink({ db: at.database.db, actor: marta, id });
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
  expect(bar).toContain("To jest wersja 1. Zastąpiła ją wersja\u00A02.");
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
  await seedPublication(at.database.db, len, { month: "2026-10", ...(await storedReport(1)) });
  const { token } = await make({ client: len, passcode });
  await asSuperuser(
    at.database.superuserUrl,
    (
      sql,
    ) => sql`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${len.id}, '2026-10-01', 1, 'a wrong account was read', '2026-11-09T10:00:00Z', 'test')`,
  );
  expect((await ask(token)).status).toBe(401);
  const cookie = cookieOf(await type(token, passcode, "192.0.2.99"));
  for (const part of everyPart) {
    const response = await ask(token, part, { cookie });
    // Words are a page; who asks for a file must not take them for one.
    const file = /(pdf|csv|xlsx|json|changes)$/.test(part);
    expect([part, response.status]).toEqual([part, file ? 410 : 200]);
    const text = await response.text();
    expect(text).toContain("Ten raport został wycofany");
    expect(text).toContain("9\u00A0listopada");
    expect(text).not.toContain("214");
  }
});

test("a version that was taken back leads to the newer one that is out, and its files are gone", async () => {
  const month = { month: "2026-07" };
  await seedPublication(at.database.db, len, { ...month, ...(await storedReport(1)) });
  const { token } = await make({ client: len, all: true });
  await asSuperuser(
    at.database.superuserUrl,
    (
      sql,
    ) => sql`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${len.id}, '2026-07-01', 1, 'a wrong account was read', '2026-08-09T10:00:00Z', 'test')`,
  );
  // Nothing newer is out: it will open from the same link.
  expect(await (await ask(token, "2026-07/v/1")).text()).toContain("Nowa wersja, gdy się pojawi");
  await seedPublication(at.database.db, len, { ...month, version: 2, ...(await storedReport(2)) });
  const text = await (await ask(token, "2026-07/v/1")).text();
  expect(text).toContain("Wersja 1 została wycofana");
  expect(text).toContain("jest teraz wersja 2");
  expect(text).toContain('<a href="..">Otwórz wersję\u00A02</a>');
  expect(text).not.toContain("Nowa wersja, gdy się pojawi");
  // Its files are gone in the same words, with the way from one step deeper.
  for (const file of ["pdf", "csv", "xlsx", "json"]) {
    const response = await ask(token, `2026-07/v/1/${file}`);
    expect([file, response.status]).toEqual([file, 410]);
    const words = await response.text();
    expect(words).toContain("jest teraz wersja 2");
    expect(words).toContain('<a href="../..">Otwórz wersję\u00A02</a>');
    expect(words).not.toContain("Nowa wersja, gdy się pojawi");
  }
  expect(await (await ask(token, "2026-07")).text()).toBe((await storedReport(2)).html);
});

test("a month that is not published yet has no files to give", async () => {
  const { token } = await make({ client: len, all: true });
  for (const [part, status] of [
    ["2025-03", 200],
    ["2025-03/csv", 404],
    ["2025-03/pdf", 404],
  ] as const)
    expect([part, (await ask(token, part)).status]).toEqual([part, status]);
});

test("a PDF whose stored file is lost is being made again; Storage that does not answer is a fault of this moment", async () => {
  const { token } = await make();
  await asSuperuser(
    at.database.superuserUrl,
    (sql) => sql`
      insert into publication_pdfs (publication_id, path, sha256, bytes, next_try_at, made_at)
      select id, id || '/x.pdf', '\\xab', 1, now(), now() from publications
      where version = 2 and client_id = ${jantar.id} and month = '2026-10-01'`,
  );
  const pdf = async (error: Error) => {
    const pdfs = { ...gate().pdfs, get: () => Promise.reject(error) };
    const asks = { token, segments: ["pdf"], cookies: null, query: new URLSearchParams() };
    return (await answerShareLink({ ...gate(), pdfs }, asks)).response.status;
  };
  expect(await pdf(new Error("fetch failed"))).toBe(503);
  expect(await pdf(new LostPdfError("The PDF is not the file that was made."))).toBe(202);
  const rows = await asSuperuser(
    at.database.superuserUrl,
    (sql) => sql`select made_at, path, last_error from publication_pdfs`,
  );
  expect(rows).toEqual([{ made_at: null, path: null, last_error: "The PDF is not the file that was made." }]);
});
