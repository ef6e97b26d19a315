import type { Actor } from "@/lib/db/database";
import { portalDatabase } from "@/lib/db/portal-database";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { readNewestPublication } from "@/lib/publications/read-newest-publication";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** Whose version is the newest by now, and who withdrew it: for the words to somebody who came second. */
export async function readFaster(
  actor: Actor,
  slug: string,
  month: CalendarMonth,
): Promise<{ readonly version: string; readonly name: string; readonly withdrawnBy: string }> {
  const newest = await portalDatabase().asStaff(actor, async (tx) => {
    const [who] = await readReportClients(tx, slug);
    return who ? readNewestPublication(tx, who.clientId, month) : null;
  });
  if (!newest) throw new Error(`The version of ${slug} ${month} that came first is gone.`);
  return {
    version: String(newest.version),
    name: newest.by,
    withdrawnBy: newest.withdrawn?.by ?? newest.by,
  };
}
