import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readConnectionToken } from "@/lib/clients/read-connection-token";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { fingerprint } from "@/tests/integration/fingerprint";
import { type Simulator, startSimulator } from "@/tools/simulator/start";

/** One client's token must not take the place of the agency's (it broke fifteen clients), and a dead one not that of a living one. */
const app = { META_APP_ID: "424242", META_APP_SECRET: "canary-app-secret-0123456789abcdef" };
const key = Buffer.alloc(32, 7);
const tokens = {
  agency: "EAAcanaryAgency0123456789",
  fala: "EAAcanaryFala0123456789",
  next: "EAAcanaryNext0123456789",
  dead: "EAAcanaryDead0123456789",
  blind: "EAAcanaryBlind0123456789",
};
let database: TestDatabase;
let simulator: Simulator;
let cli: Cli;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  const scopes = ["ads_read"];
  simulator = await startSimulator({
    world: {
      accounts: [],
      tokens: [
        { id: "next", value: tokens.next, state: "ok", scopes },
        { id: "dead", value: tokens.dead, state: "expired", scopes },
        { id: "blind", value: tokens.blind, state: "ok", scopes: ["pages_show_list"] },
      ],
      appId: app.META_APP_ID,
      appSecret: app.META_APP_SECRET,
    },
  });
  cli = await bundleCli({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${key.toString("base64")}`,
    META_GRAPH_URL: simulator.url,
    LOG_LEVEL: "trace",
  });
});
afterAll(async () => {
  await cli?.close();
  await simulator?.close();
  await database.close();
});
beforeEach(() => asSuperuser(database.superuserUrl, (sql) => sql`delete from connections`));

const set = (args: readonly string[], stdin: string, env: Record<string, string> = {}) =>
  cli.run(["token", "set", ...args], { stdin, env });
const stored = (name: string) =>
  database.db.asCollector((tx) => readConnectionToken(tx, new Map([["k1", key]]), name));

async function addBoth() {
  expect((await set(["--new"], tokens.agency)).stdout).toBe(
    'Connection "agency" is stored, its token encrypted.\n',
  );
  expect((await set(["--new", "--name", "klinika-fala"], tokens.fala)).code).toBe(0);
}

/** Refused in one sentence, and nothing was written. */
async function refused(args: readonly string[], stdin: string, env?: Record<string, string>) {
  const before = await fingerprint(database.superuserUrl);
  const { code, stdout, stderr } = await set(args, stdin, env);
  expect(await fingerprint(database.superuserUrl)).toBe(before);
  expect(stdout + stderr).not.toContain("canary");
  return { code, said: stdout + stderr };
}

test("with more than one connection it does not guess, and lists them", async () => {
  await addBoth();
  expect(await refused([], tokens.next)).toEqual({
    code: 2,
    said: "Say with --name whose token this is: agency, klinika-fala.\n",
  });
  expect([await stored("agency"), await stored("klinika-fala")]).toEqual([tokens.agency, tokens.fala]);
});

test("only the named connection's token is replaced", async () => {
  await addBoth();
  const { code, stdout } = await set(["--name", "klinika-fala"], tokens.next);
  expect([code, stdout]).toEqual([0, 'The token of connection "klinika-fala" is replaced.\n']);
  expect([await stored("agency"), await stored("klinika-fala")]).toEqual([tokens.agency, tokens.next]);
});

test("a name that is not there makes nothing, and the sentence says what is there", async () => {
  await addBoth();
  expect(await refused(["--name", "klinika"], tokens.next)).toEqual({
    code: 2,
    said: 'There is no connection "klinika"; there are agency, klinika-fala. A new one is made with --new.\n',
  });
});

test("the first connection is made with --new as well, and a name is taken once", async () => {
  expect(await refused([], tokens.next)).toEqual({
    code: 2,
    said: "There is no connection yet; the first one is made with --new.\n",
  });
  await addBoth();
  expect(await refused(["--new"], tokens.next)).toEqual({
    code: 2,
    said: 'There is a connection "agency" already; without --new its token is replaced, with --name the new one gets another name.\n',
  });
});

test("the only connection need not be named, unless the environment holds a token too", async () => {
  await set(["--new", "--name", "klinika-fala"], tokens.fala);
  const beside = await refused([], tokens.next, { META_ACCESS_TOKEN: tokens.agency });
  expect(beside.code).toBe(2);
  expect(beside.said).toMatch(/^Say with --name whose token this is: klinika-fala\. The one in META_ACCESS/);
  expect((await set([], tokens.next)).code).toBe(0);
  expect(await stored("klinika-fala")).toBe(tokens.next);
});

test("where Meta can be asked, a token that it does not accept is refused and the old one stays", async () => {
  await addBoth();
  const named = ["--name", "agency"];
  const dead = await refused(named, tokens.dead, app);
  expect(dead.code).toBe(1);
  expect(dead.said).toMatch(/^Meta says that the new token is not valid: .+ Nothing was changed\.\n$/);
  const unknown = await refused(named, "EAAcanaryNobodyKnowsThis0123", app);
  expect([unknown.code, unknown.said]).toEqual([1, expect.stringContaining("Nothing was changed.")]);
  const blind = await refused(named, tokens.blind, app);
  expect(blind.said).toBe("The new token lacks the scope ads_read. Nothing was changed.\n");
  expect(await stored("agency")).toBe(tokens.agency);
  const { code } = await set(named, tokens.next, app);
  expect([code, await stored("agency")]).toEqual([0, tokens.next]);
});

test("while Meta cannot be asked nothing is replaced", async () => {
  await addBoth();
  const away = await refused(["--name", "agency"], tokens.next, {
    ...app,
    META_APP_SECRET: "another-secret",
  });
  expect([away.code, away.said]).toEqual([1, expect.stringMatching(/^Meta could not be asked about/)]);
  expect(await stored("agency")).toBe(tokens.agency);
});
