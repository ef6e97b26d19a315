import path from "node:path";
import { type Child, startChild, waitForHttp } from "@/tools/stack/child";
import { endLeftovers } from "@/tools/stack/leftovers";
import { lockDir } from "@/tools/stack/lock";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";
import { startPostgres, stopLeftover } from "@/tools/stack/postgres";
import {
  choosePorts,
  prepareDir,
  readSecrets,
  type StackPorts,
  type StackSecrets,
} from "@/tools/stack/settings";
import { startSupabase } from "@/tools/stack/supabase";

export interface Stack {
  /** What the portal and the command line need to run on this stack. */
  readonly env: Readonly<Record<string, string>>;
  readonly ports: StackPorts;
  readonly secrets: StackSecrets;
  readonly mail: MailCatcher;
  readonly superuserUrl: string;
  readonly controlUrl: string;
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly dir: string;
  readonly appUrl: string;
  /** The app that the simulator's proofs are checked against. */
  readonly metaApp: { readonly id: string; readonly secret: string };
  /** Further arguments of the simulator, such as `--replay FILE`; null: no simulator. */
  readonly simulator: ((secrets: StackSecrets) => readonly string[]) | null;
  readonly onProgress?: (what: string) => void;
  /** Each line that a part prints. */
  readonly onLine?: (part: "postgres" | "supabase" | "simulator", line: string) => void;
}

/** Starts Postgres, Supabase's sign-in and files, the mail catcher and the simulator as one; `stop` ends them all. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dir = path.resolve(options.dir);
  await prepareDir(dir);
  const unlock = await lockDir(dir);
  const stops: (() => Promise<unknown>)[] = [unlock];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end().catch(() => {});
  };
  try {
    const progress = options.onProgress ?? (() => {});
    const lines = (part: Parameters<NonNullable<StackOptions["onLine"]>>[0]) => (line: string) =>
      options.onLine?.(part, line);
    const dataDir = path.join(dir, "postgres");
    // Before the ports are chosen: what a killed start left behind still sits on them.
    await Promise.all([endLeftovers(dir), stopLeftover(dataDir)]);
    const secrets = await readSecrets(dir);
    const ports = await choosePorts(dir);
    progress("Postgres 17");
    const database = await startPostgres({
      dataDir,
      port: ports.postgres,
      log: lines("postgres"),
    });
    stops.push(() => database.stop());
    progress("mail catcher");
    const mail = await startMailCatcher({
      dir: path.join(dir, "mail"),
      smtpPort: ports.smtp,
      httpPort: ports.mail,
    });
    stops.push(() => mail.stop());
    progress("Supabase Auth and Storage");
    const supabase = await startSupabase({
      dir,
      port: ports.supabase,
      databaseUrl: database.superuserUrl,
      smtpPort: ports.smtp,
      appUrl: options.appUrl,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      jwtSecret: secrets.jwtSecret,
      log: lines("supabase"),
    });
    stops.push(() => supabase.stop());
    if (options.simulator) {
      progress("Graph API simulator");
      const simulator = await startSimulatorProcess(
        dir,
        ports,
        options.simulator(secrets),
        lines("simulator"),
      );
      stops.push(() => simulator.stop());
    }
    const env = {
      DATABASE_URL: database.url,
      DIRECT_DATABASE_URL: database.url,
      NEXT_PUBLIC_SUPABASE_URL: supabase.url,
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
      APP_URL: options.appUrl,
      CRON_SECRET: secrets.cronSecret,
      METRICS_TOKEN: secrets.metricsToken,
      SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
      MAIL_FROM: "Plumbline <portal@plumbline.example>",
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      META_GRAPH_URL: `http://127.0.0.1:${ports.graph}`,
      META_APP_ID: options.metaApp.id,
      META_APP_SECRET: options.metaApp.secret,
      // Sixteen accounts on one machine need not wait for each other.
      COLLECT_SPREAD_MINUTES: "0",
    };
    return {
      env,
      ports,
      secrets,
      mail,
      superuserUrl: database.superuserUrl,
      controlUrl: `http://127.0.0.1:${ports.control}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startSimulatorProcess(
  dir: string,
  ports: StackPorts,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<Child> {
  const child = startChild({
    dir,
    command: process.execPath,
    args: [
      "--import",
      "tsx",
      "tools/simulator/main.ts",
      "--port",
      String(ports.graph),
      "--control-port",
      String(ports.control),
      ...args,
    ],
    onLine,
  });
  await waitForHttp(`http://127.0.0.1:${ports.control}/clock`, child, "The simulator");
  return child;
}
