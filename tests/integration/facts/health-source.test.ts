import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HealthFigure, healthFigures, healthSource } from "@/app/(staff)/source/health-source";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";
import { staffPageOf } from "@/tests/integration/staff-page-of";

/** 01:30 in Warsaw, where 4 November is the newest day that is due; at the database's clock it is another day altogether. */
const now = Temporal.Instant.from("2026-11-06T00:30:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar, len]);
  const day = () => ({ account: { totalSpend: "10", totalImpressions: "5" } });
  await seedDays(database.db, jantar, {
    ...{ since: "2025-06-01", until: "2026-10-30" },
    ...{ observedAt: "2026-10-31T03:30:00Z", day },
  });
  await seedDays(database.db, jantar, {
    ...{ since: "2026-10-31", until: "2026-11-04" },
    ...{ observedAt: "2026-11-05T03:30:00Z", day },
  });
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`update ad_accounts set collect_from = '2026-10-20' where id = ${len.accountId}`;
    await sql`
      insert into connections (id, name, token_ciphertext, token_key_id, token_checked_at)
      values ('f0000000-0000-4000-8000-000000000001', 'agency', 'x', 'k1', '2026-11-05T03:10:00Z')`;
    await sql`update ad_accounts set connection_id = 'f0000000-0000-4000-8000-000000000001' where id = ${jantar.accountId}`;
    await sql`
      insert into check_outcomes (client_id, evaluated_at, outcomes)
      values (${jantar.id}, '2026-11-05T03:49:00Z', '{}'), (${len.id}, '2026-11-05T03:49:00Z', '{}')`;
    await sql`
      insert into scheduler_calls (job, verb, caller, at, answer)
      values ('monitor', 'GET', 'test', '2026-11-06T00:15:00Z', '{"done": 1, "expected": 2}')`;
  });
});
afterAll(() => database.close());

async function panelOf(metric: HealthFigure, part = "") {
  const page = staffPageOf(viewer, "en");
  const answer = await database.db.asStaff(viewer, (tx) => healthSource(tx, page, { metric, part, now }));
  if (answer === null || "error" in answer) return null;
  return Object.fromEntries(answer.rows.map(([term, text]) => [term, text.replaceAll("\u00A0", " ")]));
}

describe("where a figure of data health comes from", () => {
  test.each([
    ["collected", "1 October – 4 November 2026"],
    ["settledTo", "1 October – 4 November 2026"],
    ["reconciled", "1 October – 4 November 2026"],
    ["restated", "1 October – 4 November 2026"],
    ["missing", "5 October 2025 – 4 November 2026"],
    ["lastGood", "31 October – 4 November 2026"],
  ] as const)("%s names the days that it is counted over", async (metric, days) => {
    expect((await panelOf(metric, jantar.slug))?.Days).toBe(days);
  });

  test("the spend of a span names that span, and one that is none has no panel", async () => {
    const panel = await panelOf("spanSpend", `${jantar.slug} 2026-10-10 2026-10-14`);
    expect(panel?.Days).toBe("10–14 October 2026");
    for (const part of ["", " 2026-10-14 2026-10-10", " 2026-10-10", " 2026-13-10 2026-13-14"])
      expect(await panelOf("spanSpend", `${jantar.slug}${part}`)).toBeNull();
  });

  test("a young account's days begin with its first", async () => {
    for (const metric of ["collected", "missing"] as const)
      expect((await panelOf(metric, len.slug))?.Days).toBe("20 October – 4 November 2026");
  });

  test("the monitor's count names its call, the token its own look, and neither the checks' time", async () => {
    expect(await panelOf("monitor")).toMatchObject({ Called: "6 November 2026, 01:15" });
    expect(await panelOf("monitor")).not.toHaveProperty("Read");
    expect(await panelOf("token", jantar.slug)).toEqual({
      ...{ Formula: expect.any(String), Client: jantar.name, Read: "5 November 2026, 04:10" },
    });
    for (const metric of ["evaluated", "findings"] as const)
      expect((await panelOf(metric))?.Read).toBe("5 November 2026, 04:49");
    for (const metric of ["errors", "counted", "noticed"] as const)
      expect(await panelOf(metric)).not.toHaveProperty("Read");
    expect((await panelOf("counted"))?.Days).toBe("1 October – 4 November 2026");
  });

  test("of a client or run that is not there nothing is told", async () => {
    const ofNone = ["counted", "errors", "evaluated", "findings", "noticed", "monitor"];
    for (const metric of healthFigures.filter((each) => !ofNone.includes(each)))
      expect(await panelOf(metric, "nobody")).toBeNull();
  });
});
