import type postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import type { Actor, Database } from "@/lib/db/database";
import { adAccounts, connections } from "@/lib/db/schema/accounts";
import { agency, clients } from "@/lib/db/schema/people";
import { type Keyring, sealToken } from "@/lib/ops/token-vault";
import { randomOf, seedOf } from "@/tools/simulator/random";

/** One client of a simulated agency and what decides its figures. */
export interface SimulatedClient {
  readonly slug: string;
  readonly clientId: string;
  readonly accountId: string;
  /** Digits. */
  readonly externalId: string;
  readonly currency: string;
  readonly zone: string;
  readonly campaigns: readonly string[];
  readonly collectFrom: string;
  /** The token it is read with; the first one is `META_ACCESS_TOKEN`. */
  readonly tokenId: string;
}

export interface SimulatedCast {
  readonly start: Temporal.Instant;
  readonly clients: readonly SimulatedClient[];
  readonly tokens: readonly { readonly id: string; readonly value: string }[];
}

/** None of them begins its day within the last hour of a simulated one, which ends at 00:00 UTC. */
const places = [
  ["Europe/Warsaw", "PLN"],
  ["America/Los_Angeles", "USD"],
  ["Pacific/Auckland", "NZD"],
  ["Asia/Kolkata", "INR"],
  ["Europe/Budapest", "HUF"],
  ["America/New_York", "USD"],
  ["Australia/Lord_Howe", "AUD"],
  ["Asia/Tokyo", "JPY"],
  ["America/Sao_Paulo", "BRL"],
] as const;

/** Nights around changes of the clocks, ends of months and of a February. */
const starts = [
  "2026-03-05",
  "2026-10-20",
  "2026-02-20",
  "2026-03-24",
  "2026-09-24",
  "2026-06-25",
  "2026-12-26",
];

/** One in so many has been advertising for longer than Meta remembers: its history begins at the edge of that memory. */
const oneVeteranIn = 20;
/** Also among the few of a short run. */
const firstVeteran = 1;

/** Who is there and when it begins, by the seed. */
export function castOf(seed: number, count: number): SimulatedCast {
  const random = randomOf(seedOf("cast", seed));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const day = Temporal.PlainDate.from(starts[seed % starts.length] as string);
  const tokens = ["agency", "hotels", "shops", "clinics"].map((id) => ({
    id,
    value: `EAA${id}Token000000000${seed}`,
  }));
  const all = Array.from({ length: count }, (_, index): SimulatedClient => {
    const digits = String(index + 1).padStart(12, "0");
    const [zone, currency] = pick(places);
    const back = random() < 0.7 ? Math.floor(random() * 40) : -Math.floor(random() * 6);
    const isVeteran = index % oneVeteranIn === firstVeteran;
    return {
      slug: `client-${String(index + 1).padStart(3, "0")}`,
      clientId: `c0000000-0000-4000-8000-${digits}`,
      accountId: `d0000000-0000-4000-8000-${digits}`,
      externalId: `1${digits}`,
      currency,
      zone,
      campaigns: Array.from(
        { length: isVeteran ? 1 : 1 + Math.floor(random() * 4) },
        (_, nth) => `${index + 1}0${nth + 1}`,
      ),
      collectFrom: day.subtract(isVeteran ? { months: 38 } : { days: back }).toString(),
      tokenId: random() < 0.5 ? "agency" : pick(tokens.slice(1)).id,
    };
  });
  return { start: Temporal.Instant.from(`${day.toString()}T00:00:00Z`), clients: all, tokens };
}

const cli: Actor = { staffId: null, role: "admin", name: "cli (simulation)" };

/** Stores the agency as an admin would. */
export async function storeCast(db: Database, cast: SimulatedCast, keys: Keyring): Promise<void> {
  await db.asStaff(cli, async (tx) => {
    await tx
      .insert(agency)
      .values({ name: "Latarnia", timeZone: "Europe/Warsaw", contact: "biuro@latarnia.example" });
    const ids = new Map<string, string>();
    for (const { id, value } of cast.tokens.slice(1)) {
      const sealed = sealToken(keys, value);
      const [stored] = await tx
        .insert(connections)
        .values({ name: id, tokenCiphertext: sealed.ciphertext, tokenKeyId: sealed.keyId })
        .returning({ id: connections.id });
      if (stored) ids.set(id, stored.id);
    }
    for (const client of cast.clients) {
      await tx.insert(clients).values({
        id: client.clientId,
        slug: client.slug,
        name: client.slug,
        locale: "en",
        shownMetrics: ["total_spend"],
      });
      await tx.insert(adAccounts).values({
        id: client.accountId,
        clientId: client.clientId,
        externalId: `act_${client.externalId}`,
        currency: client.currency,
        timeZone: client.zone,
        collectFrom: client.collectFrom,
        connectionId: ids.get(client.tokenId) ?? null,
      });
    }
  });
}

export type Sql = postgres.Sql;
