import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EndedAttempt, paintObservations } from "@/lib/facts/observations";
import { readEndedAttempts } from "@/lib/facts/read-ended-attempts";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

const first = "2026-09-01" as CalendarDay;
const window: Window = { since: "2026-09-10" as CalendarDay, until: "2026-10-20" as CalendarDay };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, []);
});
afterAll(() => database.close());

const tries = fc.array(
  fc.record({ from: fc.nat(48), length: fc.nat(30), ok: fc.integer({ min: 0, max: 3 }).map((n) => n > 0) }),
  { maxLength: 14 },
);

test("what is left in the database never changes by which read a day was observed", async () => {
  const accounts = fc.sample(tries, { numRuns: 300, seed: 7 });
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`set session_replication_role = replica`;
    for (const [account, list] of accounts.entries())
      for (const [at, { from, length, ok }] of list.entries())
        await sql`
          insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, state, error_class, api_version, started_at, finished_at)
          values (gen_random_uuid(), ${idOf(account)}, ${addDays(first, from)}, ${addDays(first, from + length)}, 1, now(), ${ok ? "ok" : "failed"},
            ${ok ? null : "PERMANENT"}, 'v26.0', ${startOf(at)}, ${endOf(at)})`;
  });
  const ids = accounts.map((_, account) => idOf(account));
  const read = await database.db.asStaff(viewer, (tx) => readEndedAttempts(tx, ids, window, window));
  let left = 0;
  for (const [account, list] of accounts.entries()) {
    const all = list
      .map(
        ({ from, length, ok }, at): EndedAttempt => ({
          window: { since: addDays(first, from), until: addDays(first, from + length) },
          ok,
          willRetry: false,
          endedAt: Temporal.Instant.from(endOf(at)),
          runId: "",
        }),
      )
      .reverse();
    const kept = read.get(idOf(account)) ?? [];
    left += all.length - kept.length;
    expect(painted(kept), JSON.stringify(list)).toEqual(painted(all));
  }
  // Some of them must be left out, or nothing was tried.
  expect(left).toBeGreaterThan(100);
});

function painted(attempts: readonly EndedAttempt[]) {
  const { observed, failed } = paintObservations(attempts, window);
  const ends = (days: ReadonlyMap<string, { observedAt?: unknown; endedAt?: unknown }>) =>
    [...days].map(([day, each]) => `${day} ${each.observedAt ?? each.endedAt}`).sort();
  return { observed: ends(observed), failed: ends(failed) };
}

function idOf(account: number): string {
  return `d2000000-0000-4000-8000-${String(account).padStart(12, "0")}`;
}

function startOf(at: number): string {
  return `2026-11-01T${String(at).padStart(2, "0")}:00:00Z`;
}

function endOf(at: number): string {
  return `2026-11-01T${String(at).padStart(2, "0")}:10:00Z`;
}
