import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import {
  databaseTimeOf,
  forgetWrongClock,
  refuseWrongTime,
  withRightClock,
} from "@/lib/collect/gate/right-clock";
import { type Due, decideDue, type LatestPlace } from "@/lib/collect/plan/decide-due";
import { passAt } from "@/lib/collect/plan/passes";
import type { CollectQueue } from "@/lib/collect/plan/queue";
import { turnAt } from "@/lib/collect/plan/spread";
import { readAccounts } from "@/lib/collect/read-accounts";
import type { CollectorTx } from "@/lib/db/database";
import { rowPieces } from "@/lib/db/row-pieces";
import { collectionRunAccounts, collectionRuns } from "@/lib/db/schema/collection";
import type { RunId } from "@/lib/values/ids";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

export interface PlannedRun {
  readonly runId: RunId;
  readonly accountIds: readonly string[];
}

/** Who asked for a run. */
export interface Trigger {
  readonly trigger: "cron" | "manual" | "cli" | "worker";
  /** A person, or `scheduler`. */
  readonly requestedBy: string;
}

export interface PlannedPlace {
  readonly account: CollectAccount;
  readonly window: Window;
  readonly skip?: string;
}

/** Planning is one at a time: whoever comes second sees what the first has planned (R5). */
const planLock = 7_110_313;

/** So long a command line is left alone with what it has not begun yet; then it was stopped, or the work may as well be shared. */
const ownMinutes = 10;

/**
 * Plans what is due at this moment in one transaction: the run with its places, and one job per account (architecture.md §6.1). A doubled or
 * simultaneous call finds nothing left to plan. Null when nothing is due: then no run is stored.
 *
 * @throws WrongClock: nothing was planned, and a condition says so.
 */
export async function planDue(
  collector: Collector,
  queue: CollectQueue,
  by: Trigger,
): Promise<PlannedRun | null> {
  return withRightClock(collector, () => collector.db.asCollector((tx) => planIn(tx, collector, queue, by)));
}

async function planIn(
  tx: CollectorTx,
  collector: Collector,
  queue: CollectQueue,
  by: Trigger,
): Promise<PlannedRun | null> {
  // The time once nobody else is planning.
  const [locked] = await tx.execute<{ at: string }>(
    sql`select pg_advisory_xact_lock(${planLock}), ${databaseTimeOf(collector)}::text as at`,
  );
  const now = collector.clock();
  refuseWrongTime(now, locked?.at ?? "");
  await forgetWrongClock(tx, collector, now);
  const accounts = await readAccounts(tx, collector.envToken);
  await closeOverdue(tx, accounts, now);
  const latest = await readLatestPlaces(tx);
  const isRefused = await isVersionRefused(tx, collector);
  const due = accounts.flatMap((account): [CollectAccount, Due][] => {
    const decided = decideDue(account, latest.get(account.id) ?? null, now, isRefused);
    return decided ? [[account, decided]] : [];
  });
  const planned = await storeRun(tx, {
    by,
    apiVersion: collector.apiVersion,
    now,
    pass: labelOf(
      due.map(([account, { pass }]) => ({
        name: pass.name,
        isRetry: isRetry(latest.get(account.id), pass.startedAt),
      })),
    ),
    places: due.map(([account, one]) => ({
      account,
      window: one.window,
      ...(one.kind === "skip" ? { skip: one.reason } : {}),
    })),
  });
  const turns = new Map(
    due.map(([{ id }, { pass }]): [string, Temporal.Instant | null] => {
      const isAgain = isRetry(latest.get(id), pass.startedAt);
      return [id, isAgain ? null : turnAt(id, pass.startedAt, collector.spreadMinutes ?? 0, now)];
    }),
  );
  // Places left open by a worker that died or a deadline that came are sent again; a job that still waits makes this none.
  const open = await readOpenAccounts(tx, now);
  await queue.send(
    tx,
    open.map(({ accountId, blockedUntil, hasOlderOnly }) => {
      const startAfter = laterOf(blockedUntil, turns.get(accountId) ?? null);
      return { accountId, startAfter, age: hasOlderOnly ? 1 : 0 };
    }),
  );
  return planned;
}

