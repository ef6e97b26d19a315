import { eq, sql } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import { adAccounts, connections } from "@/lib/db/schema/accounts";
import { clients, staffMembers } from "@/lib/db/schema/people";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** What is there before an import: all clients with their accounts, names of connections, and who may be a manager. */
export async function readKnownClients(tx: StaffTx) {
  const known = await tx
    .select({
      id: clients.id,
      slug: clients.slug,
      name: clients.name,
      locale: clients.locale,
      managerId: clients.managerId,
      shownMetrics: clients.shownMetrics,
      metricNames: clients.metricNames,
      isDemo: clients.isDemo,
      accountId: adAccounts.id,
      externalId: adAccounts.externalId,
      connectionId: adAccounts.connectionId,
      currency: adAccounts.currency,
      timeZone: adAccounts.timeZone,
      collectFrom: adAccounts.collectFrom,
      candidates: sql<unknown>`(select candidates from kpi_mappings m where m.client_id = ${clients.id} order by version desc limit 1)`,
      /** The first day that is stored; null while none is. */
      firstStored: sql<CalendarDay | null>`(select min(date)::text from daily_kpi_data d where d.ad_account_id = ${adAccounts.id})`,
      /** The first month that was ever published; null while none was. */
      firstPublished: sql<CalendarMonth | null>`(select to_char(min(month), 'YYYY-MM') from publications p where p.client_id = ${clients.id})`,
    })
    .from(clients)
    .leftJoin(adAccounts, eq(adAccounts.clientId, clients.id));
  const links = await tx.select({ id: connections.id, name: connections.name }).from(connections);
  const staff = await tx
    .select({ id: staffMembers.id, email: staffMembers.email, disabledAt: staffMembers.disabledAt })
    .from(staffMembers);
  return { clients: known, connections: links, staff };
}

export type Known = Awaited<ReturnType<typeof readKnownClients>>;
export type KnownClient = Known["clients"][number];
