import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";

/** What may be tried how often. An address of the network stands for an office, so it has more. */
const limits = {
  ask: { most: { email: 5, network: 30 }, minutes: 15 },
  code: { most: { email: 5, network: 60 }, minutes: 15 },
} as const;

export interface Subject {
  readonly email: string;
  /** The visitor's network address where the platform tells it. */
  readonly network: string | null;
}

export type TakenTry =
  | { readonly allowed: true /** Tries this e-mail address has left. */; readonly remaining: number }
  | { readonly allowed: false /** When the next one is possible. */; readonly againAt: Temporal.Instant };

interface TryRow extends Record<string, unknown> {
  allowed: boolean;
  remaining: number;
  again_at: string | Date | null;
}

/**
 * Takes one try of an e-mail address and of its network, in the database so that every instance counts the same. Addresses are stored as
 * hashes only. The limits are the same for strangers: nothing can be learnt from them.
 */
export async function takeTry(db: Database, kind: keyof typeof limits, subject: Subject): Promise<TakenTry> {
  const { most, minutes } = limits[kind];
  const take = (hash: Buffer, count: number) =>
    db.asSystem(async (tx) => {
      const [row] = await tx.execute<TryRow>(
        sql`select allowed, remaining, again_at from app.take_sign_in_try(${kind}, ${hash}, ${count}, make_interval(mins => ${minutes}))`,
      );
      if (!row) throw new Error("The database gave no answer about a sign-in try.");
      return row;
    });
  const rows = [
    ...(subject.network ? [await take(hashOf("network", subject.network), most.network)] : []),
    await take(emailHash(subject.email), most.email),
  ];
  const refused = rows.find((row) => !row.allowed);
  if (refused) {
    const at = new Date(refused.again_at ?? Date.now());
    return { allowed: false, againAt: Temporal.Instant.from(at.toISOString()) };
  }
  return { allowed: true, remaining: rows.at(-1)?.remaining ?? 0 };
}

/** A right code gives the address all its tries back. */
export async function forgetTries(db: Database, email: string): Promise<void> {
  await db.asSystem((tx) => tx.execute(sql`select app.forget_sign_in_tries(${emailHash(email)})`));
}

function emailHash(email: string): Buffer {
  return hashOf("email", email.toLowerCase());
}

function hashOf(kind: string, text: string): Buffer {
  return createHash("sha256").update(`${kind}:${text}`).digest();
}
