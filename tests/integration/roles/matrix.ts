import type postgres from "postgres";
import type { TestDatabase } from "@/tests/integration/database";
import {
  type Answer,
  people,
  roleOf,
  type Subject,
  subjects,
  tryAs,
} from "@/tests/integration/roles/subjects";

/** A table or view of the schema, with its rows as the superuser sees them: Hotel Jantar's, and one that is not. */
export interface Relation {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: readonly string[];
  readonly total: number;
  readonly own: string;
  readonly foreign: string;
}

export interface Bench {
  readonly database: TestDatabase;
  readonly superuser: postgres.Sql;
}

/** Every table and view of schema public, from the catalogue. Each must hold a row of each of the two clients, or nothing is proved. */
export async function readRelations({ superuser }: Bench, ownIds: readonly string[]): Promise<Relation[]> {
  const tables = await superuser<{ name: string; view: boolean; columns: string[] }[]>`
    select c.relname as name, c.relkind = 'v' as view,
      array(select attname::text from pg_attribute a
        where attrelid = c.oid and attnum > 0 and not attisdropped and attidentity = '' order by attnum) as columns
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;
  const relations: Relation[] = [];
  for (const { name, view, columns } of tables) {
    const rows = await superuser<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${superuser(name)} t order by 1`;
    const own = rows.find(({ row }) => ownIds.some((id) => row.includes(id))) ?? rows[0];
    const foreign = rows.find(({ row }) => row !== own?.row) ?? own;
    if (!own || !foreign) {
      throw new Error(`The test has no row in ${name}: add one to tests/integration/roles/seed.ts.`);
    }
    relations.push({ name, isView: view, columns, total: rows.length, own: own.row, foreign: foreign.row });
  }
  return relations;
}

/**
 * What a subject can do with a relation, tried for real: S select, I insert, U update, D delete, T truncate. Lower case: only with rows of
 * its own client. Refused by Postgres and "touches no row" are both nothing.
 */
async function rightsOn(bench: Bench, relation: Relation, subject: Subject): Promise<string> {
  const attempt = tryAs(bench.database, bench.superuser);
  const { name, total } = relation;
  const letters = [reach("S", await attempt(subject, `select 1 from ${name}`), total)];
  if (!relation.isView) {
    const insert = (row: string) =>
      attempt(
        subject,
        `insert into ${name} overriding system value
         select * from jsonb_populate_record(null::${name}, $row$${signedBy(subject, name, row)}$row$)`,
      );
    const own = passes(await insert(relation.own));
    const foreign = passes(await insert(relation.foreign));
    letters.push(own ? (foreign ? "I" : "i") : foreign ? " only foreign rows " : "");
    const column = await updatableColumn(bench, relation, subject);
    letters.push(reach("U", await attempt(subject, `update ${name} set "${column}" = "${column}"`), total));
    letters.push(reach("D", await attempt(subject, `delete from ${name}`), total));
  }
  letters.push((await mayTruncate(bench, name, subject)) ? "T" : "");
  return letters.join("");
}

/** Rights of these subjects on one relation; subjects without any are left out. */
export async function rowOf(
  bench: Bench,
  relation: Relation,
  only: readonly Subject[] = subjects,
): Promise<Partial<Record<Subject, string>>> {
  const row: Partial<Record<Subject, string>> = {};
  for (const subject of only) {
    const rights = await rightsOn(bench, relation, subject);
    if (rights !== "") row[subject] = rights;
  }
  return row;
}

/** Rules of some tables look at who signs a row, not at whose client it is about; a copy is signed by the one who tries. */
function signedBy(subject: Subject, table: string, row: string): string {
  const values = JSON.parse(row);
  if (["audit_log", "alert_events"].includes(table)) values.staff_id = people[subject]?.staffId ?? null;
  if (table === "kpi_mappings" && subject === "collector") values.author = "system";
  // What the monthly call makes is a draft.
  if (table === "reports" && subject === "system") values.state = "draft";
  return JSON.stringify(values);
}

/** Not refused for want of rights; a constraint or the write-once trigger stands behind the rights. */
function passes(answer: Answer): boolean {
  return "count" in answer ? answer.count > 0 : answer.code !== "42501";
}

function reach(letter: string, answer: Answer, total: number): string {
  if ("code" in answer) return answer.code === "42501" ? "" : letter;
  if (answer.count === 0) return "";
  return answer.count === total ? letter : letter.toLowerCase();
}

async function updatableColumn({ superuser }: Bench, relation: Relation, subject: Subject): Promise<string> {
  const [found] = await superuser<{ name: string }[]>`
    select name from unnest(${[...relation.columns]}::text[]) name
    where has_column_privilege(${roleOf[subject]}, ${relation.name}, name, 'UPDATE')
      and has_column_privilege(${roleOf[subject]}, ${relation.name}, name, 'SELECT') limit 1`;
  return found?.name ?? relation.columns[0] ?? "id";
}

async function mayTruncate({ superuser }: Bench, table: string, subject: Subject): Promise<boolean> {
  const [row] = await superuser<{ may: boolean }[]>`
    select has_table_privilege(${roleOf[subject]}, ${table}, 'TRUNCATE') as may`;
  return row?.may ?? false;
}
