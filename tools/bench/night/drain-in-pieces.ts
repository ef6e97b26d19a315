import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { limitsUntil } from "@/lib/collect/run/call-limits";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import { openDatabase } from "@/lib/db/database";
import { requireEnv } from "@/lib/ops/env";

/**
 * What the scheduled routes do, in a process of its own: `drain-in-pieces.ts LIMIT_MS`. One call that plans, then calls that drain, each with so
 * much time and one right after the other, until nothing remains. Says the seconds of every call.
 */
const limitMs = Number(process.argv[2]);
const db = openDatabase(requireEnv("DATABASE_URL"));
const collector = collectorFromEnv(db);
const by = { trigger: "cron", requestedBy: "bench" } as const;

const seconds: number[] = [];
const timed = async <T>(work: () => Promise<T>): Promise<T> => {
  const began = performance.now();
  const answer = await work();
  seconds.push((performance.now() - began) / 1_000);
  return answer;
};
let { expected } = await timed(() => collectDue(collector, limitsUntil(Date.now() + limitMs), by));
// A call that found nothing to do was the last one.
while (expected > 0)
  ({ expected } = await timed(() => drainDue(collector, limitsUntil(Date.now() + limitMs))));
await db.close();
process.send?.({ seconds });
process.channel?.unref();
