import type { Account } from "@/tools/simulator/world";

/** Which of Meta's budgets a call draws on (graph-api.md §6.1). */
export type UseCase = "ads_insights" | "ads_management";

/** What may be used; every part left out is Meta's own figure of the tier. Without any budgets nothing is counted. */
export interface Budgets {
  /** Limited apps have small budgets and long blocks. `full` when absent. */
  readonly tier?: "limited" | "full";
  /** The rolling hour per use case, the older score of five minutes, or both at once (graph-api.md §6.1). */
  readonly model?: "hour" | "score" | "both";
  /** Calls per app, account and rolling hour. */
  readonly adsInsights?: number;
  readonly adsManagement?: number;
  /** Seconds of Meta's computing per app, account, use case and rolling hour: 20 ms a call and 0.2 ms a row. Absent = never the narrow one. */
  readonly cpuSeconds?: number;
  /** What an error of the user's takes off the budget of the hour. */
  readonly errorCost?: number;
  /** Calls to insights per app in five minutes, over all accounts; above it the answer is 4/1504022. Absent = any number. */
  readonly appCalls?: number;
}

/** The budgets of an account: its own over the world's; null when neither has any. */
export function budgetsOf(world: Budgets | undefined, account: Account | null): Budgets | null {
  return world || account?.budgets ? { ...world, ...account?.budgets } : null;
}

/** Calls of a rolling hour, `errors` of the user's already taken off (graph-api.md §6.1). */
export function callsPerHour(budgets: Budgets, useCase: UseCase, account: Account, errors: number): number {
  const isLimited = budgets.tier === "limited";
  const ads = (account.ads ?? []).filter(
    ({ effective_status: status = "ACTIVE" }) => status === "ACTIVE",
  ).length;
  const whole =
    useCase === "ads_insights"
      ? (budgets.adsInsights ?? (isLimited ? 600 : 190_000) + 400 * ads)
      : (budgets.adsManagement ?? (isLimited ? 300 : 100_000) + 40 * ads);
  return Math.max(1, whole - errors * (budgets.errorCost ?? 0.001));
}

/** The older model: points that may stand at once, and how long it stops who has more (graph-api.md §6.1). */
export function scoreOf({ tier }: Budgets): { readonly ceiling: number; readonly blockSeconds: number } {
  return tier === "limited" ? { ceiling: 60, blockSeconds: 300 } : { ceiling: 9_000, blockSeconds: 60 };
}
