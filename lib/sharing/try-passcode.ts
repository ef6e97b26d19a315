import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { isRightPasscode } from "@/lib/sharing/passcode";
import { hashShareToken } from "@/lib/sharing/share-token";

export type TryPasscodeOutcome =
  | { readonly kind: "right"; readonly passcodeVersion: number }
  | { readonly kind: "wrong" /** Tries left to this link and this address. */; readonly remaining: number }
  | { readonly kind: "too_many" /** When the next one is possible. */; readonly againAt: Temporal.Instant }
  /** The link does not open, or asks for no passcode: the page itself says which. */
  | { readonly kind: "nothing_to_try" };

interface TryRow extends Record<string, unknown> {
  try_id: string | null;
  remaining: number;
  again_at: string | null;
  passcode_hash: string | null;
  passcode_version: number | null;
}

/**
 * Tries a passcode. The try is taken before the passcode is looked at, in the database, so that of any number at the same moment five are
 * looked at in 15 minutes, per link and per address, on however many instances (S3). The slow hash runs outside of the transaction. A right
 * one gives its try back.
 */
export async function tryPasscode(
  db: Database,
  attempt: { readonly token: string; readonly passcode: string; readonly addressHash: Buffer },
): Promise<TryPasscodeOutcome> {
  const [row] = await db.asShareLink((tx) =>
    tx.execute<TryRow>(
      sql`select try_id, remaining, again_at::text, passcode_hash, passcode_version
          from app.take_share_try(${hashShareToken(attempt.token)}, ${attempt.addressHash})`,
    ),
  );
  if (!row) return { kind: "nothing_to_try" };
  const { try_id: taken, passcode_hash: stored, passcode_version: passcodeVersion } = row;
  if (taken === null || stored === null || passcodeVersion === null) {
    return { kind: "too_many", againAt: Temporal.Instant.from(row.again_at ?? "") };
  }
  if (!(await isRightPasscode(stored, attempt.passcode))) return { kind: "wrong", remaining: row.remaining };
  await db.asShareLink((tx) => tx.execute(sql`select app.return_share_try(${taken}::uuid)`));
  return { kind: "right", passcodeVersion };
}
