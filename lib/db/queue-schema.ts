import { PgBoss } from "pg-boss";

/** The schema of pg-boss, and our queues in it. One job is one account's pass (architecture.md §6.3). */
export const queueSchema = "pgboss";
export const collectQueue = "collect-account";
const deadQueue = "collect-account-dead";

/** Runs one SQL text; several statements without values. */
export type QueueExecutor = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** Creates or upgrades the queue's tables and queues. Safe to repeat; the caller holds the migration lock. */
export async function installQueue(executor: QueueExecutor): Promise<void> {
  const boss = new PgBoss({
    db: executor,
    schema: queueSchema,
    migrate: true,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  await boss.start();
  try {
    await boss.createQueue(deadQueue);
    await boss.createQueue(collectQueue, {
      policy: "stately",
      deadLetter: deadQueue,
      retryLimit: 5,
      retryDelay: 30,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: 900,
    });
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}
