import type { Temporal } from "temporal-polyfill";
import { entityById } from "@/tools/simulator/entities";
import type { Account, World } from "@/tools/simulator/world";

/**
 * The account that has a campaign, ad set, ad or creative of that id, and the object; null where none has. Accounts that list the id are
 * asked first: naming the objects of all others from their rows takes long in a world of thousands.
 */
export function findEntity(
  world: World,
  id: string,
  now: Temporal.Instant,
): { readonly account: Account; readonly entity: NonNullable<ReturnType<typeof entityById>> } | null {
  const lists = ({ campaigns = [], ads = [] }: Account) =>
    [...campaigns, ...ads].some((one) => one.id === id);
  for (const account of [...world.accounts.filter(lists), ...world.accounts]) {
    const entity = entityById(account, id, now);
    if (entity) return { account, entity };
  }
  return null;
}
