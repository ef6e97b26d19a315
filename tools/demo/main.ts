import { createWriteStream } from "node:fs";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { addStaffMember } from "@/lib/auth/add-staff-member";
import { findStaff } from "@/lib/auth/find-staff";
import { importClients } from "@/lib/clients/import-clients";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import type { RunResult } from "@/lib/collect/run/run-result";
import { type Actor, type Database, openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, parseCalendarMonth } from "@/lib/values/calendar-month";
import { graphFor } from "@/tools/cli/graph-for";
import { readDemoArguments } from "@/tools/demo/arguments";
import { clientsFile } from "@/tools/demo/clients-file";
import { collectHistory, deadToken, type History, whileTokensLive } from "@/tools/demo/collect-history";
import { keep, readKept } from "@/tools/demo/kept";
import { buildPortal, isBuilt, startPortal } from "@/tools/demo/portal";
import { publishMonth } from "@/tools/demo/publish-month";
import { createVoice } from "@/tools/demo/say";
import { settingsFile, writeSettings } from "@/tools/demo/settings-file";
import { cast } from "@/tools/simulator/worlds/cast";
import { demoApp, demoTokens } from "@/tools/simulator/worlds/latarnia";
import { startChild } from "@/tools/stack/child";
import { failClearly, portalPort, untilSignal } from "@/tools/stack/foreground";
import { isFree } from "@/tools/stack/free-port";
import { type Stack, startStack } from "@/tools/stack/start";

/** `npm run demo`: the whole product on this machine, filled by its own collector. */
const asked = readDemoArguments(process.argv.slice(2));
if (asked.kind !== "run") {
  (asked.kind === "usage" ? process.stdout : process.stderr).write(`${asked.text}\n`);
  process.exit(asked.kind === "usage" ? 0 : 2);
}
const { dir } = asked;
const agencyZone = "Europe/Warsaw";
const cli: Actor = { staffId: null, role: "admin", name: "demo" };
const admin = { email: "marta@latarnia.example", name: "Marta Lis", role: "admin", locale: "en" } as const;
const viewer = {
  email: "wanda@latarnia.example",
  name: "Wanda Zych",
  role: "viewer",
  locale: "pl",
} as const;
const voice = createVoice(Date.now());

const stops: (() => Promise<unknown>)[] = [];
const stopAll = async () => {
  for (const stop of stops.splice(0).reverse()) await stop().catch(() => {});
};

try {
  const interrupted = untilSignal().then(async () => {
    process.stdout.write("\nStopping …\n");
    await stopAll();
    process.exit(0);
  });
  await Promise.race([run(), interrupted]);
  await interrupted;
} catch (error) {
  await stopAll();
  failClearly(error);
}

async function run(): Promise<void> {
  const port = portalPort();
  const appUrl = `http://localhost:${port}`;
  const anchorKept = await readKept(dir);
  const stack = await startStack({
    dir,
    appUrl,
    metaApp: demoApp,
    simulator: (secrets) => ["--anchor", secrets.anchor],
    onProgress: (what) => voice.step(`starting ${what}`),
  });
  stops.push(() => stack.stop());
  await refuseTakenPort(port);
  stops.push(await writeSettings(dir, stack.env));
  Object.assign(process.env, stack.env);
  logger.level = "silent";

  // The build needs no database and the collector no build: both cores have work.
  if (!isBuilt()) voice.step("building the portal meanwhile");
  let isBuilding = !isBuilt();
  const built = isBuilding ? buildPortal() : Promise.resolve();
  built
    .catch(() => {})
    .finally(() => {
      isBuilding = false;
    });
  voice.step("migrating the database");
  await migrateDatabase(requireEnv("DIRECT_DATABASE_URL"));
  const db = openDatabase(requireEnv("DATABASE_URL"), { max: 6, bulkMax: 4 });
  stops.push(() => db.close());

  const month = addMonths(monthOf(dayIn(agencyZone, Temporal.Now.instant())), -1);
  const kept = anchorKept?.month === month ? anchorKept : await fill(db, stack, month);
  if (isBuilding) voice.step("waiting for the portal to be built, which may take another minute or two");
  await built;
  voice.step("starting the portal");
  const log = createWriteStream(path.join(dir, "portal.log"), { flags: "a" });
  const onLine = (line: string) => log.write(`${line}\n`);
  const portal = await startPortal(port, stack.env, { dir, onLine });
  stops.push(() => portal.stop());
  const worker = startChild({
    command: process.execPath,
    args: ["--import", "tsx", "tools/worker/main.ts"],
    env: { ...stack.env, LOG_LEVEL: "info" },
    dir,
    onLine,
  });
  stops.push(() => worker.stop());
  greet(appUrl, stack, kept.links);
}

