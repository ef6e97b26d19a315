import type postgres from "postgres";

/** The queue goes by the clock of the database, which nobody can turn: all that it has noted moves into the past instead. */
export async function letTimePass(sql: postgres.Sql, minutes: number): Promise<void> {
  const columns = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'pgboss' and table_name in ('job', 'queue', 'version') and data_type = 'timestamp with time zone'`;
  for (const table of new Set(columns.map((one) => one.table))) {
    const moved = columns
      .filter((one) => one.table === table)
      .map(({ column }) => `${column} = ${column} - interval '${minutes} minutes'`);
    await sql.unsafe(`update pgboss.${table} set ${moved.join(", ")}`);
  }
}
