import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jantar, len } from "@/tests/integration/cast";
import { factsOf } from "@/tests/integration/collect/facts-of";
import {
  appSecret,
  campaignDay,
  days,
  items,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
  token,
} from "@/tests/integration/collect/night";

const kills = 30;
const range = { since: "2026-09-01", until: "2026-11-08" };
const every = days(range.since, range.until);

/** The first reading, and what Meta says later: changed figures, a row withdrawn, a KPI seen for the first time. */
const rowsOf = (client: typeof jantar, later: boolean) =>
  every.flatMap((date, index) =>
    ["101", "102", "103", "104", "105"]
      .filter((id) => !(later && id === "103" && index % 9 === 0))
      .map((id) =>
        campaignDay(
          date,
          id,
          {
            spend: later && index % 4 === 0 ? "10.75" : "10.5",
            actions: items({
              omni_purchase: later && index % 3 === 0 ? 2 : 1,
              ...(later && index > 30 ? { lead: 1 } : {}),
            }),
          },
          client,
        ),
      ),
  );

let night: Night;
let folder: string;
let bundle: string;
let admin: postgres.Sql;
const made: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-kill-"));
  bundle = path.join(folder, "child.mjs");
  await build({
    entryPoints: ["tests/integration/collect/kill-child.ts"],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": process.cwd() },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  night = await startNight([
    { client: jantarFrom("2026-09-01"), rows: rowsOf(jantar, false) },
    { client: lenFrom("2026-09-01"), rows: rowsOf(len, false) },
  ]);
  expect(await night.collect(range)).toMatchObject({ expected: 2, done: 2 });
  night.simulator.setRows("1000000000000001", rowsOf(jantar, true));
  night.simulator.setRows("1000000000000002", rowsOf(len, true));
  // Copying a database needs it to itself.
  await night.sql.end({ timeout: 5 });
  await night.database.db.close();
  admin = postgres(
    Object.assign(new URL(night.database.superuserUrl), { pathname: "/postgres" }).toString(),
    { max: 1, onnotice: () => {} },
  );
}, 120_000);

afterAll(async () => {
  for (const name of made) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end({ timeout: 5 });
  await night.simulator.close();
  await night.database.close();
  await rm(folder, { recursive: true, force: true });
});

/** A copy of the state after the first reading. */
async function copy(): Promise<{ url: string; superuserUrl: string }> {
  const base = new URL(night.database.url).pathname.slice(1);
  const name = `${base}_${made.length}`;
  await admin.unsafe(
    `create database ${name} template ${base} owner ${new URL(night.database.url).username}`,
  );
  made.push(name);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  return { url: at(night.database.url), superuserUrl: at(night.database.superuserUrl) };
}

function start(url: string, now: string): ChildProcess {
  return spawn(process.execPath, [bundle], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      META: night.simulator.url,
      TOKEN: token,
      APP_SECRET: appSecret,
      NOW: now,
      SINCE: range.since,
      UNTIL: range.until,
      LOG_LEVEL: "silent",
      NODE_ENV: "test",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Resolves with all that the child said once it has ended; `onGo` when it begins its work. */
function ended(child: ChildProcess, onGo: () => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      if (said === "") onGo();
      said += chunk;
    });
    child.once("error", reject);
    child.once("close", () => resolve(said));
  });
}

async function look<T>(superuserUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const complete = (said: string) =>
  JSON.parse(said.split("\n")[1] ?? "{}") as { expected: number; done: number };

test(`F22 killed with SIGKILL at ${kills} random moments: the next run ends with the facts and events of one that was never killed`, async () => {
  const untouched = await copy();
  let began = 0;
  const said = await ended(start(untouched.url, "2026-11-09T06:00:00Z"), () => {
    began = performance.now();
  });
  const lasted = performance.now() - began;
  expect(complete(said)).toMatchObject({ expected: 2, done: 2 });
  const reference = await look(untouched.superuserUrl, factsOf);
  expect(reference.filter((row) => row.startsWith("restatement"))).not.toHaveLength(0);

  let cutShort = 0;
  for (let time = 0; time < kills; time += 1) {
    const { url, superuserUrl } = await copy();
    const delay = (lasted * (time + Math.random())) / kills;
    const victim = start(url, "2026-11-09T06:00:00Z");
    const killed = await ended(victim, () => {
      sleep(delay).then(() => victim.kill("SIGKILL"));
    });
    if (!killed.includes("}")) cutShort += 1;
    // A partial window is never visible: every day of both accounts is there, old or new, and adds up.
    const halfway = await look(
      superuserUrl,
      (sql) => sql`select count(*)::int as n from daily_kpi_data where reconciled`,
    );
    expect(halfway[0]?.n, `killed after ${delay} ms`).toBe(2 * every.length);
    // Minutes later, when the dead worker's claim has run out.
    expect(
      complete(await ended(start(url, "2026-11-09T06:10:00Z"))),
      `killed after ${delay} ms`,
    ).toMatchObject({ expected: 2, done: 2 });
    expect(await look(superuserUrl, factsOf), `killed after ${delay} ms`).toEqual(reference);
    await look(superuserUrl, async (sql) => {
      expect(await sql`select 1 from collection_attempts where state = 'running'`).toHaveLength(0);
      expect(await sql`select 1 from collection_staging`).toHaveLength(0);
    });
  }
  // Most of them must really have been killed, or this proves nothing.
  expect(cutShort).toBeGreaterThan(kills / 2);
}, 400_000);
