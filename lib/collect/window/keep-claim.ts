import type { Claim } from "@/lib/collect/claim";
import { leaseMs, renewClaim } from "@/lib/collect/window/claim-window";
import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import type { Clock } from "@/lib/values/clock";

/**
 * Keeps a claim alive while `work` reads from Meta, which may take minutes. When another worker took the account, the signal fires so that
 * no further call is made (F23: no double calls); what was read is dropped by the fence of the write.
 */
export async function keepClaim<T>(
  db: Database,
  claim: Claim,
  clock: Clock,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const beat = setInterval(() => {
    db.asCollector((tx) => renewClaim(tx, claim, clock)).then(
      (isMine) => isMine || lost.abort(),
      // One missed beat is harmless, the lease holds for three; the write asks the database anyway.
      (error: unknown) => logger.warn({ err: error, attemptId: claim.attemptId }, "claim_not_renewed"),
    );
  }, leaseMs / 3);
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(beat);
  }
}
