import type { Temporal } from "temporal-polyfill";
import { accountNode } from "@/tools/simulator/account-node";
import { Refusal } from "@/tools/simulator/meta-error";
import type { Token, World } from "@/tools/simulator/world";

/**
 * The accounts of a listing edge. `me/adaccounts` does not list every account that can be read, clients' accounts stand on the edges of a
 * business, and those need business_management (graph-api.md §2.5).
 */
export function listAccounts(
  world: World,
  token: Token,
  owner: string,
  edge: string,
  params: URLSearchParams,
  now: Temporal.Instant,
): object[] {
  if (owner !== "me" && !token.scopes.includes("business_management"))
    throw new Refusal({
      status: 403,
      code: 200,
      message: "(#200) Requires business_management permission to manage the object",
    });
  const granted = world.accounts.filter(({ id }) => token.accounts?.includes(id) ?? true);
  const listed =
    owner === "me"
      ? granted.filter(({ isUnlisted }) => edge === "adaccounts" && !isUnlisted)
      : granted.filter(({ business }) => business?.id === owner && edge === `${business.edge}_ad_accounts`);
  const asked = new URLSearchParams({ fields: `account_id,${params.get("fields") ?? ""}` });
  return listed.map((account) => accountNode(account, token, asked, now));
}
