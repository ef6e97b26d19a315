import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { ne } from "drizzle-orm";
import postgres from "postgres";
import { openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { staffMembers } from "@/lib/db/schema/people";
import { rememberSession } from "@/tests/e2e/support/mail";
import { people } from "@/tests/e2e/support/people";
import { startServer } from "@/tests/e2e/support/portal";
import { announceRun, keepLine, rememberSecret, sessionFile } from "@/tests/e2e/support/run";
import { signIn } from "@/tests/e2e/support/sign-in";
import { seedCast } from "@/tests/integration/cast";
import { startStack } from "@/tools/stack/start";

const metaApp = { id: "1200000000000001", secret: "e2e-app-secret-0f5b2c7a91d34e68" };

/** One stack for the run, a migrated template database with the cast's people, and each of them signed in once through the real page. */
export default async function setup(config: FullConfig): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-e2e-"));
  // As root, Postgres runs under a user of its own, who has to pass through here.
  await chmod(dir, 0o711);
  for (const folder of ["logs", "pages", "sessions"]) await mkdir(path.join(dir, folder));
  const stack = await startStack({
    dir: path.join(dir, "stack"),
    appUrl: "http://127.0.0.1",
    metaApp,
    simulator: null,
    onLine: (process, line) => keepLine(path.join(dir, "logs", `${process}.log`), line),
  });
  const stop = async () => {
    await stack.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const at = (url: string) => Object.assign(new URL(url), { pathname: "/e2e_template" }).toString();
    const templateUrl = at(stack.env.DATABASE_URL ?? "");
    announceRun({
      dir,
      env: { ...stack.env },
      mailUrl: stack.mail.url,
      templateUrl,
      superuserUrl: stack.superuserUrl,
    });
    const { secrets } = stack;
    rememberSecret("META_APP_SECRET", metaApp.secret);
    rememberSecret("CRON_SECRET", secrets.cronSecret);
    rememberSecret("METRICS_TOKEN", secrets.metricsToken);
    rememberSecret("ENCRYPTION_KEYS", secrets.encryptionKeys.split(":")[1] ?? "");
    rememberSecret("SUPABASE_SECRET_KEY", secrets.secretKey);
    await makeTemplate(stack.superuserUrl, templateUrl);
    await signEverybodyIn(templateUrl, config);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeTemplate(superuserUrl: string, templateUrl: string): Promise<void> {
  const { pathname, username } = new URL(templateUrl);
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`create database ${pathname.slice(1)} owner ${username}`);
  } finally {
    await sql.end();
  }
  await migrateDatabase(templateUrl);
  const db = openDatabase(templateUrl);
  await seedCast(db, []);
  // Marta reads Polish, everybody else English.
  await db.asStaff(people.admin.actor, (tx) =>
    tx.update(staffMembers).set({ locale: "en" }).where(ne(staffMembers.email, people.marta.email)),
  );
  await db.close();
}

/** Sessions belong to the sign-in service, so they hold in every copy of the template. */
async function signEverybodyIn(templateUrl: string, config: FullConfig): Promise<void> {
  const server = await startServer(templateUrl, {});
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  try {
    for (const [person, { email }] of Object.entries(people)) {
      const context = await browser.newContext({ baseURL: server.url, locale: "en-GB" });
      await signIn(await context.newPage(), email);
      const { cookies } = await context.storageState({ path: sessionFile(person) });
      rememberSession(cookies);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
