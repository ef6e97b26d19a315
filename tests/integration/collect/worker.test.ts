import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterEach, expect, test } from "vitest";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import {
  appSecret,
  campaignDay,
  days,
  jantarFrom,
  type Night,
  startNight,
  token,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

/** A worker lives on the real clock. */
const daysAgo = (count: number) => addDays(dayIn("Europe/Warsaw", Temporal.Now.instant()), -count);

function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/worker/main.ts"], {
    env: { PATH: process.env.PATH, NODE_ENV: "test", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, said: () => said };
}

test("a worker plans what is due, collects it, and ends with 0 when it is told to stop", async () => {
  const rows = days(daysAgo(6), daysAgo(1)).map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: jantarFrom(daysAgo(6)), rows }]);
  night.simulator.setClock(Temporal.Now.instant());
  const worker = startWorker({
    DATABASE_URL: night.database.url,
    META_GRAPH_URL: night.simulator.url,
    META_ACCESS_TOKEN: token,
    META_APP_SECRET: appSecret,
    COLLECT_SPREAD_MINUTES: "0",
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const [run] = await night.sql`select done from collection_runs`;
    if (run?.done === 1) break;
    await sleep(200);
  }
  expect(await night.sql`select trigger, expected, done from collection_runs`).toEqual([
    { trigger: "worker", expected: 1, done: 1 },
  ]);
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(worker.said()).toContain('"msg":"collection_success"');
  expect(worker.said()).not.toContain(token);
});

test("a worker without its database says so in one sentence and ends with 2", async () => {
  night = await startNight([]);
  const worker = startWorker({ DATABASE_URL: "" });
  expect(await worker.ended).toBe(2);
  expect(worker.said()).toMatch(/^DATABASE_URL is not set/);
});
