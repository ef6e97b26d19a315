import { sql } from "drizzle-orm";
import { isShown } from "@/lib/clients/shown-clients";
import type { StaffTx } from "@/lib/db/database";

/** Time zones of the accounts that the day grid shows, which say where its 35 days end; one statement. */
export async function readShownZones(tx: StaffTx): Promise<readonly string[]> {
  const rows = await tx.execute<{ zone: string }>(sql`
    select distinct a.time_zone as zone from ad_accounts a join clients c on c.id = a.client_id
    where c.status = 'active' and ${isShown(sql`c.is_demo`)}`);
  return rows.map(({ zone }) => zone);
}
