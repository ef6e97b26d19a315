import { once } from "node:events";
import readline from "node:readline";
import { Temporal } from "temporal-polyfill";
import { collectDue } from "@/lib/collect/run/scheduler-call";
import { openDatabase } from "@/lib/db/database";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { countSteps, type Step } from "@/tests/robustness/kills/count-steps";

/** What a victim is told on its first line. */
export interface Orders {
  readonly databaseUrl: string;
  readonly metaUrl: string;
  readonly token: string;
  readonly appSecret: string;
  readonly now: string;
  /** The step, counted from 1, at which it ends itself with SIGKILL; 0 = never. */
  readonly dieAt: number;
}

/** A scheduler call in a process of its own, which dies when it was told to. Says "ready", then "go", then its steps when it lived to the end. */
process.stdout.write("ready\n");
const [line] = (await once(readline.createInterface({ input: process.stdin }), "line")) as [string];
const orders = JSON.parse(line) as Orders;

const steps: Step[] = [];
countSteps(
  { postgres: Number(new URL(orders.databaseUrl).port), meta: Number(new URL(orders.metaUrl).port) },
  (step) => {
    steps.push(step);
    if (steps.length === orders.dieAt) process.kill(process.pid, "SIGKILL");
  },
);
const began = Temporal.Instant.from(orders.now);
const start = performance.now();
const db = openDatabase(orders.databaseUrl);
const clock = () => began.add({ milliseconds: Math.round(performance.now() - start) });
process.stdout.write("go\n");
const answer = await collectDue(
  {
    db,
    clock,
    databaseTime: clock,
    apiVersion: "v26.0",
    appId: "app",
    envToken: orders.token,
    keys: () => new Map(),
    openGraph: (token) =>
      createGraphClient({
        baseUrl: orders.metaUrl,
        version: "v26.0",
        token,
        appSecret: orders.appSecret,
        pageLimit: 50,
        sleep: async () => {},
      }),
  },
  { isOver: () => false, signal: new AbortController().signal },
  { trigger: "cron", requestedBy: "scheduler" },
);
await db.close();
process.stdout.write(`${JSON.stringify({ answer, steps })}\n`, () => process.exit(0));
