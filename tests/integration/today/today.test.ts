import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TotalAsked, totalAsked, totalSource } from "@/app/(staff)/source/total-source";
import type { StaffTx } from "@/lib/db/database";
import { listReports } from "@/lib/facts/list-reports";
import { readReport } from "@/lib/facts/read-report";
import { createTranslate } from "@/lib/i18n/translator";
import { withdrawReport } from "@/lib/publications/withdraw-report";
import { readPortfolio } from "@/lib/today/read-portfolio";
import { readWatch, todayOf } from "@/lib/today/read-today";
import { readUnjudged } from "@/lib/today/read-unjudged";
import { readWaiting } from "@/lib/today/read-waiting";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import {
  addClient,
  admin,
  type CastClient,
  jantar,
  len,
  marta,
  piotr,
  seedCast,
  viewer,
} from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";
import { seedPublication } from "@/tests/integration/seed-publication";

const zone = "Europe/Warsaw";
/** Friday 6 November 2026, 08:00 in Warsaw. */
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const november = "2026-11" as CalendarMonth;
const another = (index: number, fields: Partial<CastClient> = {}): CastClient => ({
  ...jantar,
  id: `c0000000-0000-4000-8000-0000000001${String(index).padStart(2, "0")}`,
  accountId: `d0000000-0000-4000-8000-0000000001${String(index).padStart(2, "0")}`,
  slug: `client-${index}`,
  name: `Client ${index}`,
  externalId: `act_10000000000001${String(index).padStart(2, "0")}`,
  ...fields,
});
const demo = another(1, { slug: "demo", name: "Demo", isDemo: true });
const eur = another(2, { slug: "moewe", name: "Ferienhof Möwe", currency: "EUR", zone: "Europe/Berlin" });
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db, [jantar, len, demo, eur]);
  const day = () => ({ account: { totalSpend: "100", totalImpressions: "900", reservations: "4" } });
  const observedAt = "2026-11-06T03:10:00Z";
  for (const client of [jantar, eur, demo])
    await seedDays(db, client, { since: "2026-10-01", until: "2026-11-05", observedAt, day });
  // Three days of November were never asked for.
  await seedDays(db, len, {
    since: "2026-10-01",
    until: "2026-11-02",
    observedAt: "2026-11-03T03:10:00Z",
    day,
  });
});
afterAll(() => database.close());

const portfolio = () => database.db.asStaff(viewer, (tx) => readPortfolio(tx, { zone, now }));

/** What the panel of a total says, to somebody who reads this language. */
function totalSays(asked: Omit<TotalAsked, "kind">, locale: "pl" | "en" = "en") {
  const page = {
    staff: { locale },
    agency: { name: "Latarnia", zone },
    t: createTranslate(locale),
  } as Parameters<typeof totalSource>[1];
  return database.db.asStaff(viewer, (tx) => totalSource(tx, page, { ...asked, now }));
}

test("the total of all clients comes from all of them, and names no filter", async () => {
  const answer = await totalSays({ currency: "PLN" });
  expect(answer).toMatchObject({ title: "Spend of 2 clients in PLN", sum: "PLN\u00a0700.00" });
  expect(JSON.stringify(answer)).not.toContain("Filter");
});

test.each([
  { find: "JANTAR", says: "Name contains “JANTAR”" },
  { manager: marta.staffId ?? "", says: "Manager: Marta Wilk" },
  {
    find: "hotel",
    manager: marta.staffId ?? "",
    says: "Name contains “hotel”. Manager: Marta Wilk",
  },
])(
  "a total of filtered clients comes from the same clients and says so: $says",
  async ({ says, ...filter }) => {
    const answer = await totalSays({ currency: "PLN", ...filter });
    expect(answer).toMatchObject({ title: "Spend of 1 client in PLN", sum: "PLN\u00a0500.00" });
    const rows = answer && "rows" in answer ? answer.rows : [];
    expect(rows).toContainEqual(["Filter", `${says}. Other clients are not in it.`]);
    expect(rows).toContainEqual(["Hotel Jantar", "PLN\u00a0500.00"]);
    expect(rows.map(([term]) => term)).not.toContain("Sklep Len");
    expect(JSON.stringify(await totalSays({ currency: "PLN", ...filter }, "pl"))).toContain("Filtr");
  },
);

test.each([{ find: "möwe" }, { find: "jantar", manager: piotr.staffId ?? "" }])(
  "a filter that no client of the currency fits any more is said in one sentence: %j",
  async (filter) => {
    expect(await totalSays({ currency: "PLN", ...filter })).toEqual({
      error: "No client in PLN fits this filter any more.",
    });
  },
);

