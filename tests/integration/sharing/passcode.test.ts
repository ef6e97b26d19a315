import { afterAll, beforeAll, expect, test } from "vitest";
import { answerShareLink } from "@/lib/sharing/answer-share-link";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { cookieOf, everyPart, openGate, passcode } from "@/tests/integration/sharing/open-gate";

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

test("S3: where no address is told, wrong passcodes at one link lock that link and no other", async () => {
  const [one, other] = [await make({ passcode }), await make({ passcode })];
  const answers = [];
  for (let i = 0; i < 6; i++) answers.push((await type(one.token, `wrong ${i}`, null)).status);
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  expect((await type(other.token, passcode, null)).status).toBe(303);
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
    at.database.superuserUrl,
    (sql) => sql`update share_link_tries set at = at - interval '15 minutes' where share_link_id = ${id}`,
  );
  expect((await type(token, passcode, "192.0.2.80")).status).toBe(303);
});

test("something that cannot be a passcode takes no try, and the page says so", async () => {
  const { token } = await make({ passcode });
  const asked = { token, segments: [], cookies: null, query: new URLSearchParams() };
  const { response } = await answerShareLink(at.gate(), { ...asked, untried: true });
  expect(response.status).toBe(401);
  expect(await response.text()).toMatch(/role="alert">Nie dotarło nic, co mogłoby być hasłem/);
  expect(await (await ask(token)).text()).not.toContain('role="alert"');
});

test("no visitor's address is stored, only a keyed hash, and no passcode anywhere", async () => {
  const { token } = await make({ passcode: "a very own passcode" });
  await type(token, "my wrong guess", "203.0.113.250");
  const [row] = await asSuperuser(
    at.database.superuserUrl,
    (sql) => sql`select (select string_agg(to_jsonb(t)::text, ' ') from share_link_tries t) ||
      (select string_agg(to_jsonb(l)::text, ' ') from share_links l) ||
      (select string_agg(to_jsonb(a)::text, ' ') from audit_log a) as text`,
  );
  for (const secret of ["203.0.113.250", "a very own passcode", "my wrong guess", token])
    expect(row?.text).not.toContain(secret);
  expect(row?.text).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
});
