import { sql } from "drizzle-orm";
import { cache } from "react";
import { requireStaff } from "@/lib/auth/current-staff";
import type { Staff } from "@/lib/auth/find-staff";
import { type Moment, type MomentRow, momentColumns, momentOf } from "@/lib/db/moment";
import { portalDatabase } from "@/lib/db/portal-database";
import { createTranslate, type Translate } from "@/lib/i18n/translator";

export interface StaffPage {
  readonly staff: Staff;
  /** Name and IANA zone of the agency; a portal that nothing was imported into yet has neither. */
  readonly agency: { readonly name: string; readonly zone: string };
  readonly t: Translate;
  /** The database as this request first saw it: what may be taken from memory is of this moment. null where that cannot be said. */
  readonly seen: Moment | null;
}

/** What every staff page starts from: who asks, in their language, at which agency. Read once per request. */
export const loadStaffPage = cache(async (): Promise<StaffPage> => {
  const staff = await requireStaff();
  const [row] = await portalDatabase().asStaff(staff.actor, (tx) =>
    tx.execute<MomentRow & { name: string; zone: string }>(
      sql`select name, time_zone as zone, ${momentColumns} from agency`,
    ),
  );
  return {
    staff,
    agency: row ? { name: row.name, zone: row.zone } : { name: "Plumbline", zone: "Etc/UTC" },
    t: createTranslate(staff.locale),
    seen: row ? momentOf(row) : null,
  };
});