test("an address can ask for the total of these clients only in words that have a meaning", () => {
  const good = { kind: "total", currency: "PLN", find: "o", manager: marta.staffId };
  expect(totalAsked.parse(good)).toEqual(good);
  expect(totalAsked.parse({ kind: "total", currency: "PLN" })).toEqual({ kind: "total", currency: "PLN" });
  for (const bad of [
    { find: 5 },
    { find: ["a"] },
    { find: "" },
    { find: "a".repeat(201) },
    { manager: "everybody" },
    { manager: null },
    { currency: "zloty" },
  ])
    expect(totalAsked.safeParse({ ...good, ...bad }).success, JSON.stringify(bad)).toBe(false);
});

test("R1: Today tells of a client what its report tells", async () => {
  const { month, rows } = await portfolio();
  expect(month).toBe(november);
  for (const row of rows) {
    const report = await database.db.asStaff(viewer, (tx) => readReport(tx, { slug: row.slug, month, now }));
    expect(row.spend.value).toBe(report?.figures.total_spend.value);
    expect(row.result?.figure.value).toBe(report?.figures.reservations.value);
    expect(row.result?.cost.value).toBe(report?.figures.cost_per_reservation.value);
    expect(row.result?.change).toEqual(report?.figures.cost_per_reservation.comparisons.previous);
    expect(row.coverage).toMatchObject({ days: report?.coverage.days, expected: report?.coverage.expected });
  }
});

test("incident 23: five days are compared with five days", async () => {
  const row = (await portfolio()).rows.find(({ slug }) => slug === jantar.slug);
  expect(row?.spend.value).toBe("500");
  expect(row?.result?.change).toMatchObject({ own_days: 5, base_days: 5, kind: "percent", change: "0" });
});

test("incident 6: days that nobody collected are missing, yesterday is late until noon, and the figure says on how many it stands", async () => {
  const row = (await portfolio()).rows.find(({ slug }) => slug === len.slug);
  expect(row?.data).toEqual({ kind: "missing", days: ["2026-11-03", "2026-11-04"] });
  expect(row?.coverage).toEqual({ days: 2, expected: 5 });
});

test("incident 22: demo clients are not among real ones, nor in the counts", async () => {
  expect((await portfolio()).rows.map(({ slug }) => slug)).toEqual(["moewe", "hotel-jantar", "sklep-len"]);
  const { reports } = await database.db.asStaff(viewer, (tx) => readWaiting(tx, { zone, now }));
  expect(reports).toBe(3);
});

test("on the first of a month Today still shows the month that just ended", async () => {
  const first = Temporal.Instant.from("2026-11-01T07:00:00Z");
  const { month, reportMonth } = await database.db.asStaff(viewer, (tx) =>
    readPortfolio(tx, { zone, now: first }),
  );
  expect([month, reportMonth]).toEqual(["2026-10", "2026-09"]);
});

test("a budget in the client's settings gives a pace; without one there is none", async () => {
  await database.db.asStaff(admin, (tx) =>
    tx.execute(
      `update clients set report_settings = '{"monthly_budget": "3600"}' where slug = 'hotel-jantar'`,
    ),
  );
  const { rows } = await portfolio();
  expect(rows.find(({ slug }) => slug === jantar.slug)?.pace).toEqual({
    budget: "3600",
    due: "600",
    deviation: "-16.666666666667",
  });
  expect(rows.find(({ slug }) => slug === len.slug)?.pace).toBeNull();
});

test("incident 31: a token that is dead for several clients stands once, with all of them", async () => {
  const ids = [jantar.id, len.id, demo.id];
  await database.db.asSystem((tx) =>
    tx.execute(
      ids
        .map(
          (id) =>
            `insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, months, amount, currency, opened_at, seen_at)
             values ('${id}', 'token_invalid', 'connection', 'connection:1', 'critical', '190', '{"amount_is": "estimate"}', '{2026-11-01}', 300, 'PLN', now(), now())`,
        )
        .join(";"),
    ),
  );
  const watch = await database.db.asStaff(viewer, (tx) => readWatch(tx, now));
  const { needs, answer } = todayOf(await portfolio(), watch, { zone, now });
  expect(needs).toHaveLength(1);
  expect(needs[0]?.clients.map(({ slug }) => slug)).toEqual(["hotel-jantar", "sklep-len"]);
  expect(needs[0]?.amounts).toEqual([{ currency: "PLN", amount: "600", kind: "estimate" }]);
  expect(answer).toMatchObject({ rule: "clients", need: 2, all: 3 });
  const { openAlerts } = await database.db.asStaff(viewer, (tx) => readWaiting(tx, { zone, now }));
  expect(openAlerts).toBe(2);
});

test("R13: where checks never ran and nobody watches, that is said", async () => {
  const watch = await database.db.asStaff(viewer, (tx) => readWatch(tx, now));
  const { answer } = todayOf(await portfolio(), { ...watch, alerts: [] }, { zone, now });
  expect(answer.rule).toBe("unwatched");
  expect(answer.rest).toContainEqual({ kind: "unchecked" });
  expect(todayOf(null, watch, { zone, now }).answer.rule).toBe("unread");
});

