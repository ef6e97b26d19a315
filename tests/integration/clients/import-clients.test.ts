import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReadAccount } from "@/lib/clients/ask-meta-about-accounts";
import { importClients } from "@/lib/clients/import-clients";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import type { Actor } from "@/lib/db/database";
import { staffMembers } from "@/lib/db/schema/people";
import { dayIn } from "@/lib/values/calendar-day";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { addClient, admin, len } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";
import { seedPublication } from "@/tests/integration/seed-publication";

const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };
const keys = new Map([["k1", Buffer.alloc(32, 7)]]);
const agencyToken = "agency-token-0123456789";
let database: TestDatabase;

/** What Meta knows: currency and zone of three accounts. The token each was asked with is kept. */
const atMeta: Record<string, { currency: string; zone: string }> = {
  act_11: { currency: "PLN", zone: "Europe/Warsaw" },
  act_12: { currency: "EUR", zone: "Europe/Berlin" },
  act_13: { currency: "INR", zone: "Asia/Kolkata" },
  act_15: { currency: "PLN", zone: "Europe/Warsaw" },
};
const asked: string[] = [];
let refuses = false;

function openReader(token: string): ReadAccount {
  return async (id) => {
    asked.push(`${id} with ${token}`);
    const facts = { pages: 1, calls: 1, usage: null, version: {} };
    const known = atMeta[id];
    if (refuses || !known) {
      return {
        kind: "error",
        error: {
          class: "FIX_PERMISSION",
          reason: "meta",
          code: 200,
          subcode: null,
          message: "Missing permissions.",
          fbtrace_id: null,
          http_status: 403,
        },
        ...facts,
      };
    }
    return {
      kind: "ok",
      value: {
        id,
        account_id: id.slice(4),
        name: `Account ${id}`,
        currency: known.currency,
        timezone_name: known.zone,
        account_status: 1,
      },
      ...facts,
    };
  };
}

const run = (json: unknown, envToken: string | undefined = undefined) =>
  importClients({ db: database.db, actor: cli, json, keys: () => keys, envToken, openReader });

const entry = (slug: string, externalId: string, more: object = {}, account: object = {}) => ({
  slug,
  name: slug,
  locale: "pl",
  account: { external_id: externalId, collect_from: "2025-10-01", ...account },
  ...more,
});

/** Everything an import may write, to see that nothing was. */
const everything = () =>
  asSuperuser(database.superuserUrl, async (sql) => {
    const tables = ["agency", "clients", "ad_accounts", "kpi_mappings", "audit_log"];
    const rows: unknown[] = [];
    for (const table of tables)
      rows.push(await sql`select to_jsonb(t) as row from ${sql(table)} t order by 1`);
    return JSON.stringify(rows);
  });

beforeAll(async () => {
  database = await createTestDatabase();
  await setConnectionToken({
    db: database.db,
    actor: cli,
    keys,
    name: "agency",
    token: agencyToken,
    kind: "system_user",
    as: "either",
  });
});
afterAll(() => database.close());

test("incident 40: currency and time zone left out are read from Meta and stored", async () => {
  const outcome = await run({
    agency: { name: "Latarnia", locale: "pl", time_zone: "Europe/Warsaw" },
    clients: [entry("hotel-jantar", "act_11"), entry("pension-see", "act_12")],
  });
  expect(outcome).toMatchObject({
    kind: "imported",
    notes: [],
    clients: [
      { slug: "hotel-jantar", outcome: "added", currency: "PLN", time_zone: "Europe/Warsaw" },
      { slug: "pension-see", outcome: "added", currency: "EUR", time_zone: "Europe/Berlin" },
    ],
  });
  expect(asked).toContain(`act_11 with ${agencyToken}`);
  const rows = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select external_id, currency, time_zone, name from ad_accounts order by external_id`,
  );
  expect(rows).toMatchObject([
    { external_id: "act_11", currency: "PLN", time_zone: "Europe/Warsaw", name: "Account act_11" },
    { external_id: "act_12", currency: "EUR", time_zone: "Europe/Berlin" },
  ]);
});

test("the same file again changes nothing", async () => {
  const before = await everything();
  const outcome = await run({ clients: [entry("hotel-jantar", "act_11"), entry("pension-see", "act_12")] });
  expect(outcome.kind === "imported" && outcome.clients.map((client) => client.outcome)).toEqual([
    "unchanged",
    "unchanged",
  ]);
  expect(await everything()).toBe(before);
});

test("what the file changes is changed, what it leaves out stays", async () => {
  await run({ clients: [entry("hotel-jantar", "act_11", { shown: ["total_spend", "reservations"] })] });
  const outcome = await run({
    clients: [entry("hotel-jantar", "act_11", { name: "Hotel Jantar" }, { collect_from: "2025-09-01" })],
  });
  expect(outcome).toMatchObject({ clients: [{ outcome: "changed", changes: ["name", "collectFrom"] }] });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select name, shown_metrics from clients where slug = 'hotel-jantar'`,
  );
  expect(row).toEqual({ name: "Hotel Jantar", shown_metrics: ["total_spend", "reservations"] });
});

