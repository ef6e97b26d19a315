import type postgres from "postgres";
import openPostgres from "postgres";
import { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import type { HandSelection } from "@/lib/collect/plan/plan-by-hand";
import { type CollectionOptions, runCollection } from "@/lib/collect/run/run-collection";
import type { RunResult } from "@/lib/collect/run/run-result";
import type { Actor } from "@/lib/db/database";
import { adAccounts, connections, kpiMappings } from "@/lib/db/schema/accounts";
import { agency, clients } from "@/lib/db/schema/people";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { GraphClientOptions } from "@/lib/graph/graph-client";
import { type KpiCandidates, unresolvedChoices } from "@/lib/kpi/choices";
import { sealToken } from "@/lib/ops/token-vault";
import { type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";
import { type CastClient, jantar, len } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { type SourceRow, scripted, type Token } from "@/tools/simulator/world";

export const token = "EAAtokenOfTheAgency0001";
export const appId = "1200000000000001";
export const appSecret = "app-secret-of-latarnia";
const keys = new Map([["k1", Buffer.alloc(32, 7)]]);
const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };

/** What a test says of one client: its rows on Meta's side, and its own candidates if any. */
export interface NightClient {
  readonly client: CastClient;
  readonly rows: readonly SourceRow[];
  readonly accountRows?: readonly SourceRow[];
  readonly mapping?: KpiCandidates;
  /** A connection of its own; else `META_ACCESS_TOKEN`. */
  readonly connection?: { readonly name: string; readonly token: string };
}

export interface Night {
  readonly database: TestDatabase;
  readonly simulator: Simulator;
  readonly collector: Collector;
  readonly notes: GraphNote[];
  /** Past all rights, for looking. */
  readonly sql: postgres.Sql;
  moveTo(instant: string): void;
  collect(
    selection?: Partial<Record<"since" | "until", string>> & { clients?: string[] },
    options?: Partial<CollectionOptions>,
  ): Promise<RunResult>;
  close(): Promise<void>;
}

/** 7:00 on a Monday in Warsaw; the morning pass reads from 11 October on. */
export const mondayMorning = "2026-11-09T06:00:00Z";

/** A database, a simulator with these clients' rows and a collector between them, all on one clock that the test moves. */
export async function startNight(
  cast: readonly NightClient[],
  options: {
    readonly at?: string;
    readonly tokens?: readonly Token[];
    readonly graph?: Partial<GraphClientOptions>;
    readonly pageLimit?: number;
    /** The daily look at accounts and tokens, which most tests do without. */
    readonly life?: Collector["life"];
    /** A second passes with every look at the clock, so that what comes later is later. */
    readonly ticks?: boolean;
  } = {},
): Promise<Night> {
  let now = Temporal.Instant.from(options.at ?? mondayMorning);
  const clock = () => {
    if (options.ticks) now = now.add({ seconds: 1 });
    return now;
  };
  const database = await createTestDatabase();
  const notes: GraphNote[] = [];
  const simulator = await startSimulator({
    clock,
    world: {
      accounts: cast.map(({ client, rows, accountRows }) => ({
        id: client.externalId.slice("act_".length),
        name: client.name,
        currency: client.currency,
        timeZone: client.zone,
        source: scripted(rows, accountRows),
      })),
      tokens: [
        { id: "agency", value: token, state: "ok", scopes: ["ads_read"] },
        ...cast.flatMap(({ connection }): Token[] =>
          connection
            ? [{ id: connection.name, value: connection.token, state: "ok", scopes: ["ads_read"] }]
            : [],
        ),
        ...(options.tokens ?? []),
      ],
      appId,
      appSecret,
      proof: "required",
    },
  });
  await seedClients(database, cast);
  const collector: Collector = {
    db: database.db,
    clock,
    databaseTime: () => now,
    apiVersion: "v26.0",
    appId,
    envToken: token,
    keys: () => keys,
    ...(options.life ? { life: options.life } : {}),
    openGraph: (secret, msLeft) =>
      createGraphClient({
        baseUrl: simulator.url,
        version: "v26.0",
        token: secret,
        appSecret,
        pageLimit: options.pageLimit ?? 500,
        readTimeoutMs: 2_000,
        random: () => 0,
        sleep: async () => {},
        onNote: (note) => notes.push(note),
        ...(msLeft ? { msLeft } : {}),
        ...options.graph,
      }),
  };
  const sql = openPostgres(database.superuserUrl, { max: 2, onnotice: () => {} });
  return {
    database,
    simulator,
    collector,
    notes,
    sql,
    moveTo(instant) {
      now = Temporal.Instant.from(instant);
    },
    collect: (selection = {}, more = {}) =>
      runCollection(collector, {
        selection: asSelection(selection),
        by: { trigger: "cli", requestedBy: "test" },
        patienceMs: 0,
        ...more,
      }),
    async close() {
      await sql.end({ timeout: 5 });
      await simulator.close();
      await database.close();
    },
  };
}

function asSelection({
  clients: slugs,
  since,
  until,
}: {
  clients?: string[];
  since?: string;
  until?: string;
}): HandSelection {
  return {
    clients: slugs,
    since: since === undefined ? undefined : parseCalendarDay(since),
    until: until === undefined ? undefined : parseCalendarDay(until),
  };
}

/** Stores the agency and these clients with what each says of itself; no rows of Meta's. */
export async function seedClients(
  { db }: Pick<TestDatabase, "db">,
  cast: readonly NightClient[],
): Promise<void> {
  await db.asStaff(cli, async (tx) => {
    await tx
      .insert(agency)
      .values({ name: "Latarnia", timeZone: "Europe/Warsaw", contact: "biuro@latarnia.example" });
    const ids = new Map<string, string>();
    for (const { connection } of cast) {
      if (!connection || ids.has(connection.name)) continue;
      const sealed = sealToken(keys, connection.token);
      const [stored] = await tx
        .insert(connections)
        .values({ name: connection.name, tokenCiphertext: sealed.ciphertext, tokenKeyId: sealed.keyId })
        .returning({ id: connections.id });
      ids.set(connection.name, stored?.id ?? "");
    }
    for (const { client, mapping, connection } of cast) {
      await tx.insert(clients).values({
        id: client.id,
        slug: client.slug,
        name: client.name,
        locale: client.locale,
        shownMetrics: [...client.shown],
      });
      await tx.insert(adAccounts).values({
        id: client.accountId,
        clientId: client.id,
        externalId: client.externalId,
        currency: client.currency,
        timeZone: client.zone,
        collectFrom: client.collectFrom,
        connectionId: connection ? (ids.get(connection.name) ?? null) : null,
      });
      if (mapping) {
        await tx.insert(kpiMappings).values({
          clientId: client.id,
          version: 1,
          candidates: mapping,
          choices: unresolvedChoices,
          author: cli.name,
          reason: "import",
        });
      }
    }
  });
}

/** Counts by action type, as Meta lists them. */
export function items(counts: Readonly<Record<string, number | string>>) {
  return Object.entries(counts).map(([action_type, value]) => ({ action_type, value: String(value) }));
}

/** One campaign-day; what is left out Meta does not say. */
export function campaignDay(
  date: string,
  campaign: string,
  fields: Readonly<Record<string, unknown>> = {},
  client: CastClient = jantar,
): SourceRow {
  return {
    account_id: client.externalId.slice("act_".length),
    account_currency: client.currency,
    campaign_id: campaign,
    campaign_name: `Campaign ${campaign}`,
    objective: "OUTCOME_SALES",
    spend: "10.5",
    impressions: "1000",
    clicks: "20",
    inline_link_clicks: "12",
    attribution_setting: "1d_view_7d_click",
    date_start: date,
    date_stop: date,
    ...fields,
  };
}

/** Every day from `since` to `until`, both included. */
export function days(since: string, until: string): CalendarDay[] {
  const list: string[] = [];
  for (let day = Temporal.PlainDate.from(since); day.toString() <= until; day = day.add({ days: 1 }))
    list.push(day.toString());
  return list as CalendarDay[];
}

/** Hotel Jantar from October on, so that a pass has few days. */
export const jantarFrom = (collectFrom: string): CastClient => ({ ...jantar, collectFrom });
export const lenFrom = (collectFrom: string): CastClient => ({ ...len, collectFrom });