test("R13: no next run is promised while nobody calls the collection, and a call by hand is no schedule", async () => {
  const look = () => database.db.asStaff(viewer, (tx) => readWatch(tx, now));
  const called = (verb: string, at: string) =>
    asSuperuser(
      database.superuserUrl,
      (query) =>
        query`insert into scheduler_calls (job, verb, caller, at) values ('daily-kpi-collection', ${verb}, 'test', ${at})`,
    );
  await called("POST", "2026-11-06T06:30:00Z");
  expect((await look()).operation).toMatchObject({ collectionAt: null, nextRun: null });
  await called("GET", "2026-11-06T03:07:00Z");
  const silent = await look();
  expect(silent.operation.collectionAt?.toString()).toBe("2026-11-06T03:07:00Z");
  expect(silent.operation.nextRun).toBeNull();
  expect(todayOf(await portfolio(), silent, { zone, now }).answer.rest).toContainEqual({ kind: "uncalled" });
  await called("GET", "2026-11-06T06:07:00Z");
  const alive = await look();
  expect(alive.operation.nextRun?.toString()).toBe("2026-11-06T11:00:00Z");
  expect(todayOf(await portfolio(), alive, { zone, now }).answer.rest).not.toContainEqual({
    kind: "uncalled",
  });
});

test("Today is read in seven statements, with 3 clients and with 12", async () => {
  const count = async () => {
    let statements = 0;
    const counting = (tx: StaffTx): StaffTx =>
      new Proxy(tx, {
        get(target, key, receiver) {
          if (["execute", "select", "selectDistinct"].includes(String(key))) statements += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    await database.db.asStaff(viewer, async (tx) => {
      await readPortfolio(counting(tx), { zone, now });
      await readWatch(counting(tx), now);
    });
    return statements;
  };
  expect(await count()).toBe(7);
  await database.db.asStaff(admin, async (tx) => {
    for (let index = 10; index < 19; index += 1) await addClient(tx, another(index));
  });
  expect((await portfolio()).rows).toHaveLength(12);
  expect(await count()).toBe(7);
  expect(await database.db.asStaff(viewer, (tx) => listReports(tx, { month: november, now }))).toHaveLength(
    13,
  );
});

test("every client that cannot be judged says why: checks that never ran, old answers, one of the six reasons, no ad account", async () => {
  const unjudged = async () => {
    const found = await database.db.asStaff(viewer, (tx) => readUnjudged(tx, now));
    const added = found.filter(({ slug }) => !/^client-/.test(slug));
    return added.map(({ slug, reasons }) => [slug, reasons.map(({ reason, doubt }) => [reason, doubt])]);
  };
  expect(await unjudged()).toEqual([
    ["moewe", [["not_run", true]]],
    ["hotel-jantar", [["not_run", true]]],
    ["sklep-len", [["not_run", true]]],
  ]);
  const answered = (id: string, at: string, outcomes: object) =>
    database.db.asSystem((tx) =>
      tx.execute(
        `insert into check_outcomes (client_id, evaluated_at, outcomes) values ('${id}', '${at}', '${JSON.stringify(outcomes)}')`,
      ),
    );
  await answered(eur.id, "2026-11-04T05:00:00Z", { kpi_fell: { outcome: "fine" } });
  await answered(jantar.id, "2026-11-06T05:00:00Z", {
    kpi_fell: { outcome: "unknown", reason: "too_few_conversions" },
    row_volume_low: { outcome: "unknown", reason: "too_little_history" },
    days_missing: { outcome: "unknown", reason: "not_read_recently" },
    data_stale: { outcome: "fine" },
  });
  await answered(len.id, "2026-11-06T05:00:00Z", { kpi_fell: { outcome: "fine" } });
  await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`insert into clients (slug, name, locale, shown_metrics) values ('aneks', 'Aneks', 'pl', '{}')`,
  );
  expect(await unjudged()).toEqual([
    ["aneks", [["no_account", true]]],
    ["moewe", [["stale", true]]],
    [
      "hotel-jantar",
      [
        ["not_read_recently", true],
        ["too_few_conversions", false],
        ["too_little_history", false],
      ],
    ],
  ]);
});

test("a month that was taken back is not called published until there is a newer version", async () => {
  const { db } = database;
  const month = "2026-10" as CalendarMonth;
  const report = async () => (await portfolio()).rows.find(({ slug }) => slug === jantar.slug)?.report;
  await seedPublication(db, jantar, { month, html: "<h1>October</h1>" });
  expect(await report()).toEqual({ state: "published", version: 1, withdrawn: false });
  const why = "The wrong client's figures.";
  const args = { db, actor: admin, slug: jantar.slug, month, version: 1, why, now };
  expect(await withdrawReport(args)).toMatchObject({ kind: "withdrawn" });
  expect(await report()).toMatchObject({ version: 1, withdrawn: true });
  await seedPublication(db, jantar, { month, version: 2, html: "<h1>October again</h1>" });
  expect(await report()).toEqual({ state: "published", version: 2, withdrawn: false });
});
