import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { type Database, openDatabase } from "@/lib/db/database";
import { collectorConnections, type Transaction } from "@/tests/simulation/one-connection";
import type { Stage } from "@/tests/simulation/stage";

/** A running server with a migrated template. */
export interface Server {
  readonly url: string;
  readonly superuserUrl: string;
}

export interface SimulatedDatabase {
  /** For the processes: every transaction is a step. */
  readonly db: Database;
  /** Past all rights and beside the stage: for looking. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

/** How far the queue's clock may lag behind. */
const clockGrainMs = 1_000;

/**
 * A database of its own whose queue lives in simulated time and whose random ids come from a counter, so that the same seed gives the same
 * order of jobs. `committed` is called after every transaction of a process that may have written facts.
 */
export async function simulatedDatabase(
  server: Server,
  stage: Stage,
  committed: () => Promise<void>,
): Promise<SimulatedDatabase> {
  const name = `simulation_${randomBytes(6).toString("hex")}`;
  const admin = postgres(Object.assign(new URL(server.superuserUrl), { pathname: "/postgres" }).toString(), {
    max: 1,
    onnotice: () => {},
  });
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const owner = new URL(server.url).username;
  await admin.unsafe(
    `create database ${name} template ${new URL(server.url).pathname.slice(1)} owner ${owner}`,
  );
  const sql = postgres(at(server.superuserUrl), { max: 1, onnotice: () => {} });
  await sql.unsafe(deterministic(name));
  const real = openDatabase(at(server.url));
  const own = await collectorConnections(at(server.url));
  let clockAt = Number.NEGATIVE_INFINITY;

  const transaction =
    <Tx>(run: Transaction<Tx>, writesFacts: boolean) =>
    <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      stage.step("database", 3, async (undo) => {
        const result = await run(work, undo);
        if (writesFacts && stage.process) await committed();
        return result;
      });

  return {
    db: {
      ...real,
      asCollector: transaction(own.ordinary, false),
      asCollectorBulk: transaction(own.bulk, true),
      queueExecutor: () => ({
        executeSql: (text, values = []) =>
          stage.step("queue", 2, async (undo) => {
            if (stage.now >= clockAt + clockGrainMs) {
              clockAt = stage.now;
              await sql.unsafe(`update simulation.clock set at = '${stage.instant().toString()}'`);
            }
            return own.bulk(async (tx) => ({ rows: [...(await tx.unsafe(text, values as never[]))] }), undo);
          }),
      }),
    },
    sql,
    close: async () => {
      await own.close();
      await real.close();
      await sql.end({ timeout: 5 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}

/**
 * Functions found before Postgres' own, and pg-boss's own clock function on the simulated clock. Nothing is vacuumed: that comes by the
 * real clock, and moves the rows and plans that decide the order of what has no order.
 */
function deterministic(database: string): string {
  return `
    create schema simulation;
    grant usage on schema simulation to public;
    create unlogged table simulation.clock (at timestamptz not null);
    insert into simulation.clock values (pg_catalog.now());
    grant select on simulation.clock to public;
    create sequence simulation.counter;
    grant usage on sequence simulation.counter to public;
    create function simulation.gen_random_uuid() returns uuid language sql volatile
      as $$ select md5(nextval('simulation.counter')::text)::uuid $$;
    create function simulation.random() returns double precision language sql volatile
      as $$ select ('x' || left(md5('r' || nextval('simulation.counter')::text), 7))::bit(28)::int / 268435456.0 $$;
    create unlogged table simulation.became_good (attempt_id uuid not null);
    create function simulation.note_good() returns trigger language plpgsql security definer as $$
      begin insert into simulation.became_good values (new.id); return null; end $$;
    create trigger note_good after update on public.collection_attempts for each row
      when (new.state = 'ok' and old.state <> 'ok') execute function simulation.note_good();
    create or replace function pgboss.job_now() returns timestamptz language sql stable
      as $$ select at from simulation.clock $$;
    do $$ declare one regclass; begin
      for one in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('public', 'pgboss', 'app', 'simulation')
      loop execute format('alter table %s set (autovacuum_enabled = false)', one); end loop;
    end $$;
    alter database ${database} set search_path = simulation, pg_catalog, public;
    alter database ${database} set synchronous_commit = off;
    alter database ${database} set plan_cache_mode = force_generic_plan;
    alter database ${database} set jit = off;`;
}
