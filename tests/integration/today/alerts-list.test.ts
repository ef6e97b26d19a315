import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import {
  type AlertFilters,
  mostListed,
  readAlerts,
  readListedAlert,
  readUnknownChecks,
} from "@/lib/today/read-alerts";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

/** A list that is longer than a page: what is left out is the least grave, and it is said. */
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const everything: AlertFilters = { state: "all", severity: null, client: null, check: null, manager: null };
let database: TestDatabase;
let rootCause: number;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  await asSuperuser(database.superuserUrl, async (query) => {
    const [oldest] = await query<{ id: number }[]>`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
      values (${jantar.id}, 'token_invalid', 'connection', 'connection:1', 'critical', 'refused', '{}', '2026-08-01T03:00:00Z', '2026-11-06T03:00:00Z')
      returning id`;
    rootCause = oldest?.id ?? 0;
    // Days that are missing because of it, all newer; and as many that ended this week, newer still.
    await query`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
      select ${jantar.id}, 'campaign_sum_differs', 'day ' || n, '', case when n % 2 = 0 then 'high' else 'normal' end, 'differs', '{}',
        '2026-09-01T03:00:00Z'::timestamptz + n * interval '1 hour', '2026-11-06T03:00:00Z' from generate_series(1, ${mostListed}) n`;
    await query`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at, state, resolved_at)
      select ${len.id}, 'campaign_sum_differs', 'day ' || n, '', 'critical', 'differs', '{}',
        '2026-11-05T03:00:00Z', '2026-11-05T03:00:00Z', 'resolved', '2026-11-05T04:00:00Z' from generate_series(1, 20) n`;
    await query`analyze alerts`;
  });
});
afterAll(() => database.close());

const list = (filters: Partial<AlertFilters> = {}) =>
  database.db.asStaff(viewer, (tx) => readAlerts(tx, { filters: { ...everything, ...filters }, now }));

test("the root cause stands first however old it is; what is open comes before what has ended, the gravest and newest first", async () => {
  const { listed } = await list();
  expect(listed).toHaveLength(mostListed);
  expect(listed[0]?.id).toBe(rootCause);
  expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(["open"]));
  const high = listed.filter(({ severity }) => severity === "high");
  expect(listed.slice(1, 1 + high.length)).toEqual(high);
  expect(high[0]?.subject).toBe(`day ${mostListed}`);
  expect(listed.at(-1)).toMatchObject({ severity: "normal", subject: "day 3" });
});

test("how many more there are is known, and none where all are listed", async () => {
  expect((await list()).more).toBe(21);
  expect((await list({ severity: "high" })).more).toBe(0);
  expect(await list({ check: "kpi_fell" })).toEqual({ listed: [], more: 0 });
});

test("one that is not in the list is read by its number, with its names; one that nobody has is null", async () => {
  const { listed } = await list();
  const [left] = await asSuperuser(
    database.superuserUrl,
    (query) => query<{ id: number }[]>`select id from alerts where client_id = ${len.id} limit 1`,
  );
  const id = left?.id ?? 0;
  expect(listed.map((alert) => alert.id)).not.toContain(id);
  const read = (number: number) => database.db.asStaff(viewer, (tx) => readListedAlert(tx, number));
  expect(await read(id)).toMatchObject({
    id,
    state: "resolved",
    client: { name: "Sklep Len" },
    owner: "Piotr Nowak",
  });
  expect(await read(999_999_999)).toBeNull();
});

test("one statement each, however many alerts there are", async () => {
  const counted = async (work: (tx: StaffTx) => Promise<unknown>) => {
    let statements = 0;
    await database.db.asStaff(viewer, (tx) =>
      work(
        new Proxy(tx, {
          get(target, key, receiver) {
            if (["execute", "select", "selectDistinct"].includes(String(key))) statements += 1;
            return Reflect.get(target, key, receiver);
          },
        }),
      ),
    );
    return statements;
  };
  expect(await counted((tx) => readAlerts(tx, { filters: everything, now }))).toBe(1);
  expect(await counted((tx) => readListedAlert(tx, rootCause))).toBe(1);
  expect(await counted((tx) => readUnknownChecks(tx, []))).toBe(1);
});

test("every client without an answer is named under its own reason", async () => {
  const answers = [
    [
      jantar.id,
      { kpi_fell: { outcome: "unknown", reason: "days_missing" }, days_missing: { outcome: "fine" } },
    ],
    [
      len.id,
      {
        kpi_fell: { outcome: "unknown", reason: "never_read" },
        days_missing: { outcome: "unknown", reason: "never_read" },
      },
    ],
  ] as const;
  await asSuperuser(database.superuserUrl, async (query) => {
    for (const [client, outcomes] of answers)
      await query`insert into check_outcomes (client_id, evaluated_at, outcomes)
        values (${client}, ${now.toString()}, ${JSON.stringify(outcomes)}::text::jsonb)`;
  });
  const unknown = (quiet: readonly string[]) =>
    database.db.asStaff(viewer, (tx) => readUnknownChecks(tx, quiet));
  expect(await unknown([])).toMatchObject([
    { check: "days_missing", reason: "never_read", clients: ["Sklep Len"] },
    { check: "kpi_fell", reason: "days_missing", clients: ["Hotel Jantar"] },
    { check: "kpi_fell", reason: "never_read", clients: ["Sklep Len"] },
  ]);
  expect(await unknown(["never_read"])).toMatchObject([{ check: "kpi_fell", clients: ["Hotel Jantar"] }]);
});