/** Stores a run with its places; null when there is no place. */
export async function storeRun(
  tx: CollectorTx,
  run: {
    readonly by: Trigger;
    readonly apiVersion: string;
    readonly pass: "morning" | "noon" | "sunday" | "catch_up" | "range";
    readonly places: readonly PlannedPlace[];
    readonly now: Temporal.Instant;
  },
): Promise<PlannedRun | null> {
  if (run.places.length === 0) return null;
  const at = new Date(run.now.epochMilliseconds);
  const skipped = run.places.filter(({ skip }) => skip !== undefined).length;
  const [stored] = await tx
    .insert(collectionRuns)
    .values({
      ...run.by,
      pass: run.pass,
      expected: run.places.length,
      skipped,
      startedAt: at,
      finishedAt: skipped === run.places.length ? at : null,
      apiVersion: run.apiVersion,
    })
    .returning({ id: collectionRuns.id });
  if (!stored) throw new Error("unreachable: an insert answers its row");
  for (const piece of rowPieces(run.places)) {
    await tx.insert(collectionRunAccounts).values(
      piece.map(({ account, window, skip }) => ({
        runId: stored.id,
        adAccountId: account.id,
        ...window,
        ...(skip ? { state: "skipped", reason: skip, finishedAt: at } : {}),
      })),
    );
  }
  const open = run.places.filter(({ skip }) => skip === undefined);
  return { runId: stored.id as RunId, accountIds: open.map(({ account }) => account.id) };
}

/**
 * An open place whose account has begun its next pass has failed, unless somebody is at it right now (architecture.md §6.6). It is done when
 * all of its own days were read and only older ones are left: the next pass goes on with those. One that ends at this very moment stays as it
 * ended.
 */
async function closeOverdue(
  tx: CollectorTx,
  accounts: readonly CollectAccount[],
  now: Temporal.Instant,
): Promise<void> {
  const starts = accounts.map(({ id, timeZone }) => ({ id, at: passAt(timeZone, now).startedAt.toString() }));
  await tx.execute(sql`
    with begun as (
      select * from jsonb_to_recordset(${JSON.stringify(starts)}::text::jsonb) as b (id uuid, at timestamptz)
    ), overdue as (
      select p.run_id, p.ad_account_id, coalesce(p.reason = 'older_days', false) and r.pass <> 'range' and not exists (
          select from generate_series(p.since, p.until, interval '1 day') as d (day) where not exists (
            select from collection_attempts t where t.run_id = p.run_id and t.ad_account_id = p.ad_account_id and t.state = 'ok'
              and d.day::date between t.since and t.until)) as is_read
      from collection_run_accounts p join begun b on b.id = p.ad_account_id
        join collection_runs r on r.id = p.run_id join ad_accounts a on a.id = b.id
      where p.state in ('queued', 'running', 'waiting') and r.started_at < b.at
        and (a.lease_until is null or a.lease_until <= ${now.toString()})
    ), closed as (
      update collection_run_accounts p set finished_at = ${now.toString()},
        state = case when o.is_read then 'done' else 'failed' end,
        reason = case when o.is_read then p.reason else 'next_pass_began' end
      from overdue o where p.run_id = o.run_id and p.ad_account_id = o.ad_account_id and p.state in ('queued', 'running', 'waiting')
      returning p.run_id, o.is_read
    ), counted as (
      select run_id, count(*) filter (where is_read)::int as well, count(*) filter (where not is_read)::int as badly from closed group by run_id
    )
    update collection_runs r set done = done + well, failed = failed + badly,
      finished_at = case when done + failed + skipped + well + badly >= expected then ${now.toString()}::timestamptz end
    from counted c where r.id = c.run_id`);
}

