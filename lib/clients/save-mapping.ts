import { desc, eq } from "drizzle-orm";
import type { ClientEntry } from "@/lib/clients/clients-file";
import type { Actor, StaffTx } from "@/lib/db/database";
import { kpiMappings } from "@/lib/db/schema/accounts";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { unresolvedChoices } from "@/lib/kpi/choices";

/**
 * Stores the client's ordered candidates as version 1, nothing chosen yet: the first collection resolves them (product.md, Metrics).
 * A KPI named in the file replaces the default list of that KPI. True when a version was written. A mapping that is there stays when the
 * file says the same or nothing; a different one is refused, because a change of choice re-derives stored rows.
 */
export async function saveMapping(
  tx: StaffTx,
  actor: Actor,
  clientId: string,
  entry: ClientEntry,
): Promise<boolean> {
  const candidates = { ...defaultCandidates, ...entry.mapping };
  const [newest] = await tx
    .select()
    .from(kpiMappings)
    .where(eq(kpiMappings.clientId, clientId))
    .orderBy(desc(kpiMappings.version))
    .limit(1);
  if (newest) return false;
  await tx.insert(kpiMappings).values({
    clientId,
    version: 1,
    candidates,
    choices: unresolvedChoices,
    author: actor.name,
    reason: "import",
  });
  return true;
}
