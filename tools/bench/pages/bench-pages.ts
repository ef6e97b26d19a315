import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { addStaffMember } from "@/lib/auth/add-staff-member";
import { type Actor, openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { buildCopy, emptyPath } from "@/tools/bench/pages/build-copy";
import { requestsPerSecond, scriptBytes } from "@/tools/bench/pages/load";
import { seedPortfolio } from "@/tools/bench/pages/seed-portfolio";
import { signInCookies } from "@/tools/bench/pages/sign-in";
import { median, type Ratio } from "@/tools/bench/ratio";
import { startChild, waitForHttp } from "@/tools/stack/child";
import { freePort } from "@/tools/stack/free-port";
import { startStack } from "@/tools/stack/start";

const pages = ["/", "/data-health", "/reports", "/alerts"] as const;
const email = "anna@latarnia.example";
const cli: Actor = { staffId: null, role: "admin", name: "bench" };
/** Turns in which every page has its seconds, so that what else the machine does hits all alike. */
const turns = 5;
const seconds = 4;

/**
 * P9: requests a second and script of the staff pages against an empty dynamic page of the same build, signed in, in the same frame. One line
 * a page; the agency has `clients` clients with 37 months of account-days.
 */
export async function benchPages({ clients }: { readonly clients: number }): Promise<Ratio[]> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-pages-"));
  // As root, Postgres runs as somebody else, who has to pass through.
  await chmod(dir, 0o711);
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const stack = await startStack({
      dir: path.join(dir, "stack"),
      appUrl: url,
      metaApp: { id: "1", secret: "bench" },
      simulator: null,
    });
    ends.push(() => stack.stop());
    const { DATABASE_URL = "", DIRECT_DATABASE_URL = "" } = stack.env;
    await migrateDatabase(DIRECT_DATABASE_URL);
    const sql = postgres(stack.superuserUrl, { max: 1, onnotice: () => {} });
    ends.push(() => sql.end());
    await seedPortfolio(sql, { clients, days: 37 * 30, timeZone: "Europe/Warsaw" });
    const db = openDatabase(DATABASE_URL);
    ends.push(() => db.close());
    await addStaffMember({ db, actor: cli, input: { email, name: "Anna", role: "admin", locale: "en" } });

    const copy = path.join(dir, "portal");
    await buildCopy(copy);
    const server = startChild({
      command: process.execPath,
      args: ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"],
      cwd: copy,
      env: { ...stack.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "error" },
      onLine: () => {},
    });
    ends.push(() => server.stop());
    await waitForHttp(`${url}/api/health`, server, "The portal");
    const cookie = await signInCookies(url, stack.mail.url, email);
    return await compare(url, cookie, clients);
  } finally {
    for (const end of ends.reverse()) await end().catch(() => {});
    await rm(dir, { recursive: true, force: true });
  }
}

async function compare(url: string, cookie: string, clients: number): Promise<Ratio[]> {
  const rates = new Map<string, number[]>();
  for (const page of [emptyPath, ...pages]) await requestsPerSecond(`${url}${page}`, cookie, 1);
  for (let turn = 0; turn < turns; turn += 1)
    for (const page of [emptyPath, ...pages]) {
      const rate = await requestsPerSecond(`${url}${page}`, cookie, seconds);
      rates.set(page, [...(rates.get(page) ?? []), rate]);
    }
  const empty = rates.get(emptyPath) ?? [];
  const emptyScript = await scriptBytes(`${url}${emptyPath}`, cookie);
  const ratios: Ratio[] = [];
  for (const page of pages) {
    const own = rates.get(page) ?? [];
    const against = "an empty page of the build";
    ratios.push({
      goal: "P9",
      what: `requests a second of ${page} with ${clients} clients`,
      against,
      ratio: median(own.map((rate, turn) => rate / (empty[turn] ?? Number.NaN))),
      reach: 0.4,
      better: "higher",
    });
    ratios.push({
      goal: "P9",
      what: `script of ${page}`,
      against,
      ratio: (await scriptBytes(`${url}${page}`, cookie)) / emptyScript,
      reach: 1.15,
      better: "lower",
    });
  }
  return ratios;
}
