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
 * becomes a named gap, and neither older days nor the next mornings wait for it. An answer that was refused, of days older than the pass's
 * own: at once. No answer: once it failed so for hours, while the account was answered since the pass began and is answered right now:
 * `isAnswering` asks for a day that was. An outage is none of these. Answers how wide the narrowest such window was; null: it is not the days.
 */
export async function failsByItsDays(
  { db, clock }: Collector,
  { account, isAnswered }: PlaceMemory,
  window: Window,
  failure: Failure,
  of: { readonly isHistory: boolean; readonly isAnswering: () => Promise<boolean> },
): Promise<number | null> {
  const isRefused =
    failure.class === "PERMANENT" &&
    (failure.reason === "request_refused" || failure.reason === "data_refused");
  if (isRefused ? !of.isHistory : !failure.isOutage) return null;
  const now = clock();
  const passBegan = passAt(account.timeZone, now).startedAt.toString();
  const [tried] = await db.asCollectorBulk(
    (tx) => tx<{ times: number; narrowest: number | null; is_answered: boolean }[]>`
      select count(*)::int as times, min(until - since)::int + 1 as narrowest, exists (
          select from collection_attempts o
          where o.ad_account_id = ${account.id} and o.state = 'ok' and o.started_at >= ${passBegan}::timestamptz) as is_answered
      from collection_attempts
      where ad_account_id = ${account.id} and started_at > ${now.subtract({ hours: rememberedHours }).toString()}::timestamptz
        and state = 'failed' and error_class = ${failure.class} and error_code is not distinct from ${failure.code}
        and (${isRefused} or error_message = ${failure.message}) and ${window.until} between since and until`,
  );
  const narrowest = Math.min(tried?.narrowest ?? windowLength(window), windowLength(window));
  const times = tried?.times ?? 0;
  if (isRefused) return narrowest > 1 || times >= mostRefusedAlone ? narrowest : null;
  if (times < mostUnanswered) return null;
  return isAnswered || (tried?.is_answered && (await of.isAnswering())) ? narrowest : null;
}
