import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runChecks } from "@/lib/checks/run-checks";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { watchChecks } from "@/lib/ops/monitor/watch-machinery";
import { readUnknownChecks } from "@/lib/today/read-alerts";
import { nothingToJudge, readOperation } from "@/lib/today/read-operation";
import { readUnjudged } from "@/lib/today/read-unjudged";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { addClient, type CastClient, jantar, len, marta, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** "Evaluated 2 of 2" is said of clients, whoever ran the checks last and over whom. */
const morning = Temporal.Instant.from("2026-11-10T07:00:00Z");
const later = morning.add({ minutes: 40 });
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar, len]);
  for (const client of [jantar, len]) await readAt(client, morning.subtract({ hours: 3 }));
  await runChecks(database.db, { now: morning, trigger: "collection" });
});
afterEach(() => database.close());

const readAt = (client: CastClient, at: Temporal.Instant) =>
  seedDays(database.db, client, {
    ...{ since: "2026-11-09", until: "2026-11-09", observedAt: at.toString() },
    day: () => null,
  });
const collectedByHand = async () => {
  await readAt(jantar, later.subtract({ minutes: 1 }));
  return runChecks(database.db, { now: later, trigger: "manual", of: "read_since" });
};
/** What Today and alerts say, and what data health says. */
async function said(now: Temporal.Instant) {
  const { operation, answers } = await database.db.asStaff(viewer, async (tx) => ({
    operation: await readOperation(tx, now),
    answers: await readCheckAnswers(tx, now),
  }));
  expect(answers.coverage).toEqual(operation.checks);
  const { expected, evaluated, evaluatedAt } = operation.checks;
  return [`${evaluated} of ${expected}`, evaluatedAt?.toString() ?? null];
}
/** A mapping that nobody can read. */
const breakMapping = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) => sql`update kpi_mappings set choices = '{"reservations": 7}' where client_id = ${len.id}`,
  );

test("after one client was collected by hand all are evaluated, since the oldest of their answers", async () => {
  expect(await said(morning)).toEqual(["2 of 2", morning.toString()]);
  expect(await collectedByHand()).toMatchObject({ expected: 1, evaluated: 1 });
  expect(await said(later)).toEqual(["2 of 2", morning.toString()]);
});

test("a client whose evaluation breaks is missing from the count at once, and named with the reason", async () => {
  await breakMapping();
  await readAt(len, later.subtract({ minutes: 1 }));
  await runChecks(database.db, { now: later, trigger: "collection", of: "read_since" });
  expect(await said(later)).toEqual(["1 of 2", morning.toString()]);
  const { unjudged, unknown, seen } = await database.db.asStaff(viewer, async (tx) => ({
    unjudged: await readUnjudged(tx, later),
    unknown: await readUnknownChecks(tx, nothingToJudge),
    seen: await database.db.asSystem((system) => watchChecks(system, later)),
  }));
  const [reason, ...others] = unjudged.find(({ slug }) => slug === "sklep-len")?.reasons ?? [];
  expect(others).toEqual([]);
  expect(reason).toMatchObject({ reason: "evaluation_failed", doubt: true });
  expect(reason?.checks).toContain("kpi_fell");
  const ofClient = unknown.filter(({ reason }) => reason === "evaluation_failed");
  expect(ofClient.map(({ check }) => check)).toEqual(
    expect.arrayContaining(["days_missing", "token_invalid"]),
  );
  expect(ofClient.every(({ clients }) => clients.includes("Sklep Len"))).toBe(true);
  // The monitor asks after three hours whether answers are old; of this one it knows now.
  expect(seen.counts).toMatchObject({ expected: 2, evaluated: 1 });
  expect(seen.wanted).toContainEqual(
    expect.objectContaining({
      check: "checks_incomplete",
      evidence: { evaluated: 1, expected: 2, clients: ["Sklep Len"] },
    }),
  );
});

test("it counts again with the next answer", async () => {
  await breakMapping();
  await runChecks(database.db, { now: later, trigger: "monitor" });
  expect((await said(later))[0]).toBe("1 of 2");
  await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`update kpi_mappings set choices = (select choices from kpi_mappings where client_id = ${jantar.id})`,
  );
  const hour = later.add({ hours: 1 });
  await runChecks(database.db, { now: hour, trigger: "monitor", of: "read_since_or_old" });
  expect(await said(hour)).toEqual(["2 of 2", hour.toString()]);
});

test("answers older than 26 hours count for nobody; the time is that of the newest of them", async () => {
  await collectedByHand();
  expect((await said(morning.add({ hours: 26 })))[0]).toBe("2 of 2");
  expect(await said(morning.add({ hours: 26, seconds: 1 }))).toEqual(["1 of 2", later.toString()]);
  expect(await said(later.add({ hours: 27 }))).toEqual(["0 of 2", later.toString()]);
});

test("who was never evaluated is expected; archived, without an account and demo beside real ones are not", async () => {
  const more = (number: number, isDemo: boolean): CastClient => ({
    ...jantar,
    ...{
      id: `c0000000-0000-4000-8000-00000000000${number}`,
      accountId: `d0000000-0000-4000-8000-00000000000${number}`,
    },
    ...{
      slug: `client-${number}`,
      name: `Client ${number}`,
      externalId: `act_${number}`,
      isDemo,
      manager: marta,
    },
  });
  await database.db.asStaff({ ...viewer, role: "admin" }, async (tx) => {
    await addClient(tx, more(7, false));
    await addClient(tx, more(8, true));
  });
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`insert into clients (slug, name, shown_metrics) values ('nowy', 'Nowy', '{}')`;
    await sql`update clients set status = 'archived' where id = ${len.id}`;
  });
  expect(await said(morning)).toEqual(["1 of 2", morning.toString()]);
  await asSuperuser(database.superuserUrl, (sql) => sql`truncate check_outcomes`);
  expect(await said(morning)).toEqual(["0 of 2", null]);
});
