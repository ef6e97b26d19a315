import type { StaffTx, SystemTx } from "@/lib/db/database";
import { listVersions, type PublicationHead } from "@/lib/publications/list-versions";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** The newest publication of a client's month, withdrawn or not, or null while there is none. */
export async function readNewestPublication(
  tx: StaffTx | SystemTx,
  clientId: string,
  month: CalendarMonth,
): Promise<PublicationHead | null> {
  return (await listVersions(tx, clientId, month))[0] ?? null;
}
