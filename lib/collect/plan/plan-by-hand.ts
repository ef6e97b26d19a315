import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { requireRightClock, WrongClock } from "@/lib/collect/gate/right-clock";
import { passAt, passWindow } from "@/lib/collect/plan/passes";
import { type PlannedPlace, type PlannedRun, storeRun, type Trigger } from "@/lib/collect/plan/plan";
import type { CollectQueue } from "@/lib/collect/plan/queue";
import { readAccounts } from "@/lib/collect/read-accounts";
import { addDays, type CalendarDay, dayIn, earlierDay, laterDay } from "@/lib/values/calendar-day";
import type { Clock } from "@/lib/values/clock";

/** What a person asks to collect. Days in each account's own zone; without `since` the account's pass, with what was left behind. */
export interface HandSelection {
  /** Slugs; without them every client. */
  readonly clients?: readonly string[] | undefined;
  readonly since?: CalendarDay | undefined;
  readonly until?: CalendarDay | undefined;
}

/** The selection names what is not there, or this computer does not know what day it is; nothing was written. The message is one sentence for the person who asked. */
export class WrongSelection extends Error {
  override readonly name = "WrongSelection";
}

/**
 * Plans what a person asked for, whatever was read before: an explicit range reads settled days again too (architecture.md §5). `queue`
 * hands the accounts to workers as well; without it the caller does the work itself. Null when there is no account at all.
 *
 * @throws WrongSelection for an unknown client, a range that ends before it begins, a day that is not over anywhere, days before a named
 * client's first, or a clock that is not the database's.
 */
export async function planByHand(
  collector: Collector,
  selection: HandSelection,
  by: Trigger,
  queue?: CollectQueue,
): Promise<PlannedRun | null> {
  const { db, clock, apiVersion } = collector;
  const { clients, since, until } = selection;
  if (since && until && until < since) {
    throw new WrongSelection(`The range ${since} to ${until} ends before it begins.`);
  }
  return db.asCollector(async (tx) => {
    await requireRightClock(tx, collector).catch((error: unknown) => {
      throw error instanceof WrongClock ? new WrongSelection(error.message) : error;
    });
    const accounts = await readAccounts(tx, collector.envToken, clients ? { slugs: clients } : {});
    const unknown = (clients ?? []).filter((slug) => !accounts.some(({ clientSlug }) => clientSlug === slug));
    if (unknown.length > 0)
      throw new WrongSelection(`There is no client ${unknown.join(", ")} with an ad account.`);
    refuseWrongDays(accounts, selection, clock());
    const places = accounts.flatMap((account) => placeOf(account, selection, clock));
    const pass = since || until ? "range" : "catch_up";
    const planned = await storeRun(tx, { by, apiVersion, pass, places, now: clock() });
    const accountIds = planned?.accountIds ?? [];
    await queue?.send(
      tx,
      accountIds.map((accountId) => ({ accountId })),
    );
    return planned;
  });
}

function placeOf(account: CollectAccount, { since, until }: HandSelection, clock: Clock): PlannedPlace[] {
  const now = clock();
  if (!since && !until) {
    const window = passWindow(passAt(account.timeZone, now), account.collectFrom);
    // An account that begins tomorrow has no day yet.
    return window ? [{ account, window }] : [];
  }
  const yesterday = addDays(dayIn(account.timeZone, now), -1);
  const first = laterDay(since ?? account.collectFrom, account.collectFrom);
  const last = earlierDay(until ?? yesterday, yesterday);
  if (last >= first) return [{ account, window: { since: first, until: last } }];
  // Today is never collected: it is not over. Of all clients, those that begin after the range have nothing in it.
  const skip = until && until < account.collectFrom ? "begins_later" : "not_over_yet";
  return [{ account, window: { since: first, until: first }, skip }];
}

/** Days that cannot be meant are refused with one sentence, before anything is written or Meta is asked. */
function refuseWrongDays(
  accounts: readonly CollectAccount[],
  { clients, since, until }: HandSelection,
  now: Temporal.Instant,
): void {
  // Of accounts in several zones the one that is furthest ahead decides; the others give what they have.
  const newest = accounts
    .map(({ timeZone }) => addDays(dayIn(timeZone, now), -1))
    .sort()
    .at(-1);
  const open = [since, until].find((day) => day && newest && day > newest);
  if (open) {
    throw new WrongSelection(`${open} is not over yet; the newest day that can be collected is ${newest}.`);
  }
  // Asked of all clients, a range means as much of it as each of them has.
  const tooEarly = clients ? accounts.find(({ collectFrom }) => since && since < collectFrom) : undefined;
  const early =
    tooEarly ?? (accounts.every(({ collectFrom }) => until && until < collectFrom) ? accounts[0] : undefined);
  if (!early) return;
  const { clientSlug, collectFrom } = early;
  throw new WrongSelection(
    `${clientSlug} is collected from ${collectFrom} on, and the range begins before: ask from that day on, or import the client with an earlier collect_from.`,
  );
}
