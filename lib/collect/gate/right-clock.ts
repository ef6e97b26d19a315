import { hostname } from "node:os";
import { type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { raiseCondition } from "@/lib/collect/gate/raise-condition";
import type { BulkTx, CollectorTx } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import { instantOf } from "@/lib/values/instant";

type Clocks = Pick<Collector, "clock" | "databaseTime">;

/** So far may this process' clock be from the database's, by which all processes are compared. */
export const mostSkewMs = 120_000;
/** An hour in which no process was refused for its clock ends what is said of it. */
const forgottenAfter = { hours: 1 };

/** This process' clock is not the database's: days that are not over would be stored as read, and leases would never end (R5). */
export class WrongClock extends Error {
  override readonly name = "WrongClock";
  constructor(
    readonly aheadMs: number,
    /** The right time. */
    readonly at: Temporal.Instant,
  ) {
    const minutes = Math.round(Math.abs(aheadMs) / 60_000);
    super(
      `The clock of ${hostname()} is ${minutes} min ${aheadMs > 0 ? "ahead of" : "behind"} the database's: nothing is planned or collected with it.`,
    );
  }
}

/** What the database's time is, as a part of a statement. */
export function databaseTimeOf({ databaseTime }: Pick<Collector, "databaseTime">): SQL {
  return databaseTime ? sql`${databaseTime().toString()}::timestamptz` : sql`clock_timestamp()`;
}

/**
 * Whether the lease of a row is nobody's, or the holder's own, as a part of a statement: it has run out, or ends so late that only a wrong clock
 * can have given it.
 */
export function isLeaseOver(now: Temporal.Instant, leaseMs: number, holder?: string): SQL {
  // The clocks of both may be wrong by as much as is allowed.
  const longest = now.add({ milliseconds: leaseMs + 2 * mostSkewMs }).toString();
  const isOwn = holder === undefined ? sql`` : sql` or lease_holder = ${holder}`;
  return sql`(lease_until is null or lease_until <= ${now.toString()}::timestamptz or lease_until > ${longest}::timestamptz${isOwn})`;
}

/** @throws WrongClock when `now` is not what the database says it is. */
export function refuseWrongTime(now: Temporal.Instant, databaseSays: string): void {
  const at = instantOf(databaseSays);
  const aheadMs = at.until(now).total("milliseconds");
  if (Math.abs(aheadMs) > mostSkewMs) throw new WrongClock(aheadMs, at);
}

/** @throws WrongClock. One statement. */
export async function requireRightClock(tx: CollectorTx, collector: Clocks): Promise<void> {
  const [row] = await tx.execute<{ at: string }>(sql`select ${databaseTimeOf(collector)}::text as at`);
  refuseWrongTime(collector.clock(), row?.at ?? "");
}

/** Does what needs the right time; where the clock is wrong everybody is told, and the caller too. */
export async function withRightClock<T>(
  collector: Pick<Collector, "db" | "appId">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongClock) {
      logger.error({ host: hostname(), aheadMs: error.aheadMs }, "clock_differs");
      await collector.db.asCollectorBulk((tx) => noteWrongClock(tx, collector.appId, error));
    }
    throw error;
  }
}

async function noteWrongClock(
  tx: BulkTx,
  appId: string,
  { message, aheadMs, at }: WrongClock,
): Promise<void> {
  // Screens find what is wrong with an app by its row.
  await tx`insert into graph_apps (id) values (${appId}) on conflict do nothing`;
  await raiseCondition(
    tx,
    {
      kind: "clock_differs",
      subject: appId,
      severity: "high",
      message,
      evidence: { host: hostname(), ahead_seconds: Math.round(aheadMs / 1_000) },
    },
    at,
  );
}

/** Ends what was said of a wrong clock once no process was refused for one for an hour: any of them may have been it. */
export async function forgetWrongClock(
  tx: CollectorTx,
  { appId }: Pick<Collector, "appId">,
  now: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    update conditions set resolved_at = ${now.toString()}
    where kind = 'clock_differs' and subject = ${appId} and resolved_at is null
      and seen_at <= ${now.subtract(forgottenAfter).toString()}::timestamptz`);
}
