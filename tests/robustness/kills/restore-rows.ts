import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";

/** What victims call themselves towards Postgres; ours do not. */
export const victimName = "victim";

/**
 * Remembers every row of a database and answers what puts them all back, as often as asked. That costs a fraction of a fresh copy and keeps
 * the connections of those who only look. A victim's own connections are ended first: the server may still be busy with its last statement.
 */
export async function rememberRows(superuser: postgres.Sql): Promise<() => Promise<void>> {
  const tables = await superuser<{ name: string; columns: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name,
      string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'pgboss')
    group by 1`;
  await superuser`create schema remembered`;
  const restored: string[] = [];
  for (const [index, { name, columns }] of tables.entries()) {
    const kept = `remembered.table_${index}`;
    await superuser.unsafe(`create table ${kept} as select ${columns} from ${name}`);
    restored.push(
      `delete from ${name}; insert into ${name} (${columns}) overriding system value select * from ${kept};`,
    );
  }
  const script = `begin; set local session_replication_role = replica; ${restored.join(" ")} commit;`;
  return async () => {
    await endVictims(superuser);
    await superuser.unsafe(script);
  };
}

async function endVictims(superuser: postgres.Sql): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const left = await superuser`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = ${victimName}`;
    if (left.length === 0) return;
    if (performance.now() > deadline) throw new Error("A victim's connection does not end.");
    await sleep(2);
  }
}
