import { sql } from "drizzle-orm";
import { isLeaseOver } from "@/lib/collect/gate/right-clock";
import { leaseMs } from "@/lib/collect/window/claim-window";
import type { CollectorTx, Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import type { Clock } from "@/lib/values/clock";

/** One worker's hold on an account between two windows. */
export interface Hold {
  readonly accountId: string;
  readonly holder: string;
}

/** The account is another worker's by now: nothing may be asked or written (R5). */
export class LostHold extends Error {
  override readonly name = "LostHold";
  constructor() {
    super("Another worker has taken over this account; nothing was written.");
  }
}

/** Takes an account that nobody has, or whose worker has given no sign of life, or was given to one whose clock was wrong; false when another worker has it. */
export async function takeHold(tx: CollectorTx, { accountId, holder }: Hold, clock: Clock): Promise<boolean> {
  const now = clock();
  const taken = await tx.execute(sql`
    update ad_accounts set lease_holder = ${holder}, lease_until = ${now.add({ milliseconds: leaseMs }).toString()}
    where id = ${accountId} and ${isLeaseOver(now, leaseMs, holder)} returning id`);
  return taken.length > 0;
}

/**
 * Renews the hold, and is the fence of every write about a period: first statement of its transaction.
 *
 * @throws LostHold when another worker has the account.
 */
export async function renewHold(tx: CollectorTx, { accountId, holder }: Hold, clock: Clock): Promise<void> {
  const until = clock().add({ milliseconds: leaseMs }).toString();
  const renewed = await tx.execute(sql`
    update ad_accounts set lease_until = ${until} where id = ${accountId} and lease_holder = ${holder} returning id`);
  if (renewed.length === 0) throw new LostHold();
}

/** Keeps the hold while `work` reads from Meta, which may take longer than a lease; the signal fires once the account is another's. */
export async function keepHold<T>(
  db: Database,
  hold: Hold,
  clock: Clock,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const renew = () => db.asCollector((tx) => renewHold(tx, hold, clock));
  await renew();
  const lost = new AbortController();
  const beat = setInterval(() => {
    renew().catch((error: unknown) => {
      if (error instanceof LostHold) lost.abort();
      // One missed beat is harmless, the lease holds for three; the write asks the database anyway.
      else logger.warn({ err: error, accountId: hold.accountId }, "hold_not_renewed");
    });
  }, leaseMs / 3);
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(beat);
  }
}
