import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { innerStatements } from "@/lib/db/inner-statements";
import { unlessLost } from "@/lib/db/lost-connection";
import { openSocket } from "@/lib/db/socket";
import type { StaffId } from "@/lib/values/ids";

declare const roleBrand: unique symbol;

type Transaction<Role extends string> = PostgresJsTransaction<
  Record<string, never>,
  Record<string, never>
> & {
  readonly [roleBrand]: Role;
};

/** A transaction that runs as one of the four roles. Nothing else in the house can query: the connection stays in this file. */
export type StaffTx = Transaction<"staff">;
export type CollectorTx = Transaction<"collector">;
export type SystemTx = Transaction<"system">;
export type ShareTx = Transaction<"share">;
/** Those that may read facts. */
export type ReadTx = StaffTx | CollectorTx | SystemTx;

/** The collector's transaction on the bulk client, with `COPY`; a client of its own because drizzle changes the parsers of the one it is given. */
export type BulkTx = postgres.TransactionSql & { readonly [roleBrand]: "collector" };

/** Who acts: a staff member, or the CLI as admin without a row of its own (product.md, Who may do what). */
export interface Actor {
  readonly staffId: StaffId | null;
  readonly role: "admin" | "manager" | "viewer";
  readonly name: string;
}

export interface ReadOptions {
  /** All statements see one moment, so that what several of them read fits together. For reading: a writer may be refused at its end. */
  readonly snapshot?: boolean;
}

export interface Database {
  /** Runs `work` in one transaction as `plumbline_staff`; row policies see the actor's id and role. */
  asStaff<T>(actor: Actor, work: (tx: StaffTx) => Promise<T>, options?: ReadOptions): Promise<T>;
  /** One transaction as `plumbline_collector`. Never call the network inside (R4). */
  asCollector<T>(work: (tx: CollectorTx) => Promise<T>): Promise<T>;
  /** One transaction as `plumbline_collector` on the bulk client. */
  asCollectorBulk<T>(work: (tx: BulkTx) => Promise<T>): Promise<T>;
  /** One transaction as `plumbline_system`. */
  asSystem<T>(work: (tx: SystemTx) => Promise<T>): Promise<T>;
  /** One transaction as `plumbline_share`, which can call the gate's functions and nothing else. */
  asShareLink<T>(work: (tx: ShareTx) => Promise<T>): Promise<T>;
  /**
   * One statement as `plumbline_share`, role and statement in one round trip and one transaction. The values stand for $1 to $9 and are written
   * into the text: words and numbers made here (hashes as hex), never what a visitor typed. An error for any other sign.
   */
  askShareGate<Row extends Record<string, unknown>>(
    statement: string,
    values: readonly GateValue[],
  ): Promise<readonly Row[]>;
  /** Runs one statement of the queue as `plumbline_collector`, in a transaction of its own (a transaction pooler keeps no session role). */
  queueExecutor(): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };
  close(): Promise<void>;
}

/** What the gate is asked with. */
export type GateValue = string | number | null;

interface DatabaseOptions {
  /** Connections for ordinary work and for bulk writes; small, since every instance has its own (performance.md). */
  readonly max?: number;
  readonly bulkMax?: number;
}

/** Opens the database at `url`. Connections are made on first use, through a transaction pooler too (`prepare: false`). */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const settings = {
    prepare: false,
    idle_timeout: 20,
    connect_timeout: 10,
    onnotice: () => {},
    socket: openSocket,
  } as const;
  const connection = postgres(url, { ...settings, max: options.max ?? 4 });
  const db = drizzle(connection);
  let bulk: postgres.Sql | undefined;
  const openBulk = () => {
    bulk ??= postgres(url, { ...settings, max: options.bulkMax ?? 2 });
    return bulk;
  };

  const as = <Role extends string, T>(
    role: Role,
    work: (tx: Transaction<Role>) => Promise<T>,
    actor?: Actor,
    options?: ReadOptions,
  ): Promise<T> =>
    db.transaction(
      (tx) =>
        unlessLost(
          (async () => {
            await tx.execute(
              sql`select set_config('role', ${`plumbline_${role}`}, true), set_config('plumbline.staff_id', ${actor?.staffId ?? ""}, true), set_config('plumbline.staff_role', ${actor?.role ?? ""}, true)`,
            );
            return work(tx as unknown as Transaction<Role>);
          })(),
        ),
      options?.snapshot ? { isolationLevel: "repeatable read" } : undefined,
    );

  return {
    asStaff: (actor, work, options) => as("staff", work, actor, options),
    asCollector: (work) => as("collector", work),
    asSystem: (work) => as("system", work),
    asShareLink: (work) => as("share", work),
    askShareGate: async <Row extends Record<string, unknown>>(
      statement: string,
      values: readonly GateValue[],
    ) => {
      const text = statement.replace(/\$(\d)/g, (_, place) => literal(values[Number(place) - 1]));
      // Without parameters both go in one message, and the server runs them as one transaction.
      const results = await connection.unsafe<(readonly Row[])[]>(`set local role plumbline_share; ${text}`);
      const [, rows] = results;
      if (!rows || results.length !== 2) throw new Error("The gate is asked with one statement.");
      return rows;
    },
    asCollectorBulk: async <T>(work: (tx: BulkTx) => Promise<T>) =>
      (await openBulk().begin((tx) => unlessLost(asCollector(tx, () => work(tx as unknown as BulkTx))))) as T,
    queueExecutor: () => ({
      executeSql: (text, values = []) =>
        openBulk().begin((tx) =>
          unlessLost(
            asCollector(tx, async () => ({
              rows: [...(await tx.unsafe(innerStatements(text), values as never[]))],
            })),
          ),
        ),
    }),
    close: async () => {
      await Promise.all([connection.end({ timeout: 5 }), bulk?.end({ timeout: 5 })]);
    },
  };
}

async function asCollector<T>(tx: postgres.TransactionSql, work: () => Promise<T>): Promise<T> {
  await tx`set local role plumbline_collector`;
  return work();
}

/** A value as it stands in a statement's text. */
function literal(value: GateValue | undefined): string {
  if (value === null) return "null";
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && /^[\w{},-]*$/.test(value)) return `'${value}'`;
  throw new Error("The gate is asked with words and whole numbers alone.");
}
