import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Actor } from "@/lib/db/database";
import { admin, marta, viewer } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";

/** Everybody the database knows. The manager is Hotel Jantar's; Sklep Len is foreign to her. */
export const subjects = [
  "viewer",
  "manager",
  "admin",
  "collector",
  "system",
  "share",
  "anon",
  "authenticated",
] as const;
export type Subject = (typeof subjects)[number];

/** The database role a subject acts as. */
export const roleOf: Record<Subject, string> = {
  viewer: "plumbline_staff",
  manager: "plumbline_staff",
  admin: "plumbline_staff",
  collector: "plumbline_collector",
  system: "plumbline_system",
  share: "plumbline_share",
  anon: "anon",
  authenticated: "authenticated",
};

/** Those of the subjects who are people of the agency. */
export const people: Partial<Record<Subject, Actor>> = { viewer, manager: marta, admin };

/** How many rows a statement saw or touched, or Postgres's error code. */
export type Answer = { readonly count: number } | { readonly code: string };
export type Try = (subject: Subject, statement: string) => Promise<Answer>;

class Undo extends Error {
  constructor(readonly count: number) {
    super("rolled back");
  }
}

interface Runs {
  execute(query: ReturnType<typeof sql.raw>): Promise<{ count: number }>;
}

/**
 * Runs one statement as a subject, in a transaction that is always rolled back: the four roles through lib/db, as a login that is no
 * superuser; Supabase's two by `set role`, which leaves a superuser with that role's rights and no others.
 */
export function tryAs({ db }: TestDatabase, superuser: postgres.Sql): Try {
  const as: Record<string, (work: (tx: Runs) => Promise<never>) => Promise<never>> = {
    plumbline_collector: (work) => db.asCollector((tx) => work(tx as unknown as Runs)),
    plumbline_system: (work) => db.asSystem((tx) => work(tx as unknown as Runs)),
    plumbline_share: (work) => db.asShareLink((tx) => work(tx as unknown as Runs)),
  };
  const run = async (subject: Subject, statement: string): Promise<never> => {
    const work = async (tx: Runs): Promise<never> => {
      throw new Undo((await tx.execute(sql.raw(statement))).count);
    };
    const person = people[subject];
    if (person) return db.asStaff(person, (tx) => work(tx as unknown as Runs));
    const own = as[roleOf[subject]];
    if (own) return own(work);
    await superuser.begin(async (tx) => {
      await tx.unsafe(`set local role ${roleOf[subject]}`);
      throw new Undo((await tx.unsafe(statement)).count);
    });
    throw new Error("The statement was not rolled back.");
  };
  return async (subject, statement) => {
    try {
      return await run(subject, statement);
    } catch (error) {
      return error instanceof Undo ? { count: error.count } : { code: codeOf(error) };
    }
  };
}

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current) return String(current.code);
  }
  throw error;
}
