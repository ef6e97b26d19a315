import type { Actor } from "@/lib/db/database";

/**
 * Whether a person may change what belongs to a client: an admin every client, a manager those whose manager they are, a viewer none
 * (product.md, Who may do what). Row security says the same; asking first turns a refusal into words.
 */
export function mayChange(actor: Actor, client: { readonly managerId: string | null }): boolean {
  if (actor.role === "admin") return true;
  return actor.role === "manager" && actor.staffId !== null && client.managerId === actor.staffId;
}
