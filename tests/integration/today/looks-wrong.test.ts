import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportLooksWrong } from "@/lib/today/report-looks-wrong";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { admin, jantar, marta, piotr, viewer } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";
import { seedDoubtedMonth } from "@/tests/integration/today/seed-doubted-month";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await seedDoubtedMonth();
});
afterAll(() => database.close());

const say = (actor: typeof admin, fields: { slug?: string; metric?: "total_spend" | "reservations" } = {}) =>
  reportLooksWrong({
    db: database.db,
    actor,
    slug: fields.slug ?? jantar.slug,
    month: "2026-10" as CalendarMonth,
    metric: fields.metric ?? "reservations",
    shown: "62",
    reason: "Ads Manager says 60.",
    now,
  });
const open = () =>
  database.db.asStaff(viewer, (tx) =>
    tx.execute<{ subject: string; evidence: Record<string, unknown> }>(
      "select subject, evidence from findings where check_key = 'looks_wrong' and resolved_at is null order by id",
    ),
  );

test("a figure that looks wrong is a finding with everything it was made from", async () => {
  await seedDays(database.db, jantar, {
    since: "2026-09-01",
    until: "2026-09-01",
    observedAt: "2026-10-06T03:10:00Z",
    day: () => ({ account: { totalSpend: "1" } }),
  });
  expect(await say(marta)).toEqual({ kind: "reported" });
  const [finding] = await open();
  expect(finding?.subject).toBe("2026-10 reservations");
  expect(finding?.evidence).toMatchObject({
    metric: "reservations",
    value: "62",
    shown: "62",
    days_covered: 31,
    time_zone_of_account: "Europe/Warsaw",
    currency_of_account: "PLN",
    mapping_version: 1,
    attribution: ["7d_click_1d_view"],
    observed_at: "2026-11-06T03:10:00Z",
    reason: "Ads Manager says 60.",
    by: "Marta Wilk",
  });
  expect(finding?.evidence.run_id).toMatch(/^[0-9a-f-]{36}$/);
});

test("the same figure again says who reported it and when; another figure is another finding", async () => {
  expect(await say(admin)).toEqual({ kind: "already", at: now, by: "Marta Wilk", alert: null });
  expect(await say(admin, { metric: "total_spend" })).toEqual({ kind: "reported" });
  expect(await open()).toHaveLength(2);
});

test.each([
  ["a viewer", viewer],
  ["another client's manager", piotr],
])("%s cannot report it", async (_, actor) => {
  expect(await say(actor, { metric: "total_spend" })).toEqual({ kind: "refused", why: "not_allowed" });
});

test("a client that is not there is said", async () => {
  expect(await say(admin, { slug: "nobody" })).toEqual({ kind: "refused", why: "unknown_client" });
});

test("who reported what stands in the audit", async () => {
  const rows = await database.db.asStaff(admin, (tx) =>
    tx.execute<{ actor: string; subject: string }>(
      "select actor, subject from audit_log where action = 'finding.looks_wrong' order by id",
    ),
  );
  expect(rows.map(({ actor, subject }) => [actor, subject])).toEqual([
    ["Marta Wilk", "hotel-jantar 2026-10 reservations"],
    ["Anna Admin", "hotel-jantar 2026-10 total_spend"],
  ]);
});
