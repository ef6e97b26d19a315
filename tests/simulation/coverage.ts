import { Temporal } from "temporal-polyfill";
import type { SimulatedClient, Sql } from "@/tests/simulation/cast";
import { daysBetween } from "@/tests/simulation/figures";
import { violate } from "@/tests/simulation/violation";

interface Place {
  readonly state: string;
  readonly reason: string | null;
  readonly started_at: Date;
}

interface AccountState {
  readonly newest: Place | null;
  readonly before: Place | null;
  readonly attempts: readonly { since: string; until: string; state: string; finished_at: Date | null }[];
  readonly open: number;
  readonly running: number;
}

const minute = 60_000;

/** A pass is spread over an hour, and what it leaves open is taken up by a later call. */
const settlingMs = 150 * minute;

/** Nobody asks for the oldest days that Meta still has: its floor was seen one day off (graph-api.md §3.7). */
const kept = { months: 37, marginDays: 3 };

/** Days of an account that are due at that moment: over, 04:00 of the next one has passed on its clocks, and Meta keeps them. */
export function dueDays(client: SimulatedClient, at: number): string[] {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(client.zone);
  const last = local.subtract({ hours: 4 }).toPlainDate().subtract({ days: 1 }).toString();
  const floor = local
    .toPlainDate()
    .subtract({ months: kept.months })
    .add({ days: kept.marginDays })
    .toString();
  const { collectFrom } = client;
  return last < collectFrom ? [] : daysBetween(collectFrom, last).filter((day) => day >= floor);
}

/**
 * Every due day is stored or it can be said why not (R13); after a clean night it is stored, was read again as its pass asks, and nothing is
 * left open. `lastCallAt`: when the scheduler last called and was not killed.
 */
export async function checkCoverage(
  sql: Sql,
  client: SimulatedClient,
  at: number,
  of: { readonly lastCallAt: number; readonly isClean: boolean },
): Promise<void> {
  const due = dueDays(client, Math.min(at - (of.isClean ? settlingMs : 0), of.lastCallAt));
  if (due.length === 0) return;
  const state = await readState(sql, client.accountId, at);
  const stored = new Set(
    (
      await sql<{ date: string }[]>`
        select date::text as date from daily_kpi_data where ad_account_id = ${client.accountId}`
    ).map(({ date }) => date),
  );
  // A day that Meta does not answer even alone has a name, and is tried again once a week (architecture.md §6.6).
  const named = new Set(
    (
      await sql<{ date: string }[]>`
        select date::text as date from collection_gaps where ad_account_id = ${client.accountId} and resolved_at is null`
    ).map(({ date }) => date),
  );
  const missing = due.filter((day) => !stored.has(day) && !named.has(day));
  if (of.isClean) return checkRecovered(client, { due, missing, named }, state, at);
  for (const day of missing) {
    const attempt = state.attempts.find(({ since, until }) => since <= day && day <= until);
    const isNamed = attempt !== undefined && attempt.state !== "ok";
    // A place may be done for today and say why its older days are left for another time.
    if (isNamed || (state.newest && (state.newest.state !== "done" || state.newest.reason !== null)))
      continue;
    violate({
      rule: "a due day is stored or named as missing with a cause",
      client: client.slug,
      day,
      expected: "a row, a failed attempt, or a place that says why",
      found: `none; newest place ${state.newest?.state ?? "none"}`,
    });
  }
}

function checkRecovered(
  client: SimulatedClient,
  days: {
    readonly due: readonly string[];
    readonly missing: readonly string[];
    readonly named: ReadonlySet<string>;
  },
  state: AccountState,
  at: number,
): void {
  if (isProbedJustNow(state, at)) return;
  const where = { rule: "what could recover has recovered by the next clean night", client: client.slug };
  const { due, missing, named } = days;
  const [first] = missing;
  if (first) {
    const attempt = state.attempts.find(({ since, until }) => since <= first && first <= until);
    violate({
      ...where,
      day: first,
      expected: `all ${due.length} due days`,
      found: `${missing.length} missing; newest place ${JSON.stringify(state.newest)}, newest attempt ${JSON.stringify(attempt)}`,
    });
  }
  for (const day of due.slice(-8)) {
    if (named.has(day)) continue;
    const good = state.attempts.find(
      ({ since, until, state: ended }) => ended === "ok" && since <= day && day <= until,
    );
    if (good?.finished_at && good.finished_at.getTime() >= at - 28 * 60 * minute) continue;
    violate({
      ...where,
      day,
      expected: "read again within the day",
      found: `last read ${good?.finished_at?.toISOString() ?? "never"}`,
    });
  }
  if (state.open + state.running > 0) {
    violate({
      ...where,
      day: null,
      expected: "no place or attempt left open for two hours",
      found: `${state.open} places, ${state.running} attempts`,
    });
  }
}

/**
 * A token that nobody told us was mended is found so by the next probe, at 04:00 of an account read with it: an account whose own comes at the
 * end of the night has until then been kept back, and its turn is not over.
 */
function isProbedJustNow({ newest, before }: AccountState, at: number): boolean {
  return (
    newest !== null &&
    ["queued", "running", "waiting"].includes(newest.state) &&
    newest.started_at.getTime() >= at - settlingMs &&
    before?.reason === "connection_broken"
  );
}

async function readState(sql: Sql, accountId: string, at: number): Promise<AccountState> {
  const twoHoursAgo = new Date(at - 120 * minute);
  const [newest, before] = await sql<Place[]>`
    select p.state, p.reason, r.started_at from collection_run_accounts p join collection_runs r on r.id = p.run_id
    where p.ad_account_id = ${accountId} and r.pass <> 'range' order by r.started_at desc limit 2`;
  const attempts = await sql<{ since: string; until: string; state: string; finished_at: Date | null }[]>`
    select since::text, until::text, state, error_class, error_message, started_at, finished_at from collection_attempts where ad_account_id = ${accountId}
    order by started_at desc`;
  const [left] = await sql<{ open: number; running: number }[]>`
    select (select count(*)::int from collection_run_accounts p join collection_runs r on r.id = p.run_id
        where p.ad_account_id = ${accountId} and p.state in ('queued', 'running', 'waiting') and r.started_at < ${twoHoursAgo}) as open,
      (select count(*)::int from collection_attempts
        where ad_account_id = ${accountId} and state = 'running' and started_at < ${twoHoursAgo}) as running`;
  return {
    newest: newest ?? null,
    before: before ?? null,
    attempts,
    open: left?.open ?? 0,
    running: left?.running ?? 0,
  };
}
