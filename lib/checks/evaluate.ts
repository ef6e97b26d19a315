import type { DataCheck } from "@/lib/checks/catalogue";
import type { CheckInput } from "@/lib/checks/check-input";
import { conversionsWithoutSpend } from "@/lib/checks/conversions-without-spend";
import { dataStale, daysMissing, yesterdayLate } from "@/lib/checks/coverage";
import { type DayLine, lineUp } from "@/lib/checks/day-line";
import { kpiFell } from "@/lib/checks/kpi-fell";
import { leftBehind } from "@/lib/checks/left-behind";
import { monthTotalDiffers } from "@/lib/checks/month-total-differs";
import type { CheckOutcome, DataOutcomes, StoredOutcomes } from "@/lib/checks/outcome";
import { rateLimited } from "@/lib/checks/rate-limited";
import { rowVolumeLow } from "@/lib/checks/row-volume-low";
import { sharedAdAccount } from "@/lib/checks/shared-ad-account";
import { spendWithoutConversions } from "@/lib/checks/spend-without-conversions";
import { unusualRestatement } from "@/lib/checks/unusual-restatement";

/** One function a check; a check of the catalogue without one does not compile. */
const evaluators: { readonly [Check in DataCheck]: (input: CheckInput, line: DayLine) => CheckOutcome } = {
  spend_without_conversions: spendWithoutConversions,
  conversions_without_spend: conversionsWithoutSpend,
  kpi_fell: kpiFell,
  row_volume_low: rowVolumeLow,
  days_missing: daysMissing,
  month_total_differs: monthTotalDiffers,
  unusual_restatement: unusualRestatement,
  yesterday_late: yesterdayLate,
  data_stale: dataStale,
  shared_ad_account: sharedAdAccount,
  rate_limited: rateLimited,
};
export const dataChecks = Object.keys(evaluators) as DataCheck[];

/** One client's answers: of the checks over its facts with what they found, and of all checks in short. */
export interface Evaluated {
  readonly data: DataOutcomes;
  readonly outcomes: StoredOutcomes;
}

/** Answers every check for one client. Pure: the same facts and the same `now` give the same answers. */
export function evaluate(input: CheckInput): Evaluated {
  const line = lineUp(input);
  const data = Object.fromEntries(
    dataChecks.map((check) => [check, evaluators[check](input, line)]),
  ) as unknown as DataOutcomes;
  const short = Object.fromEntries(
    dataChecks.map((check) => {
      const { outcome, byMonth, ...more } = data[check];
      const months = byMonth ? { months: byMonth.said } : {};
      return [check, { outcome, ...("reason" in more ? { reason: more.reason } : {}), ...months }];
    }),
  );
  return { data, outcomes: { ...short, ...leftBehind(input, line) } as StoredOutcomes };
}
