import type { Collector } from "@/lib/collect/collector";
import type { Failure } from "@/lib/collect/failure";
import { passAt } from "@/lib/collect/plan/passes";
import type { PlaceMemory } from "@/lib/collect/run/place-memory";
import { type Window, windowLength } from "@/lib/values/window";

/** Attempts that fail in the same way before it may be the days, not Meta: as many as open a breaker. */
const mostUnanswered = 3;
/** A day alone that Meta refuses is asked for once more: by then the windows round it were refused too, or the next pass is. */
const mostRefusedAlone = 2;
const rememberedHours = 24;

/**
 * Whether a window fails because of its days, though Meta did not say that they are too many: then fewer are asked for, down to the one that
 * becomes a named gap, and neither older days nor the next mornings wait for it. A lost cursor, for fewer days need fewer pages (F18), and days
 * that Meta keeps no more: at once. An answer that was refused, or could not be stored, of days older than the pass's own: at once. No answer:
 * once it failed so for hours, while the account was answered since the pass began and is answered right now: `isAnswering` asks for a
 * day that was. An outage is none of these. Answers how wide the narrowest such window was; null: it is not the days.
 */
export async function failsByItsDays(
  { db, clock }: Collector,
  { account, isAnswered }: PlaceMemory,
  window: Window,
  failure: Failure,
  of: { readonly isHistory: boolean; readonly isAnswering: () => Promise<boolean> },
): Promise<number | null> {
  const isNarrowed = failure.class === "RESTART_PAGING" || failure.class === "CLAMP";
  const isRefused =
    failure.class === "PERMANENT" &&
    (failure.reason === "request_refused" || failure.reason === "data_refused");
  const isFound = isNarrowed || ((isRefused || failure.isOfDays === true) && of.isHistory);
  if (!isFound && !failure.isOutage) return null;
  const now = clock();
  const passBegan = passAt(account.timeZone, now).startedAt.toString();
  const [tried] = await db.asCollectorBulk(
    (tx) => tx<{ times: number; alone: number; narrowest: number | null; is_answered: boolean }[]>`
      select count(*)::int as times, count(*) filter (where since = until)::int as alone, min(until - since)::int + 1 as narrowest, exists (
          select from collection_attempts o
          where o.ad_account_id = ${account.id} and o.state = 'ok' and o.started_at >= ${passBegan}::timestamptz) as is_answered
      from collection_attempts
      where ad_account_id = ${account.id} and started_at > ${now.subtract({ hours: rememberedHours }).toString()}::timestamptz
        and state = 'failed' and error_class = ${failure.class} and error_code is not distinct from ${failure.code}
        and (${isNarrowed || isRefused} or error_message = ${failure.message}) and ${window.until} between since and until`,
  );
  const narrowest = Math.min(tried?.narrowest ?? windowLength(window), windowLength(window));
  // A cursor may be lost by chance: a day is named by it only when it was lost in two reads of that day alone.
  const times = (isNarrowed ? tried?.alone : tried?.times) ?? 0;
  if (isFound) return windowLength(window) > 1 || times >= mostRefusedAlone ? narrowest : null;
  if (times < mostUnanswered) return null;
  return isAnswered || (tried?.is_answered && (await of.isAnswering())) ? narrowest : null;
}
