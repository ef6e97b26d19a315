import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Failure } from "@/lib/collect/failure";
import { passAt } from "@/lib/collect/plan/passes";
import type { CollectorTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { AdAccountId, RunId } from "@/lib/values/ids";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

/** An account's open place in a run. */
export interface OpenPlace {
  readonly runId: RunId;
  readonly accountId: AdAccountId;
  readonly window: Window;
  /** Asked for by hand: exactly these days. Otherwise a pass, which also reads what was left behind. */
  readonly isRange: boolean;
  /** A scheduled noon pass leaves alone what a person must mend; everything else is a probe. */
  readonly mayProbe: boolean;
  /** Planned by itself, not asked for by a person: reads nothing again that was read well since its pass began. */
  readonly isScheduled: boolean;
  /** The pass of 04:00, or the same by hand: it also asks what belongs to whole months (graph-api.md §3.5, §3.8). */
  readonly isMorning: boolean;
  readonly startedAt: Temporal.Instant;
}

/** Open places of one account, oldest run first, of one run only when it is named. */
export async function readOpenPlaces(
  tx: CollectorTx,
  accountId: string,
  runId?: RunId,
): Promise<OpenPlace[]> {
  const rows = await tx.execute<{
    run_id: RunId;
    since: CalendarDay;
    until: CalendarDay;
    pass: string;
    trigger: string;
    started_at: string;
    time_zone: string;
  }>(sql`
    select p.run_id, p.since::text, p.until::text, r.pass, r.trigger, r.started_at::text, a.time_zone
    from collection_run_accounts p join collection_runs r on r.id = p.run_id join ad_accounts a on a.id = p.ad_account_id
    where p.ad_account_id = ${accountId} and p.state in ('queued', 'running', 'waiting')
      and (${runId ?? null}::uuid is null or p.run_id = ${runId ?? null}::uuid)
    order by r.started_at, r.id`);
  return rows.map((row) => {
    const startedAt = instantOf(row.started_at);
    const isScheduled = row.trigger === "cron" || row.trigger === "worker";
    // A run is called after the pass of most of its accounts; this one may be in another.
    const isMorning = !isScheduled || passAt(row.time_zone, startedAt).name !== "noon";
    return {
      runId: row.run_id,
      accountId: accountId as AdAccountId,
      window: { since: row.since, until: row.until },
      isRange: row.pass === "range",
      mayProbe: isMorning,
      isMorning: isMorning && row.pass !== "range",
      isScheduled,
      startedAt,
    };
  });
}

export type PlaceEnd =
  /** `reason`: why older days were left for another time. */
  | { readonly state: "done"; readonly reason?: string }
  | { readonly state: "failed"; readonly failure: Failure }
  | { readonly state: "skipped"; readonly reason: string };

/** Ends an account's place and counts it in its run, once; the run is finished with its last place. */
export async function endPlace(
  tx: CollectorTx,
  place: Pick<OpenPlace, "runId" | "accountId">,
  end: PlaceEnd,
  now: Temporal.Instant,
): Promise<void> {
  const failure = end.state === "failed" ? end.failure : null;
  const reason = end.state === "failed" ? end.failure.reason : (end.reason ?? null);
  const error = failure
    ? JSON.stringify({
        class: failure.class,
        code: failure.code,
        subcode: failure.subcode,
        message: failure.message,
      })
    : null;
  await tx.execute(sql`
    with ended as (
      update collection_run_accounts set state = ${end.state}, reason = ${reason}, error = ${error}::text::jsonb, finished_at = ${now.toString()}
      where run_id = ${place.runId} and ad_account_id = ${place.accountId} and state in ('queued', 'running', 'waiting')
      returning 1
    )
    update collection_runs set
      done = done + (${end.state} = 'done')::int, failed = failed + (${end.state} = 'failed')::int,
      skipped = skipped + (${end.state} = 'skipped')::int,
      finished_at = case when done + failed + skipped + 1 >= expected then ${now.toString()}::timestamptz else finished_at end
    where id = ${place.runId} and exists (select from ended)`);
}

/** Marks an open place as being worked on, as waiting for Meta, or as queued again. */
export async function movePlace(
  tx: CollectorTx,
  place: Pick<OpenPlace, "runId" | "accountId">,
  state: "queued" | "running" | "waiting",
  reason: string | null,
): Promise<void> {
  await tx.execute(sql`
    update collection_run_accounts set state = ${state}, reason = ${reason}
    where run_id = ${place.runId} and ad_account_id = ${place.accountId} and state in ('queued', 'running', 'waiting')`);
}
