import type { FactFigures } from "@/lib/kpi/figures";
import { campaignTotals } from "@/lib/report/campaigns";
import type { Report } from "@/lib/report/document";
import type { AccountDay, ReportInput } from "@/lib/report/input";
import { toDecimalText } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

/** Metrics in which campaign rows and account total of a day differ by more than R7's tolerance. */
export function unreconciledOf(days: readonly AccountDay[]): Report["unreconciled"] {
  return days
    .filter((day) => !day.reconciled)
    .flatMap((day) => day.differences.map((difference) => ({ date: day.date, ...difference })));
}

/** The double entry of the month, metric by metric: campaigns, account, and account − campaigns; `at` is the read of the month (see `lastRead`). */
export function reconciliationOf(
  account: FactFigures,
  campaigns: ReportInput["campaigns"],
  lastRead: AccountDay | null,
): Report["appendix"]["reconciliation"] {
  if (!lastRead) return [];
  const totals = campaignTotals(account, campaigns);
  return factMetrics.flatMap((metric) => {
    const [whole, parts] = [account[metric], totals[metric]];
    if (whole === null || parts === null) return [];
    return {
      metric,
      campaigns: toDecimalText(parts),
      account: toDecimalText(whole),
      difference: toDecimalText(whole.minus(parts)),
      at: lastRead.observedAt.toString(),
    };
  });
}
