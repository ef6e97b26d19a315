import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { coverDays } from "@/lib/collect/plan/cover-days";
import { mayBackfill } from "@/lib/collect/plan/may-backfill";
import { passAt } from "@/lib/collect/plan/passes";
import { readLeftBehind } from "@/lib/collect/plan/read-left-behind";
import type { OpenPlace } from "@/lib/collect/plan/run-places";
import { type SeenUsage, type StoredUsage, seenUsageOf } from "@/lib/collect/plan/seen-usage";
import { unreadDays } from "@/lib/collect/plan/unread-days";
import { clampToRetention, mostClamps } from "@/lib/collect/retention";
import type { CollectorTx } from "@/lib/db/database";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { readOpenGate } from "@/lib/facts/backfill/read-open-gate";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

/** A named gap is asked for again a week later; the pass of that morning may come a little earlier than the last one did. */
const gapRestHours = 7 * 24 - 12;
/** One that holds the gate of a new account keeps its whole history waiting: it is asked for again every day. */
const gateGapRestHours = 12;

/** What an account's place in a run still has to read. */
export interface Pending {
  /** Newest first, each at most 31 days. Read again after them: what passes a gate opens the next. */
  readonly windows: readonly Window[];
  /** Why older days that are wanted are left for another time, or for ever, if they are. */
  readonly held: "backfill_gate" | "backfill_usage" | "older_than_meta_keeps" | null;
}

/**
 * The windows that a place still has to read. A range: its days that this run has not read well, as asked. A pass: its own days, unless read
 * well since the pass began (a killed run goes on where it stopped), and every older expected day that is missing, or due to be final and
 * never read since (any outage heals itself). No day before the open gate of a new account; no older day while Meta's budgets are well
 * used; a named gap once a week, once a day where it holds the gate. Days that Meta keeps no more are left out.
 */
export async function readPending(
  tx: CollectorTx,
  account: CollectAccount,
  place: OpenPlace,
  now: Temporal.Instant,
): Promise<Pending> {
  const oldest = oldestReadableDay(account.timeZone, now);
  const own = clampToRetention(place.window, account.timeZone, now);
  const reads = await readAnswered(tx, account, place);
  const ownDays = own ? unreadDays(own, reads) : [];
  if (place.isRange) {
    const windows = coverDays(ownDays, (day) => !ownDays.includes(day));
    const isCut = place.window.since < oldest || reads.some((read) => read.isCut);
    return { windows, held: isCut ? "older_than_meta_keeps" : null };
  }

  const gate = await readOpenGate(tx, account, place.window.until, now);
  const gaps = await readRestingGaps(tx, account, gate.holding, now);
  const mayRead = (day: CalendarDay) => day >= gate.since && !gaps.has(day);
  const fresh = ownDays.filter(mayRead);
  const windowsOf = (days: readonly CalendarDay[]) => {
    const asked = new Set(days);
    // Of the pass's own days none is read twice; between older ones fewer calls count for more.
    return coverDays(days, (day) => gaps.has(day) || (day >= place.window.since && !asked.has(day)));
  };
  const heldByGate = gate.name === "all" ? null : "backfill_gate";
  const older = { since: laterDay(gate.since, oldest), until: addDays(place.window.since, -1) };
  if (older.until < older.since) {
    return { windows: windowsOf(fresh), held: fresh.length === 0 ? heldByGate : null };
  }
  const unread = new Set(unreadDays(older, reads));
  const left = (await readLeftBehind(tx, account, older, now)).filter(
    (day) => unread.has(day) && mayRead(day),
  );
  if (left.length === 0) {
    return { windows: windowsOf(fresh), held: fresh.length === 0 ? heldByGate : null };
  }
  const isUnderWay = reads.some(({ since }) => since < place.window.since);
  if (!mayBackfill(await readSeenUsage(tx, account), isUnderWay, now)) {
    return { windows: windowsOf(fresh), held: "backfill_usage" };
  }
  return { windows: windowsOf([...fresh, ...left]), held: null };
}

/**
 * Windows that Meta answered for this place, as they were asked for: in its run, and for a pass that nobody asked for by hand since it began on the
 * account's clocks. Days that it kept no more are answered too, whether the read began after them or all of it was refused for them (C26): `isCut`.
 */
async function readAnswered(
  tx: CollectorTx,
  account: CollectAccount,
  place: OpenPlace,
): Promise<(Window & { readonly isCut: boolean })[]> {
  const passBegan = passAt(account.timeZone, place.startedAt).startedAt;
  const since = place.isScheduled ? passBegan : null;
  // No attempt of a run is much older than the run: the index by start cuts off the account's history.
  const from = (since ?? place.startedAt).subtract({ hours: 1 });
  const rows = await tx.execute<{ since: CalendarDay; until: CalendarDay; is_cut: boolean }>(sql`
    select coalesce(asked_since, since)::text as since, until::text, asked_since is not null or state = 'failed' as is_cut from collection_attempts
    where ad_account_id = ${account.id} and started_at >= ${from.toString()}::timestamptz
      and (state = 'ok' or state = 'failed' and error_class = 'CLAMP' and until - since <= ${mostClamps})
      and (run_id = ${place.runId} or started_at >= ${since?.toString() ?? null}::timestamptz)`);
  return rows.map(({ since: first, until, is_cut: isCut }) => ({ since: first, until, isCut }));
}

async function readRestingGaps(
  tx: CollectorTx,
  account: CollectAccount,
  holding: readonly CalendarDay[],
  now: Temporal.Instant,
): Promise<Set<CalendarDay>> {
  const rows = await tx.execute<{ day: CalendarDay; probed_at: string }>(sql`
    select date::text as day, probed_at::text from collection_gaps
    where ad_account_id = ${account.id} and resolved_at is null
      and probed_at > ${now.subtract({ hours: gapRestHours }).toString()}::timestamptz`);
  const probesGate = now.subtract({ hours: gateGapRestHours });
  const rests = (day: CalendarDay, probedAt: Temporal.Instant | null) =>
    !holding.includes(day) || !probedAt || probedAt.epochNanoseconds > probesGate.epochNanoseconds;
  return new Set(rows.flatMap((row) => (rests(row.day, instantOf(row.probed_at)) ? [row.day] : [])));
}

/** What Meta last said of its budgets; an attempt whose answers said nothing does not make it younger. */
async function readSeenUsage(tx: CollectorTx, account: CollectAccount): Promise<SeenUsage | null> {
  const [row] = await tx.execute<{ usage: StoredUsage | null }>(
    sql`select usage from ad_accounts where id = ${account.id}`,
  );
  return seenUsageOf(row?.usage ?? null);
}