/** Clients, tokens, fourteen months of figures, publications, links: everything by the product's own functions. */
async function fill(db: Database, stack: Stack, month: CalendarMonth) {
  const since = `${addMonths(month, -12)}-01`;
  const keys = requireEnv("ENCRYPTION_KEYS");
  for (const input of [admin, viewer]) await addStaffMember({ db, actor: cli, input });
  await setConnectionToken({
    db,
    actor: cli,
    keys,
    name: "agency",
    token: demoTokens.agency,
    kind: "system_user",
    as: "either",
  });
  await setConnectionToken({
    db,
    actor: cli,
    keys,
    name: "klinika-fala",
    token: demoTokens.klinikaFala,
    kind: "long_lived_user",
    as: "either",
  });
  const anchor = Temporal.Instant.from(stack.secrets.anchor);
  const history: History = { since, anchor, controlUrl: stack.controlUrl, voice };
  await whileTokensLive(history, db, async () => {
    const imported = await importClients({
      db,
      actor: cli,
      json: clientsFile(since),
      keys: () => keys,
      envToken: undefined,
      openReader: (token) => {
        const graph = graphFor(token);
        return (id) => graph.readAccount(id);
      },
    });
    if (imported.kind !== "imported") throw new Error(imported.problems.join("\n"));
    voice.step(`${imported.clients.length} clients of the agency Latarnia`);
  });
  const result = await collectHistory(db, history);
  sayWhatFailed(result);
  voice.step("running the checks and telling what they found");
  await afterCollection(db, "cli");
  const marta = await findStaff(db, admin.email);
  if (!marta) throw new Error(`${admin.email} was not stored.`);
  const outcome = await publishMonth(db, marta.actor, month, (done) =>
    voice.count(`publishing ${month}`, done, cast.length),
  );
  for (const { slug, why } of outcome.blocked)
    voice.step(`${slug} ${month} stays a draft: ${why.replaceAll("_", " ")}`);
  const kept = { month: parseCalendarMonth(month), links: outcome.links };
  await keep(dir, kept);
  return kept;
}

/** Klinika Fala is meant to fail; whatever else did is worth a look. */
function sayWhatFailed(result: RunResult): void {
  voice.step(`${result.done} of ${result.expected} clients collected`);
  for (const { client, state, reason, error } of result.accounts) {
    if (state === "done") continue;
    const why = error?.message ?? reason?.replaceAll("_", " ") ?? "no reason given";
    const planned = client === deadToken.slug ? " on purpose, its token was revoked eight days ago" : "";
    voice.step(`${client} ${state}${planned}: ${why}`);
  }
}

/** Says so before a minute of work when the portal's port is taken; what a killed start left there is gone by now. */
async function refuseTakenPort(port: number): Promise<void> {
  if (await isFree(port)) return;
  throw new Error(`Port ${port} is in use; choose another, for example PORT=${port + 1000} npm run demo.`);
}

function greet(appUrl: string, stack: Stack, links: Readonly<Record<string, string>>): void {
  const [slug, link] = Object.entries(links)[0] ?? [];
  const client = cast.find((member) => member.slug === slug)?.name;
  voice.step("ready");
  process.stdout.write(`
  Portal          ${appUrl}
                  sign in as ${admin.email} (${admin.name}, may do everything, reads English)
                  or as ${viewer.email} (${viewer.name}, may only look, reads Polish);
                  there is no password, a one-time code arrives in the mail catcher
  Mail catcher    ${stack.mail.url}
  ${client ? `Shared report   ${appUrl}${link}\n                  ${client}’s last month as the client opens it, without an account` : "No month is shared."}
  Gone wrong      on purpose: Klinika Fala, Auto Wilk, Meble Olcha and Spływy Brda; Today says how
  Simulator       ${stack.env.META_GRAPH_URL}, control ${stack.controlUrl}
  Command line    ENV_FILE=${settingsFile(dir)} npm run cli -- checks run
                  (doctor there exits 1 with a ✗ at klinika-fala, whose token was revoked on purpose)

  Ctrl-C stops everything; the next start goes on with the same data.

`);
}
