import { and, desc, eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { publications } from "@/lib/db/schema/publications";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId } from "@/lib/values/ids";

/** What is known of a publication without its document and bytes. */
export interface PublicationHead {
  readonly id: PublicationId;
  readonly version: number;
  readonly at: Temporal.Instant;
  readonly by: string;
  readonly overrideReason: string | null;
  /** 64 hex digits. */
  readonly documentSha256: string;
}

/** The newest publication of a client's month, or null while there is none. */
export async function readNewestPublication(
  tx: StaffTx | SystemTx,
  clientId: string,
  month: CalendarMonth,
): Promise<PublicationHead | null> {
  const [row] = await tx
    .select({
      id: publications.id,
      version: publications.version,
      at: publications.publishedAt,
      by: publications.publishedBy,
      overrideReason: publications.overrideReason,
      hash: publications.documentSha256,
    })
    .from(publications)
    .where(and(eq(publications.clientId, clientId), eq(publications.month, `${month}-01`)))
    .orderBy(desc(publications.version))
    .limit(1);
  if (!row) return null;
  return {
    id: row.id as PublicationId,
    version: row.version,
    at: Temporal.Instant.fromEpochMilliseconds(row.at.getTime()),
    by: row.by,
    overrideReason: row.overrideReason,
    documentSha256: row.hash.toString("hex"),
  };
}
