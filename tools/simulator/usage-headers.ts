import type { Account } from "@/tools/simulator/world";

/** Usage of Meta's budgets: small, but present and in the shape of graph-api.md §6.2. A fault can replace any of them. */
export function usageHeaders(account: Account | null, path: string): Record<string, string> {
  const app = { "x-app-usage": JSON.stringify({ call_count: 2, total_time: 1, total_cputime: 1 }) };
  if (!account) return app;
  const usage = {
    type: path.endsWith("/insights") ? "ads_insights" : "ads_management",
    call_count: 2,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 0,
    ads_api_access_tier: "standard_access",
  };
  return { ...app, "x-business-use-case-usage": JSON.stringify({ [account.id]: [usage] }) };
}
