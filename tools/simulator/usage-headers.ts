import type { UseCase } from "@/tools/simulator/budgets";
import type { Account } from "@/tools/simulator/world";

/** How far an account's rolling hour of one use case is used. */
export interface AccountUsage {
  readonly accountId: string;
  readonly useCase: UseCase;
  readonly callPercent: number;
  readonly cpuPercent: number;
  /** 0 while calls are answered. */
  readonly minutesToWait: number;
}

export interface Usage {
  readonly isFull: boolean;
  readonly appPercent: number;
  readonly account: AccountUsage | null;
  /** The older model; its header counts seconds. */
  readonly score: { readonly percent: number; readonly resetSeconds: number } | null;
}

/** Meta's words for the tiers are still the old ones (graph-api.md §1.3). */
const tierOf = (isFull: boolean): string => (isFull ? "standard_access" : "development_access");

/** The headers of a world with budgets: each stands there once its usage is above one percent (graph-api.md §6.2, §12.1). */
export function usageHeaders({ isFull, appPercent, account, score }: Usage): Record<string, string> {
  const ads_api_access_tier = tierOf(isFull);
  const headers: Record<string, string> = {};
  const accountPercent = account ? Math.max(account.callPercent, account.cpuPercent) : 0;
  if (appPercent > 1) {
    const total = Math.floor(appPercent / 2);
    headers["x-app-usage"] = JSON.stringify({
      call_count: appPercent,
      total_time: total,
      total_cputime: total,
    });
  }
  if (account && accountPercent > 1) {
    const entry = {
      type: account.useCase,
      call_count: account.callPercent,
      total_cputime: account.cpuPercent,
      total_time: account.cpuPercent,
      estimated_time_to_regain_access: account.minutesToWait,
      ads_api_access_tier,
    };
    headers["x-business-use-case-usage"] = JSON.stringify({ [account.accountId]: [entry] });
  }
  if (account?.useCase === "ads_insights" && Math.max(accountPercent, appPercent) > 1) {
    const throttle = { app_id_util_pct: appPercent, acc_id_util_pct: accountPercent, ads_api_access_tier };
    headers["x-fb-ads-insights-throttle"] = JSON.stringify(throttle);
  }
  if (score && score.percent > 1) {
    const usage = {
      acc_id_util_pct: score.percent,
      reset_time_duration: score.resetSeconds,
      ads_api_access_tier,
    };
    headers["x-ad-account-usage"] = JSON.stringify(usage);
  }
  return headers;
}

/** Without budgets: small numbers, but present and in Meta's shape. A fault can replace any of them. */
export function constantUsageHeaders(account: Account | null, useCase: UseCase): Record<string, string> {
  const app = { "x-app-usage": JSON.stringify({ call_count: 2, total_time: 1, total_cputime: 1 }) };
  if (!account) return app;
  const usage = {
    type: useCase,
    call_count: 2,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 0,
    ads_api_access_tier: "standard_access",
  };
  return { ...app, "x-business-use-case-usage": JSON.stringify({ [account.id]: [usage] }) };
}
