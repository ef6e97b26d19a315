import type { ClientsFile } from "@/lib/clients/clients-file";
import type { StaffTx } from "@/lib/db/database";
import { agency } from "@/lib/db/schema/people";

/** Stores who sends the reports: name, language, zone and contact of the agency, one row. */
export async function saveAgency(tx: StaffTx, entry: NonNullable<ClientsFile["agency"]>): Promise<void> {
  const values = {
    name: entry.name,
    locale: entry.locale,
    timeZone: entry.time_zone,
    ...(entry.contact === undefined ? {} : { contact: entry.contact }),
  };
  await tx.insert(agency).values(values).onConflictDoUpdate({ target: agency.id, set: values });
}