/** Whether Meta refuses the version that is configured now (F16): another one, or a good answer, has mended it. */
async function isVersionRefused(
  tx: CollectorTx,
  { appId, apiVersion }: Pick<Collector, "appId" | "apiVersion">,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from graph_apps where id = ${appId} and stopped_reason is not null and stopped_version = ${apiVersion}`);
  return rows.length > 0;
}

/** The newest place in a run that was not a range, of every account that is collected: places are stored with their runs, so by their own index. */
export async function readLatestPlaces(tx: CollectorTx): Promise<Map<string, LatestPlace>> {
  const rows = await tx.execute<{
    id: string;
    state: LatestPlace["state"];
    reason: string | null;
    error_class: string | null;
    started_at: string;
    finished_at: string | null;
  }>(sql`
    select a.id, p.state, p.reason, p.error ->> 'class' as error_class, p.started_at::text, p.finished_at::text
    from ad_accounts a join clients c on c.id = a.client_id and c.status = 'active' cross join lateral (
      select p.state, p.reason, p.error, r.started_at, p.finished_at
      from collection_run_accounts p join collection_runs r on r.id = p.run_id
      where p.ad_account_id = a.id and r.pass <> 'range' order by p.created_at desc, r.started_at desc, r.id limit 1
    ) p`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: row.state,
        reason: row.reason,
        errorClass: row.error_class,
        plannedAt: instantOf(row.started_at),
        finishedAt: instantOf(row.finished_at),
      },
    ]),
  );
}

interface OpenAccount {
  readonly accountId: string;
  /** Until when Meta asked us to stay away. */
  readonly blockedUntil: Temporal.Instant | null;
  /** Only days older than what a turn for new days reads are left. */
  readonly hasOlderOnly: boolean;
}

/**
 * Accounts with open places, whoever planned them. The command line does its own work, and one that was stopped, killed or told to wait for
 * long leaves it to the schedule: a place of it is open here once nobody is at its account and its run is not new any more.
 */
async function readOpenAccounts(tx: CollectorTx, now: Temporal.Instant): Promise<OpenAccount[]> {
  const rows = await tx.execute<{ id: string; blocked_until: string | null; older_only: boolean }>(sql`
    select a.id, a.blocked_until::text, bool_and(p.reason is not distinct from 'older_days') as older_only
    from collection_run_accounts p join ad_accounts a on a.id = p.ad_account_id join collection_runs r on r.id = p.run_id
    where p.state in ('queued', 'running', 'waiting')
      and (r.trigger <> 'cli' or (r.started_at <= ${now.subtract({ minutes: ownMinutes }).toString()}
        and (a.lease_until is null or a.lease_until <= ${now.toString()})))
    group by a.id order by a.id`);
  return rows.map((row) => ({
    accountId: row.id,
    blockedUntil: instantOf(row.blocked_until),
    hasOlderOnly: row.older_only,
  }));
}

function laterOf(a: Temporal.Instant | null, b: Temporal.Instant | null): Date | undefined {
  const times = [a, b].flatMap((time) => (time ? [time.epochMilliseconds] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

function isRetry(latest: LatestPlace | undefined, passStart: Temporal.Instant): boolean {
  return latest !== undefined && latest.plannedAt.epochNanoseconds >= passStart.epochNanoseconds;
}

/** A run is called after the pass of most of its accounts; one of retries only, a catching up. */
function labelOf(
  places: readonly { readonly name: "morning" | "noon" | "sunday"; readonly isRetry: boolean }[],
) {
  if (places.every((place) => place.isRetry)) return "catch_up" as const;
  const count = (name: string) => places.filter((place) => place.name === name).length;
  return (["morning", "sunday", "noon"] as const).reduce((most, name) =>
    count(name) > count(most) ? name : most,
  );
}
