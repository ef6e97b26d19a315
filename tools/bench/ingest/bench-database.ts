import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { CollectAccount } from "@/lib/collect/account";
import { type Database, openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { openSocket } from "@/lib/db/socket";
import type { RunId } from "@/lib/values/ids";
import { startPostgres } from "@/tools/stack/postgres";

export interface BenchDatabase {
  readonly db: Database;
  /** As the tables' owner, for the anchors and for looking at the server. */
  readonly owner: postgres.Sql;
  readonly url: string;
  readonly runId: RunId;
  readonly accounts: readonly CollectAccount[];
  close(): Promise<void>;
}

/** A migrated Postgres of its own with so many accounts and a run to collect for. */
export async function openBenchDatabase(count: number): Promise<BenchDatabase> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-bench-"));
  await chmod(dir, 0o711);
  const server = await startPostgres({ dataDir: path.join(dir, "postgres") });
  await migrateDatabase(server.url);
  const settings = { max: 4, prepare: false, onnotice: () => {}, socket: openSocket };
  const owner = postgres(server.url, settings);
  const accounts = await owner<CollectAccount[]>`
    with made as (
      insert into clients (slug, name, shown_metrics) select 'client-' || n, 'Client ' || n, array['total_spend'] from generate_series(1, ${count}) n
      returning id, slug
    ), mapped as (
      insert into kpi_mappings (client_id, version, candidates, choices, author, reason) select id, 1, '{}', '{}', 'system', 'bench' from made
    )
    insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
    select id, 'act_' || split_part(slug, '-', 2), 'PLN', 'Europe/Warsaw', '2025-01-01' from made
    returning id, client_id as "clientId", external_id as "externalId", platform, currency, time_zone as "timeZone", collect_from::text as "collectFrom"`;
  const [run] = await owner<{ id: RunId }[]>`
    insert into collection_runs (trigger, pass, requested_by, expected, api_version) values ('cli', 'range', 'bench', ${count}, 'v26.0') returning id`;
  if (!run) throw new Error("The run was not stored.");
  const db = openDatabase(server.url);
  return {
    db,
    owner,
    url: server.url,
    runId: run.id,
    accounts,
    close: async () => {
      await db.close();
      await owner.end();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
