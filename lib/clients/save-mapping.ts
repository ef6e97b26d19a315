import { desc, eq } from "drizzle-orm";
import type { ClientEntry } from "@/lib/clients/clients-file";
import { changedMapping } from "@/lib/clients/find-import-conflicts";
import type { KnownClient } from "@/lib/clients/read-known-clients";
import type { Actor, StaffTx } from "@/lib/db/database";
import { kpiMappings } from "@/lib/db/schema/accounts";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { kpiCandidatesSchema, unresolvedChoices } from "@/lib/kpi/choices";

/**
 * Stores the client's ordered candidates, nothing chosen yet: the first collection resolves them (product.md, Metrics). A KPI named in
 * the file replaces the list of that KPI. True when a version was written; a file that says the same or nothing writes none. Clients with
 * stored figures never come here with another mapping (find-import-conflicts.ts).
 */
export async function saveMapping(
  tx: StaffTx,
  actor: Actor,
  clientId: string,
  entry: ClientEntry,
  stored: KnownClient | undefined,
): Promise<boolean> {
  if (stored?.candidates && changedMapping(entry, stored).length === 0) return false;
  const before = kpiCandidatesSchema.catch({}).parse(stored?.candidates ?? {});
  const [newest] = await tx
    .select({ version: kpiMappings.version })
    .from(kpiMappings)
    .where(eq(kpiMappings.clientId, clientId))
    .orderBy(desc(kpiMappings.version))
    .limit(1);
  await tx.insert(kpiMappings).values({
    clientId,
    version: (newest?.version ?? 0) + 1,
    candidates: { ...defaultCandidates, ...before, ...entry.mapping },
    choices: unresolvedChoices,
    author: actor.name,
    reason: "import",
  });
  return true;
}
