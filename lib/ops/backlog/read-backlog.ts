import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { collectQueue } from "@/lib/db/queue-schema";

/** What collection has still to do, from the queue's jobs and the runs' open places at this moment. */
export interface Backlog {
  /** Jobs by state: `ready` nobody has begun, `held_back` start later, `active` are worked on. */
  readonly jobs: { readonly ready: number; readonly held_back: number; readonly active: number };
  /** Of the ready ones: those with somebody's yesterday, and those with older days only. */
  readonly ready: { readonly newest_days: number; readonly older_days: number };
  /** Seconds that the oldest ready job of each kind has waited; null when none waits. */
  readonly oldest_seconds: { readonly newest_days: number | null; readonly older_days: number | null };
  /** Accounts' places in runs by state. */
  readonly places: { readonly queued: number; readonly running: number; readonly waiting: number };
}

/** Counts what waits. Every number is a count of rows; nothing is kept beside them (incident 34). */
export async function readBacklog(db: Database): Promise<Backlog> {
  return db.asSystem(async (tx) => {
    const [jobs] = await tx.execute<{
      newest: number;
      older: number;
      held_back: number;
      active: number;
      oldest_newest: number | null;
      oldest_older: number | null;
    }>(sql`
      select count(*) filter (where ready and priority >= 0)::int as newest, count(*) filter (where ready and priority < 0)::int as older,
        count(*) filter (where waits and not ready)::int as held_back, count(*) filter (where not waits)::int as active,
        extract(epoch from now() - min(start_after) filter (where ready and priority >= 0))::int as oldest_newest,
        extract(epoch from now() - min(start_after) filter (where ready and priority < 0))::int as oldest_older
      from (
        select priority, start_after, state in ('created', 'retry') as waits, state in ('created', 'retry') and start_after <= now() as ready
        from pgboss.job where name = ${collectQueue} and state in ('created', 'retry', 'active')
      ) j`);
    const [places] = await tx.execute<Backlog["places"]>(sql`
      select count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'running')::int as running,
        count(*) filter (where state = 'waiting')::int as waiting
      from collection_run_accounts where state in ('queued', 'running', 'waiting')`);
    const { newest = 0, older = 0, held_back = 0, active = 0 } = jobs ?? {};
    return {
      jobs: { ready: newest + older, held_back, active },
      ready: { newest_days: newest, older_days: older },
      oldest_seconds: { newest_days: jobs?.oldest_newest ?? null, older_days: jobs?.oldest_older ?? null },
      places: places ?? { queued: 0, running: 0, waiting: 0 },
    };
  });
}
