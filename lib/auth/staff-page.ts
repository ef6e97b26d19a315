import { cache } from "react";
import { requireStaff } from "@/lib/auth/current-staff";
import type { Staff } from "@/lib/auth/find-staff";
import { portalDatabase } from "@/lib/db/portal-database";
import { agency } from "@/lib/db/schema/people";
import { createTranslate, type Translate } from "@/lib/i18n/translator";

export interface StaffPage {
  readonly staff: Staff;
  /** Name and IANA zone of the agency; a portal that nothing was imported into yet has neither. */
  readonly agency: { readonly name: string; readonly zone: string };
  readonly t: Translate;
}

/** What every staff page starts from: who asks, in their language, at which agency. Read once per request. */
export const loadStaffPage = cache(async (): Promise<StaffPage> => {
  const staff = await requireStaff();
  const [row] = await portalDatabase().asStaff(staff.actor, (tx) =>
    tx.select({ name: agency.name, zone: agency.timeZone }).from(agency),
  );
  return {
    staff,
    agency: row ?? { name: "Plumbline", zone: "Etc/UTC" },
    t: createTranslate(staff.locale),
  };
});
