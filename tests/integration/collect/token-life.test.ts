import { afterEach, expect, test } from "vitest";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import type { Actor } from "@/lib/db/database";
import type { jantar } from "@/tests/integration/cast";
import { callsOf, conditionsOf, lifeApp, startLife } from "@/tests/integration/collect/life-night";
import {
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };

let night: Night;
afterEach(() => night.close());

const start = async (...how: Parameters<typeof startLife>) => {
  night = await startLife(...how);
  return night;
};
const conditions = () => conditionsOf(night);
const calls = (path: string) => callsOf(night, path);

test("a token about to expire is said in time: 14, 7 and 1 days before, one condition that grows louder", async () => {
  await start({}, true);
  const expiry = Date.parse("2026-11-22T12:00:00Z") / 1000;
  night.simulator.setToken("hotel", { expiresAt: expiry });
  const loudness: unknown[] = [];
  for (const day of ["07", "09", "16", "21"]) {
    night.moveTo(`2026-11-${day}T06:00:00Z`);
    await night.collect();
    const open = (await conditions()).filter((one) => one.kind === "token_expiring" && one.open);
    loudness.push(open.map(({ severity }) => severity));
  }
  expect(loudness).toEqual([[], ["normal"], ["high"], ["critical"]]);
});

test("incident 32 a token that exists and reads nothing is not healthy, and one that reads is, whatever is said of it", async () => {
  await start({}, true);
  night.simulator.setToken("hotel", { state: "expired" });
  await night.collect();
  expect(await night.sql`select state from connections`).toEqual([{ state: "broken" }]);
  expect(await conditions()).toMatchObject([{ kind: "token_invalid", severity: "critical", open: true }]);
  night.simulator.setToken("hotel", { state: "ok" });
  night.moveTo("2026-11-10T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await conditions()).toMatchObject([{ kind: "token_invalid", open: false }]);
  // Meta's word about a token breaks no connection that reads.
  night.simulator.faults.add({
    when: { path: "^/debug_token$" },
    does: {
      kind: "error",
      code: 100,
      message: "The access token does not belong to the owner or developer of the app.",
    },
  });
  night.moveTo("2026-11-11T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await night.sql`select state from connections`).toEqual([{ state: "ok" }]);
});

const tokenLook = async (table: "connections" | "graph_apps") =>
  (
    await night.sql`select to_char(token_checked_at at time zone 'UTC', 'YYYY-MM-DD') as day from ${night.sql(table)}`
  )[0]?.day ?? null;

test.each([
  ["connections", true],
  ["graph_apps", false],
] as const)(
  "a token that Meta says nothing of has not been looked at, and the next pass asks again: %s",
  async (table, hasConnection) => {
    await start({}, hasConnection);
    const says = () =>
      night.simulator.faults.add({
        when: { path: "^/debug_token$" },
        does: {
          kind: "error",
          code: 100,
          message: "The access token does not belong to the owner or developer of the app.",
        },
      });
    says();
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBeNull();
    night.simulator.faults.clear();
    night.moveTo("2026-11-09T07:00:00Z");
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBe("2026-11-09");
    says();
    night.moveTo("2026-11-10T06:00:00Z");
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBe("2026-11-09");
  },
);

test.each([
  ["refuses", { kind: "error", code: 100 }, 1],
  ["does not answer", { kind: "error", code: 2, status: 500 }, 2],
] as const)(
  "a question about a token that Meta %s is asked for one of its accounts an hour, not for each",
  async (_, does, tries) => {
    const connection = { name: "all", token: "EAAtokenOfAll00000000001" };
    const five = [1, 2, 3, 4, 5].map((n) => ({
      ...jantarFrom("2026-11-08"),
      id: `b1000000-0000-4000-8000-00000000000${n}`,
      accountId: `b2000000-0000-4000-8000-00000000000${n}`,
      externalId: `act_300000000000000${n}`,
      slug: `hotel-${n}`,
    }));
    night = await startNight(
      five.map((client) => ({
        client,
        connection,
        rows: [campaignDay("2026-11-08", "1", {}, client)],
        mapping: {},
      })),
      { life: { app: lifeApp } },
    );
    night.simulator.faults.add({ when: { path: "^/debug_token$" }, does });
    for (const [hour, asked] of [
      ["06:00", 1],
      ["06:40", 1],
      ["07:00", 2],
    ] as const) {
      night.moveTo(`2026-11-09T${hour}:00Z`);
      expect(await night.collect()).toMatchObject({ done: 5 });
      expect(calls("/debug_token")).toHaveLength(asked * tries);
    }
    // A new token is none that Meta said nothing of.
    const { db, keys } = night.collector;
    night.simulator.faults.clear();
    await setConnectionToken({
      db,
      actor: cli,
      keys: keys(),
      name: "all",
      token: connection.token,
      kind: "system_user",
      as: "replacement",
    });
    await night.collect();
    expect(await tokenLook("connections")).toBe("2026-11-09");
  },
);

test("what Meta says of a token that is replaced meanwhile is not said of the new one", async () => {
  let isReplaced = false;
  const replacing: typeof fetch = async (...asked) => {
    const answer = await fetch(...asked);
    if (!isReplaced && String(asked[0]).includes("debug_token")) {
      isReplaced = true;
      await setConnectionToken({
        db: night.database.db,
        actor: cli,
        keys: night.collector.keys(),
        name: "hotel",
        token: "EAAtokenOfTheHotel00002",
        kind: "system_user",
        as: "replacement",
      });
    }
    return answer;
  };
  await start({ graph: { fetch: replacing } }, true);
  night.simulator.setToken("hotel", { expiresAt: Date.parse("2026-11-12T12:00:00Z") / 1000 });
  await night.collect();
  expect(isReplaced).toBe(true);
  expect(await night.sql`select scopes, expires_at, token_checked_at from connections`).toEqual([
    { scopes: null, expires_at: null, token_checked_at: null },
  ]);
  expect((await conditions()).filter(({ kind }) => kind === "token_expiring")).toEqual([]);
});

test("F12 F13 a dead token is one condition for its connection, however many accounts it reads", async () => {
  const rows = (client: typeof jantar) =>
    days("2026-11-05", "2026-11-10").map((date) => campaignDay(date, "1", {}, client));
  const connection = { name: "both", token: "EAAtokenOfBoth0000000001" };
  const [first, second] = [jantarFrom("2026-11-05"), lenFrom("2026-11-05")];
  night = await startNight(
    [
      { client: first, rows: rows(first), mapping: {}, connection },
      { client: second, rows: rows(second), mapping: {}, connection },
    ],
    { life: { app: lifeApp } },
  );
  night.simulator.setToken("both", { state: "checkpointed" });
  await night.collect();
  expect((await conditions()).filter(({ kind }) => kind === "token_invalid")).toHaveLength(1);
  expect(await night.sql`select state from connections`).toEqual([{ state: "needs_confirmation" }]);
});