test("a KPI named in the file replaces the list of that KPI and of no other", async () => {
  const mapping = { reservations: [{ list: "conversions", type: "booked" }] };
  await run({ clients: [entry("darjeeling-house", "act_13", { mapping })] });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`
      select candidates, choices, author from kpi_mappings m join clients c on c.id = m.client_id
      where slug = 'darjeeling-house'`,
  );
  expect(row?.candidates.reservations).toEqual([{ list: "conversions", type: "booked" }]);
  expect(row?.candidates.leads[0]).toEqual({ list: "actions", type: "lead" });
  expect(row?.choices.reservations).toBeNull();
  expect(row?.author).toBe("cli (test)");
});

test.each([
  [
    "incident 35: an account of another client",
    entry("nowy", "act_12"),
    /act_12 already belongs to client pension-see; an account has one client/,
  ],
  [
    "another account for a client that has one",
    entry("hotel-jantar", "act_99"),
    /already has ad account act_11, the file says act_99/,
  ],
  [
    "another currency than the stored one",
    entry("hotel-jantar", "act_11", {}, { currency: "EUR" }),
    /stored currency is PLN, the file says EUR/,
  ],
  [
    "another zone than the stored one",
    entry("hotel-jantar", "act_11", {}, { time_zone: "Europe/London" }),
    /stored time zone is Europe\/Warsaw/,
  ],
  [
    "a connection that is not there",
    entry("nowy", "act_14", { connection: "other" }),
    /no connection is called "other"/,
  ],
  [
    "a manager who is not on the staff",
    entry("nowy", "act_14", { manager: "x@y.pl" }),
    /manager x@y\.pl is not an enabled member of staff/,
  ],
  [
    "an account that Meta does not show us",
    entry("nowy", "act_14"),
    /Client nowy: Meta did not answer for ad account act_14: Missing permissions\./,
  ],
])("refused and nothing written: %s", async (_what, bad, sentence) => {
  const before = await everything();
  const outcome = await run({ clients: [entry("dobry", "act_15"), bad] });
  expect(outcome.kind).toBe("disagrees");
  if (outcome.kind !== "disagrees") return;
  expect(outcome.problems.join("\n")).toMatch(sentence);
  expect(await everything()).toBe(before);
});

test("where file and Meta disagree, nothing is imported and the difference is named", async () => {
  atMeta.act_16 = { currency: "USD", zone: "America/Los_Angeles" };
  atMeta.act_17 = { currency: "PLN", zone: "Europe/Warsaw" };
  const before = await everything();
  const outcome = await run({
    clients: [
      entry("canyon-cycles", "act_16", {}, { currency: "PLN", time_zone: "Europe/Warsaw" }),
      entry("dobry", "act_17"),
    ],
  });
  expect(outcome).toEqual({
    kind: "disagrees",
    problems: [
      "Client canyon-cycles: the file says currency PLN, Meta says USD; the file says time zone Europe/Warsaw, Meta says America/Los_Angeles.",
    ],
  });
  expect(await everything()).toBe(before);
});

test("two names of one zone agree", async () => {
  const outcome = await run({
    clients: [entry("darjeeling-house", "act_13", {}, { time_zone: "Asia/Calcutta" })],
  });
  expect(outcome.kind).toBe("imported");
});

test("a stored client may be imported again while Meta refuses us, and the answer says that nothing was checked", async () => {
  refuses = true;
  try {
    const outcome = await run({ clients: [entry("pension-see", "act_12")] });
    expect(outcome).toMatchObject({ kind: "imported", clients: [{ outcome: "unchanged" }] });
    expect(outcome.kind === "imported" && outcome.notes[0]).toMatch(
      /pension-see: currency and time zone were not checked/,
    );
  } finally {
    refuses = false;
  }
});

