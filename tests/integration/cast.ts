import type { Actor, Database, StaffTx } from "@/lib/db/database";
import { adAccounts, kpiMappings } from "@/lib/db/schema/accounts";
import { agency, clients, staffMembers } from "@/lib/db/schema/people";
import type { StaffId } from "@/lib/values/ids";

/** The people and clients that integration tests tell their stories with. Ids are written out so that a failure names them. */
export const admin: Actor = {
  staffId: "a0000000-0000-4000-8000-000000000001" as StaffId,
  role: "admin",
  name: "Anna Admin",
};
/** Manager of Hotel Jantar. */
export const marta: Actor = {
  staffId: "a0000000-0000-4000-8000-000000000002" as StaffId,
  role: "manager",
  name: "Marta Wilk",
};
/** Manager of Sklep Len. */
export const piotr: Actor = {
  staffId: "a0000000-0000-4000-8000-000000000003" as StaffId,
  role: "manager",
  name: "Piotr Nowak",
};
export const viewer: Actor = {
  staffId: "a0000000-0000-4000-8000-000000000004" as StaffId,
  role: "viewer",
  name: "Wanda Viewer",
};

export interface CastClient {
  readonly id: string;
  readonly accountId: string;
  readonly slug: string;
  readonly name: string;
  readonly locale: "pl" | "en";
  readonly externalId: string;
  readonly currency: string;
  readonly zone: string;
  readonly manager: Actor;
  readonly shown: readonly string[];
  readonly collectFrom: string;
  readonly isDemo?: boolean;
}

export const jantar: CastClient = {
  id: "c0000000-0000-4000-8000-000000000001",
  accountId: "d0000000-0000-4000-8000-000000000001",
  slug: "hotel-jantar",
  name: "Hotel Jantar",
  locale: "pl",
  externalId: "act_1000000000000001",
  currency: "PLN",
  zone: "Europe/Warsaw",
  manager: marta,
  shown: ["total_spend", "reservations", "cost_per_reservation", "reservation_value", "roas"],
  collectFrom: "2025-06-01",
};

export const len: CastClient = {
  id: "c0000000-0000-4000-8000-000000000002",
  accountId: "d0000000-0000-4000-8000-000000000002",
  slug: "sklep-len",
  name: "Sklep Len",
  locale: "pl",
  externalId: "act_1000000000000002",
  currency: "PLN",
  zone: "Europe/Warsaw",
  manager: piotr,
  shown: ["total_spend", "reservations", "reservation_value"],
  collectFrom: "2025-06-01",
};

/** Present choices of a client whose reservations and leads are measured since June 2025 and nothing else is. */
export const measuredSinceJune = {
  click_to_call: null,
  email_contacts: null,
  booking_step_1: null,
  booking_step_2: null,
  booking_step_3: null,
  reservations: { list: "actions", type: "omni_purchase", measured_since: "2025-06-01" },
  leads: { list: "actions", type: "lead", measured_since: "2025-06-01" },
  messages: null,
  reservation_value: { list: "action_values", type: "omni_purchase", measured_since: "2025-06-01" },
};

/** Stores the agency, its people and these clients with their accounts and one mapping each, as an admin would. */
export async function seedCast(db: Database, cast: readonly CastClient[] = [jantar, len]): Promise<void> {
  const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };
  await db.asStaff(cli, async (tx) => {
    await tx
      .insert(agency)
      .values({ name: "Latarnia", timeZone: "Europe/Warsaw", contact: "biuro@latarnia.example" });
    const people: [Actor, string][] = [
      [admin, "anna@latarnia.example"],
      [marta, "marta@latarnia.example"],
      [piotr, "piotr@latarnia.example"],
      [viewer, "wanda@latarnia.example"],
    ];
    await tx
      .insert(staffMembers)
      .values(
        people.map(([{ staffId, role, name }, email]) => ({ id: staffId ?? undefined, role, name, email })),
      );
    for (const client of cast) await addClient(tx, client);
  });
}

/** Stores one client with its account and one mapping. */
export async function addClient(tx: StaffTx, client: CastClient): Promise<void> {
  await tx.insert(clients).values({
    id: client.id,
    slug: client.slug,
    name: client.name,
    locale: client.locale,
    managerId: client.manager.staffId,
    shownMetrics: [...client.shown],
    isDemo: client.isDemo ?? false,
  });
  await tx.insert(adAccounts).values({
    id: client.accountId,
    clientId: client.id,
    externalId: client.externalId,
    currency: client.currency,
    timeZone: client.zone,
    collectFrom: client.collectFrom,
  });
  await tx.insert(kpiMappings).values({
    clientId: client.id,
    version: 1,
    candidates: {},
    choices: measuredSinceJune,
    author: "system",
    reason: "first resolution",
  });
}
