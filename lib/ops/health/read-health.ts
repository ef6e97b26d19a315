import type { Database } from "@/lib/db/database";
import { type Backlog, readBacklog } from "@/lib/ops/backlog/read-backlog";
import { checkClients } from "@/lib/ops/health/check-clients";
import { checkDatabase } from "@/lib/ops/health/check-database";
import { checkMigrations } from "@/lib/ops/health/check-migrations";
import { checkScheduler } from "@/lib/ops/health/check-scheduler";
import { checkTokens } from "@/lib/ops/health/check-tokens";
import { judgeQueue } from "@/lib/ops/health/judge-queue";
import { judge, type Verdict } from "@/lib/ops/health/verdict";

export interface Health {
  /** False when the portal cannot do its work, or when nobody calls it any more: what an outside pinger acts on. */
  readonly ok: boolean;
  readonly database: Verdict;
  readonly migrations: Verdict;
  readonly scheduler: Verdict;
  /** Whether the dead man's switch itself is called. */
  readonly monitor: Verdict;
  readonly queue: Verdict;
  /** What the verdict on the queue was made from; null when it could not be read. */
  readonly backlog: Backlog | null;
  readonly clients: Record<string, Verdict> | Verdict;
  readonly tokens: Record<string, Verdict> | Verdict;
}

/**
 * Every part with a verdict of its own (architecture.md §5). Only database, migrations, both schedulers and the queue decide `ok`: one client's dead
 * token is an alert of its own, not a reason to call the portal down.
 */
export async function readHealth(
  db: Database,
  url: string,
  report: (error: unknown) => void,
): Promise<Health> {
  const database = await judge(() => checkDatabase(db), report);
  const migrations = await judge(() => checkMigrations(url), report);
  const scheduler = await judge(() => checkScheduler(db), report);
  const monitor = await judge(() => checkScheduler(db, "monitor"), report);
  let backlog: Backlog | null = null;
  const queue = await judge(async () => {
    backlog = await readBacklog(db);
    return judgeQueue(backlog);
  }, report);
  const clients = await judgeEach(() => checkClients(db), report);
  const tokens = await judgeEach(() => checkTokens(db), report);
  const ok = [database, migrations, scheduler, monitor, queue].every(({ state }) => state === "ok");
  return { ok, database, migrations, scheduler, monitor, queue, backlog, clients, tokens };
}

async function judgeEach(
  look: () => Promise<Record<string, Verdict>>,
  report: (error: unknown) => void,
): Promise<Record<string, Verdict> | Verdict> {
  let each: Record<string, Verdict> = {};
  const whole = await judge(async () => {
    each = await look();
    return { state: "ok", detail: "" };
  }, report);
  return whole.state === "failed" ? whole : each;
}
