import { readFileSync } from "node:fs";
import { hotel, linen, seedClients } from "@/tests/e2e/support/clients";
import { yesterday } from "@/tests/e2e/support/months";
import type { Person } from "@/tests/e2e/support/people";
import { type Portal, startPortal } from "@/tests/e2e/support/portal";
import { currentRun, rememberSecret, sessionFile } from "@/tests/e2e/support/run";
import { expect, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { scripted } from "@/tools/simulator/world";

/** Every address of the portal, and who gets what there (architecture.md §5). Over HTTP on the production build. */
const token = "EAAroutesCanaryToken1a2b3c4d5e6f";
let simulator: Simulator;
let opened: Portal;
const portal = () => opened;

test.beforeAll(async () => {
  rememberSecret("Meta token", token);
  const { META_APP_ID: appId = "", META_APP_SECRET: appSecret = "" } = currentRun().env;
  simulator = await startSimulator({
    world: {
      accounts: [hotel, linen].map(({ externalId, name, currency, zone }) => ({
        id: externalId.slice("act_".length),
        name,
        currency,
        timeZone: zone,
        source: scripted([]),
      })),
      tokens: [{ id: "agency", value: token, state: "ok", scopes: ["ads_read"] }],
      appId,
      appSecret,
      proof: "required",
    },
  });
  opened = await startPortal({
    seed: (db) => seedClients(db, [hotel, linen]),
    env: { META_GRAPH_URL: simulator.url, META_ACCESS_TOKEN: token },
  });
});
test.afterAll(async () => {
  await opened?.stop();
  await simulator?.close();
});

const collection = "/api/automated/daily-kpi-collection";
const drain = "/api/automated/drain-queue";
const monitor = "/api/automated/monitor";

interface Ask {
  readonly method?: "GET" | "POST";
  readonly as?: Person;
  readonly secret?: string;
  readonly origin?: string;
  readonly body?: string;
}

async function ask(path: string, { method = "GET", as, secret, origin, body }: Ask = {}): Promise<Response> {
  return fetch(`${portal().url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(as ? { cookie: cookiesOf(as) } : {}),
      ...(secret ? { authorization: `Bearer ${secret}` } : {}),
      ...(origin ? { origin } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
}

function cookiesOf(person: Person): string {
  const { cookies } = JSON.parse(readFileSync(sessionFile(person), "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** Three days ago: a short range is enough. */
const since = () => yesterday.subtract({ days: 2 }).toString();

/** What a refused call must leave as it was. */
async function written(): Promise<unknown> {
  return asSuperuser(portal().superuserUrl, async (sql) => [
    ...(await sql`select (select count(*) from collection_runs) as runs, (select count(*) from collection_attempts) as attempts,
      (select count(*) from collection_run_accounts) as accounts`),
  ]);
}

test("incident 38: nobody without an account reaches anything but the door", async () => {
  for (const path of [
    "/",
    "/reports",
    `/reports?client=${hotel.slug}`,
    `/reports/pdf?client=${hotel.slug}`,
    "/clients",
    "/settings",
  ]) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(303);
    expect(new URL(answer.headers.get("location") ?? "", portal().url).pathname, path).toBe("/sign-in");
  }
  for (const path of [collection, drain, monitor]) {
    for (const method of ["GET", "POST"] as const) {
      for (const asked of [
        {},
        { secret: "wrong-secret-of-24-characters" },
        { secret: "undefined" },
        { secret: " " },
      ]) {
        const answer = await ask(path, { method, ...asked });
        expect(answer.status, `${method} ${path}`).toBe(401);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(Object.keys(await answer.json())).toEqual(["error"]);
      }
    }
  }
  for (const path of ["/api/metrics", "/api/health?deep=1"]) expect((await ask(path)).status, path).toBe(401);
  expect((await ask("/sign-in")).status).toBe(200);
});

test("an address that there is not is refused under /api too", async () => {
  for (const method of ["GET", "POST"] as const)
    expect((await ask("/api/automated/no-such-job", { method })).status).toBe(404);
});

test("a GET with an effect never accepts a cookie, not even an admin's", async () => {
  const before = await written();
  for (const path of [collection, drain, monitor]) {
    expect((await ask(path, { as: "admin" })).status, path).toBe(401);
    expect((await ask(path, { as: "admin", origin: portal().url })).status, path).toBe(401);
  }
  expect(await written()).toEqual(before);
});

test("a POST with a cookie needs a page of ours, a right to the client, and never writes when refused", async () => {
  const before = await written();
  const body = JSON.stringify({ clients: [hotel.slug], since: yesterday.toString() });
  for (const [who, status] of [
    [{ as: "admin" }, 401],
    [{ as: "admin", origin: "https://evil.example" }, 401],
    [{ as: "viewer", origin: portal().url }, 403],
    [{ as: "piotr", origin: portal().url }, 403],
  ] as const) {
    const answer = await ask(collection, { method: "POST", body, ...who });
    expect(answer.status, JSON.stringify(who)).toBe(status);
  }
  expect((await ask(drain, { method: "POST", as: "marta", origin: portal().url })).status).toBe(403);
  expect(await written()).toEqual(before);
});

test("a wrong body is answered with one sentence, and nothing is written", async () => {
  const before = await written();
  const secret = portal().env.CRON_SECRET ?? "";
  for (const body of [
    "{",
    "[]",
    '"all"',
    '{"clients":"hotel-jantar"}',
    '{"clients":[]}',
    '{"clients":["nobody"]}',
    '{"since":"yesterday"}',
    '{"since":"2026-02-30"}',
    '{"since":"2026-02-02","until":"2026-02-01"}',
    '{"client":["hotel-jantar"]}',
  ]) {
    const answer = await ask(collection, { method: "POST", secret, body });
    expect(answer.status, body).toBe(400);
    const { error } = (await answer.json()) as { error: string };
    expect(error, body).toMatch(/^[A-Z“"].*[.”"]$/s);
  }
  expect(await written()).toEqual(before);
});

test("incident 2: the scheduler's GET does the work and says how much of it is done", async () => {
  const secret = portal().env.CRON_SECRET ?? "";
  for (const path of [collection, drain, monitor]) {
    const answer = await ask(path, { secret });
    const result = (await answer.json()) as Record<
      "expected" | "done" | "failed" | "skipped" | "remaining",
      number
    >;
    expect(answer.status, path).toBe(200);
    expect(result.done).toBe(result.expected);
    expect(result.failed + result.skipped + result.remaining).toBe(0);
  }
  const byHand = { method: "POST", body: JSON.stringify({ clients: [hotel.slug], since: since() }) } as const;
  for (const who of [{ secret }, { as: "marta", origin: portal().url }] as const) {
    const answer = await ask(collection, { ...byHand, ...who });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ expected: 1, done: 1 });
  }
});

test("incident 1: a run in which nothing succeeded is no success", async () => {
  simulator.setToken("agency", { state: "expired" });
  const secret = portal().env.CRON_SECRET ?? "";
  const body = JSON.stringify({ clients: [hotel.slug, linen.slug], since: since() });
  const answer = await ask(collection, { method: "POST", secret, body });
  expect(answer.status).toBe(500);
  const result = (await answer.json()) as Record<string, unknown>;
  expect(result).toMatchObject({ expected: 2, done: 0, remaining: 0 });
  expect(JSON.stringify(result)).not.toContain(token);
});

test("incident 46: health says no more than whether all is well, and the deep one needs its own secret", async () => {
  const answer = await ask("/api/health");
  expect([200, 503]).toContain(answer.status);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  expect(JSON.stringify(await answer.json()).length).toBeLessThan(40);
  const secret = portal().env.METRICS_TOKEN ?? "";
  const deep = await ask("/api/health?deep=1", { secret });
  expect([200, 503]).toContain(deep.status);
  expect((await ask("/api/health?deep=1", { secret: portal().env.CRON_SECRET ?? "" })).status).toBe(401);
  const metrics = await ask("/api/metrics", { secret });
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toContain("daily_collection_success");
  expect((await ask("/api/metrics", { as: "viewer" })).status).toBe(200);
});

test("signing out is a POST from a page of ours", async () => {
  expect((await ask("/sign-out")).status).toBe(405);
  expect((await ask("/sign-out", { method: "POST", origin: "https://evil.example" })).status).toBe(403);
});

test("every answer forbids framing, sniffing and foreign scripts; pages of staff are kept by no cache", async () => {
  for (const [path, who] of [
    ["/sign-in", {}],
    ["/reports", { as: "viewer" }],
    ["/r/unknown", {}],
  ] as const) {
    const { headers } = await ask(path, who);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
    expect(headers.get("content-security-policy"), path).not.toContain("unsafe-eval");
    expect(headers.get("cache-control"), path).toContain("no-store");
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
});