test("two imports at once write every client once", async () => {
  atMeta.act_18 = { currency: "PLN", zone: "Europe/Warsaw" };
  const file = { clients: [entry("szkola", "act_18")] };
  const outcomes = await Promise.all([run(file), run(file), run(file)]);
  const results = outcomes
    .map((outcome) => outcome.kind === "imported" && outcome.clients[0]?.outcome)
    .sort();
  expect(results).toEqual(["added", "unchanged", "unchanged"]);
});

test("META_ACCESS_TOKEN is used when a new client names no connection", async () => {
  atMeta.act_19 = { currency: "PLN", zone: "Europe/Warsaw" };
  await run({ clients: [entry("fizjo", "act_19")] }, "env-token-0123456789");
  expect(asked.at(-1)).toBe("act_19 with env-token-0123456789");
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select connection_id from ad_accounts where external_id = 'act_19'`,
  );
  expect(row?.connection_id).toBeNull();
});

describe("incident 33: the first day that is collected", () => {
  const day = { account: { totalSpend: "10", totalImpressions: "900", reservations: "2" } };
  const from = (collectFrom: string, slug = len.slug, externalId = len.externalId) =>
    run({
      clients: [
        entry(slug, externalId, { name: "Sklep Len" }, { collect_from: collectFrom, time_zone: len.zone }),
      ],
    });
  const refused = async (collectFrom: string) => {
    const before = await everything();
    const outcome = await from(collectFrom);
    expect(await everything()).toBe(before);
    return outcome.kind === "disagrees" ? outcome.problems : outcome;
  };

  beforeAll(async () => {
    atMeta[len.externalId] = { currency: "PLN", zone: "Europe/Warsaw" };
    await database.db.asStaff(cli, async (tx) => {
      await tx.insert(staffMembers).values({
        ...{ id: admin.staffId ?? undefined, role: admin.role, name: admin.name },
        email: "anna@latarnia.example",
      });
      await addClient(tx, { ...len, manager: admin });
    });
  });

  test("a day to come is refused, of a new client and of one that is there", async () => {
    const today = dayIn(len.zone, Temporal.Now.instant());
    const sentence = (slug: string) =>
      `Client ${slug}: collect_from 2099-01-01 has not come yet; name the first day to collect, ${today} at the latest.`;
    expect(await refused("2099-01-01")).toEqual([sentence(len.slug)]);
    const before = await everything();
    expect(await from("2099-01-01", "nowy-sklep", "act_15")).toMatchObject({
      kind: "disagrees",
      problems: [sentence("nowy-sklep")],
    });
    expect(await everything()).toBe(before);
  });

  test("while nothing is stored it may be moved to a later day, and back", async () => {
    expect(await from("2026-09-15")).toMatchObject({
      clients: [{ changes: expect.arrayContaining(["collectFrom"]) }],
    });
    expect(await from("2026-08-01")).toMatchObject({ clients: [{ changes: ["collectFrom"] }] });
  });

  test("it is not moved past stored days", async () => {
    await seedDays(database.db, len, {
      ...{ since: "2026-09-03", until: "2026-10-31", observedAt: "2026-11-01T03:10:00Z" },
      day: () => day,
    });
    expect(await refused("2026-10-05")).toEqual([
      "Client sklep-len: collect_from 2026-10-05 would leave out days that are stored, the first of them 2026-09-03; keep 2026-08-01, or name an earlier day.",
    ]);
    // Before the first stored day nothing is left out.
    expect(await from("2026-09-03")).toMatchObject({ clients: [{ changes: ["collectFrom"] }] });
    expect(await from("2026-08-01")).toMatchObject({ clients: [{ changes: ["collectFrom"] }] });
    expect(await from("2026-08-01")).toMatchObject({ clients: [{ outcome: "unchanged" }] });
  });

  test("it is not moved past a published month, and what was moved before may come back", async () => {
    await seedPublication(database.db, len, { month: "2026-08", html: "<p>August</p>" });
    expect(await refused("2026-08-20")).toEqual([
      "Client sklep-len: collect_from 2026-08-20 would leave out days of 2026-08, which is published; keep 2026-08-01, or name an earlier day.",
    ]);
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update ad_accounts set collect_from = '2030-01-01' where external_id = ${len.externalId}`,
    );
    expect(await refused("2099-01-01")).toHaveLength(1);
    expect(await from("2026-08-01")).toMatchObject({ clients: [{ changes: ["collectFrom"] }] });
  });
});
