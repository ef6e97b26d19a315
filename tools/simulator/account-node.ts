import type { Temporal } from "temporal-polyfill";
import { Refusal } from "@/tools/simulator/meta-error";
import { projected } from "@/tools/simulator/projected";
import type { Account, Token } from "@/tools/simulator/world";

/** The ad account node (graph-api.md §2.6), with the fields that `params` ask for. One field that needs more rights fails the whole call. */
export function accountNode(
  account: Account,
  token: Token,
  params: URLSearchParams,
  now: Temporal.Instant,
): object {
  const local = now.toZonedDateTimeISO(account.timeZone);
  const node: Record<string, unknown> = {
    id: `act_${account.id}`,
    account_id: account.id,
    name: account.name,
    currency: account.currency,
    timezone_name: account.timeZone,
    timezone_id: 106,
    // The offset of this moment: another one after the clocks change.
    timezone_offset_hours_utc: local.offsetNanoseconds / 3.6e12,
    account_status: account.status ?? 1,
    disable_reason: account.disableReason ?? 0,
    amount_spent: account.amountSpent ?? "27181032",
    spend_cap: account.spendCap ?? "0",
    balance: account.balance ?? "13074",
    min_daily_budget: 404,
    is_prepay_account: false,
    created_time: "2021-04-13T18:04:59+0200",
    user_tasks: ["ANALYZE"],
    business: account.business && { id: account.business.id, name: "Latarnia" },
  };
  const shown = projected(node, params, "AdAccount");
  if (/\bbusiness\b/.test(params.get("fields") ?? "") && !token.scopes.includes("business_management")) {
    const message = "(#200) Requires business_management permission to manage the object";
    throw new Refusal({ status: 403, code: 200, message });
  }
  return shown;
}
