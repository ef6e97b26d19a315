import { asSuperuser } from "@/tests/integration/as-superuser";

/** One text for everything in schema public (and the queue's jobs), to see that nothing was written. */
export async function fingerprint(superuserUrl: string): Promise<string> {
  return asSuperuser(superuserUrl, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
    const lines: string[] = [];
    for (const { name } of tables) {
      const [row] = await sql<{ sum: string }[]>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${sql(name)} t`;
      lines.push(`${name} ${row?.sum}`);
    }
    return lines.join("\n");
  });
}
