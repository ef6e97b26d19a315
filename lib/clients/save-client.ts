import { eq } from "drizzle-orm";
import type { AccountFacts } from "@/lib/clients/ask-meta-about-accounts";
import type { ClientEntry } from "@/lib/clients/clients-file";
import { type ChosenConnection, findManager } from "@/lib/clients/find-import-conflicts";
import type { Known } from "@/lib/clients/read-known-clients";
import { saveMapping } from "@/lib/clients/save-mapping";
import type { Actor, StaffTx } from "@/lib/db/database";
import { adAccounts } from "@/lib/db/schema/accounts";
import { clients } from "@/lib/db/schema/people";

export interface SavedClient {
  readonly slug: string;
  readonly account: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly outcome: "added" | "changed" | "unchanged";
  /** Names of what changed. */
  readonly changes: string[];
}

/** Writes one client, its ad account and its mapping. What the file leaves out stays as it is; a new client gets the defaults. */
export async function saveClient(
  tx: StaffTx,
  actor: Actor,
  entry: ClientEntry,
  facts: AccountFacts,
  connection: ChosenConnection,
  known: Known,
): Promise<SavedClient> {
  const stored = known.clients.find((client) => client.slug === entry.slug);
  const wanted = {
    name: entry.name,
    locale: entry.locale,
    ...(entry.manager ? { managerId: findManager(entry.manager, known)?.id ?? null } : {}),
    // No metrics named = those that are measured (lib/facts/shown-metrics.ts).
    ...(entry.shown ? { shownMetrics: [...entry.shown] } : {}),
    ...(entry.names ? { metricNames: entry.names } : {}),
    ...(entry.is_demo === undefined ? {} : { isDemo: entry.is_demo }),
  };
  const changes: string[] = [];
  let clientId = stored?.id;
  if (stored) {
    const changed = Object.entries(wanted).filter(
      ([key, value]) => !same(value, stored[key as keyof typeof stored]),
    );
    if (changed.length > 0) {
      await tx.update(clients).set(Object.fromEntries(changed)).where(eq(clients.id, stored.id));
      changes.push(...changed.map(([key]) => key));
    }
  } else {
    const [added] = await tx
      .insert(clients)
      .values({ slug: entry.slug, shownMetrics: [], ...wanted })
      .returning({ id: clients.id });
    clientId = added?.id;
  }
  if (!clientId) throw new Error(`Client ${entry.slug} was not stored.`);
  changes.push(...(await saveAccount(tx, clientId, entry, facts, connection, stored)));
  if (await saveMapping(tx, actor, clientId, entry, stored)) changes.push("mapping");
  return {
    slug: entry.slug,
    account: entry.account.external_id,
    currency: facts.currency,
    time_zone: facts.timeZone,
    outcome: !stored ? "added" : changes.length > 0 ? "changed" : "unchanged",
    changes: stored ? changes : [],
  };
}

async function saveAccount(
  tx: StaffTx,
  clientId: string,
  entry: ClientEntry,
  facts: AccountFacts,
  connection: ChosenConnection,
  stored: Known["clients"][number] | undefined,
): Promise<string[]> {
  const wanted = {
    connectionId: connection?.id ?? null,
    collectFrom: entry.account.collect_from,
  };
  if (!stored?.accountId) {
    await tx.insert(adAccounts).values({
      clientId,
      externalId: entry.account.external_id,
      currency: facts.currency,
      timeZone: facts.timeZone,
      name: facts.name,
      accountStatus: facts.status,
      ...wanted,
    });
    return ["account"];
  }
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !same(value, stored[key as keyof typeof stored]),
  );
  if (changed.length === 0) return [];
  await tx.update(adAccounts).set(Object.fromEntries(changed)).where(eq(adAccounts.id, stored.accountId));
  return changed.map(([key]) => key);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Key order of an object means nothing; order of a list does. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
