import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Failure } from "@/lib/collect/failure";
import { raiseCondition } from "@/lib/collect/gate/raise-condition";
import type { BulkTx, CollectorTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";

/** Why a day is a named gap. */
export type GapReason = "too_much_data" | "not_answered" | "refused" | "list_not_built";

/**
 * Names days that Meta does not answer even when asked for alone, or answers without a list that a KPI needs. A gap that was probed again
 * stays the same one with the newest cause; one alert per account. It is closed by the next good read of its day (close-attempt.ts).
 */
export async function nameGaps(
  tx: BulkTx,
  account: Pick<CollectAccount, "id" | "externalId">,
  gaps: readonly { readonly date: CalendarDay; readonly failure: Failure }[],
  now: Temporal.Instant,
): Promise<void> {
  const at = now.toString();
  for (const { date, failure } of gaps) {
    await tx`
      insert into collection_gaps (ad_account_id, date, reason, error_code, error_subcode, message, opened_at, probed_at)
      values (${account.id}, ${date}, ${gapReason(failure)}, ${failure.code}, ${failure.subcode}, ${failure.message}, ${at}::timestamptz, ${at}::timestamptz)
      on conflict (ad_account_id, date) where resolved_at is null do update
        set reason = excluded.reason, error_code = excluded.error_code, error_subcode = excluded.error_subcode, message = excluded.message,
          probed_at = excluded.probed_at`;
  }
  const days = gaps.map(({ date }) => date);
  await raiseCondition(
    tx,
    {
      kind: "named_gap",
      subject: account.id,
      severity: "high",
      message: `Meta does not answer ${days.join(", ")} of ${account.externalId} even alone: ${gaps[0]?.failure.message ?? ""}`,
      evidence: { account: account.externalId, days },
    },
    now,
  );
}

/** The newest gap that was named or probed since then, as the failure it is; null where there is none. */
export async function readGapSince(
  tx: CollectorTx,
  accountId: string,
  since: Temporal.Instant,
): Promise<Failure | null> {
  const [row] = await tx.execute<{ code: number | null; subcode: number | null; message: string }>(sql`
    select error_code as code, error_subcode as subcode, message from collection_gaps
    where ad_account_id = ${accountId} and resolved_at is null and probed_at >= ${since.toString()} order by date desc limit 1`);
  return row ? { class: "PERMANENT", fbtrace_id: null, reason: "named_gap", ...row } : null;
}

/** Ends the account's alert once its last gap is closed. */
export async function endGapCondition(tx: BulkTx, accountId: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update conditions set resolved_at = ${now.toString()}::timestamptz
    where kind = 'named_gap' and subject = ${accountId} and resolved_at is null
      and not exists (select from collection_gaps where ad_account_id = ${accountId} and resolved_at is null)`;
}

function gapReason({ reason, code, class: errorClass, isOutage, timedOut, isOfDays }: Failure): GapReason {
  if (reason === "list_not_built") return "list_not_built";
  if (errorClass === "PERMANENT" || isOfDays) return "refused";
  if (errorClass === "RESTART_PAGING") return "not_answered";
  return code === 2 || (isOutage && !timedOut) ? "not_answered" : "too_much_data";
}
