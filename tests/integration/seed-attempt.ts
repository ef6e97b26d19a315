import type { Database } from "@/lib/db/database";
import { collectionAttempts, collectionRuns } from "@/lib/db/schema/collection";
import type { CastClient } from "@/tests/integration/cast";

/** Stores an attempt that ended in an error, as the collector would leave it: no row of any fact table. */
export async function seedFailedAttempt(
  db: Database,
  client: CastClient,
  args: {
    readonly since: string;
    readonly until: string;
    readonly at: string;
    readonly errorClass: "RETRY" | "WAIT_ACCOUNT" | "FIX_CREDENTIALS" | "PERMANENT";
  },
): Promise<void> {
  const at = new Date(args.at);
  await db.asCollector(async (tx) => {
    const [run] = await tx
      .insert(collectionRuns)
      .values({
        trigger: "cron",
        pass: "morning",
        requestedBy: "test",
        expected: 1,
        failed: 1,
        startedAt: at,
        finishedAt: at,
        apiVersion: "v26.0",
      })
      .returning({ id: collectionRuns.id });
    if (!run) throw new Error("no run");
    await tx.insert(collectionAttempts).values({
      runId: run.id,
      adAccountId: client.accountId,
      since: args.since,
      until: args.until,
      attemptNumber: 1,
      leaseUntil: at,
      state: "failed",
      errorClass: args.errorClass,
      errorCode: 190,
      apiVersion: "v26.0",
      startedAt: at,
      finishedAt: at,
    });
  });
}
