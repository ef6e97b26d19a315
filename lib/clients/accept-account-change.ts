import { eq } from "drizzle-orm";
import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { adAccounts } from "@/lib/db/schema/accounts";
import { clients } from "@/lib/db/schema/people";

const change = z.object({ from: z.string(), to: z.string() });
const details = z.object({ currency: change.optional(), time_zone: change.optional() });

export type AcceptOutcome =
  | { readonly kind: "unknown_client" }
  | { readonly kind: "nothing_to_accept" }
  | { readonly kind: "accepted"; readonly changes: z.infer<typeof details> };

/**
 * Accepts the currency or time zone that Meta reports for a client's ad account: from now on days are collected in it, stored ones keep theirs
 * (incident 40), and months with both say so. The condition ends with the next daily look at the account (F41). Recorded with who did it.
 */
export async function acceptAccountChange(db: Database, actor: Actor, slug: string): Promise<AcceptOutcome> {
  return db.asStaff(actor, async (tx) => {
    const [found] = await tx
      .select({ id: adAccounts.id, reason: adAccounts.stoppedReason, details: adAccounts.stoppedDetails })
      .from(adAccounts)
      .innerJoin(clients, eq(clients.id, adAccounts.clientId))
      .where(eq(clients.slug, slug))
      .for("update", { of: adAccounts });
    if (!found) return { kind: "unknown_client" };
    if (found.reason !== "account_changed") return { kind: "nothing_to_accept" };
    const changes = details.parse(found.details);
    await tx
      .update(adAccounts)
      .set({
        ...(changes.currency ? { currency: changes.currency.to } : {}),
        ...(changes.time_zone ? { timeZone: changes.time_zone.to } : {}),
        stoppedReason: null,
        stoppedDetails: null,
        stoppedAt: null,
        // The next pass looks at the account again.
        accountCheckedAt: null,
      })
      .where(eq(adAccounts.id, found.id));
    await recordAudit(tx, actor, { action: "account.accept_change", subject: slug, detail: changes });
    return { kind: "accepted", changes };
  });
}
