import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@supabase/supabase-js";
import { type Child, startChild, waitForHttp } from "@/tools/stack/child";

export interface SupabaseOptions {
  readonly dir: string;
  readonly port: number;
  /** A superuser: it makes the schemas `auth` and `storage` beside ours, as hosted Supabase has them. */
  readonly databaseUrl: string;
  readonly smtpPort: number;
  readonly appUrl: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly jwtSecret: string;
  readonly log?: (line: string) => void;
}

/**
 * Supabase Auth and Storage on the same Postgres, by `@supabase/lite`: the portal's supabase-js code cannot tell it from the hosted one. It has
 * no admin API and its signed URLs are broken, so neither is used anywhere.
 */
export async function startSupabase(options: SupabaseOptions): Promise<Child & { readonly url: string }> {
  const folder = path.resolve(options.dir);
  await mkdir(path.join(folder, "supabase"), { recursive: true });
  const config = path.join(folder, "supabase/config.toml");
  await writeFile(config, await localConfig(options), { mode: 0o600 });
  const child = startChild({
    command: process.execPath,
    args: [
      path.resolve("node_modules/@supabase/lite/dist/cli/index.js"),
      "--no-telemetry",
      "start",
      "--no-admin",
      "--config",
      config,
    ],
    cwd: folder,
    dir: folder,
    env: {
      LITE_TELEMETRY: "0",
      EXPERIMENTAL_STORAGE: "1",
      PORT: String(options.port),
      SUPABASE_PUBLISHABLE_KEY: options.publishableKey,
      SUPABASE_SECRET_KEY: options.secretKey,
      SUPABASE_JWT_SECRET: options.jwtSecret,
      // It speaks TLS with the mail catcher on loopback, whose certificate nobody signed.
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_NO_WARNINGS: "1",
    },
    // It prints its keys when it starts.
    onLine: (line) => options.log?.(line.replace(/sb_secret_[\w-]+/g, "sb_secret_…")),
  });
  const url = `http://127.0.0.1:${options.port}`;
  try {
    await waitForHttp(`${url}/auth/v1/health`, child, "Supabase Auth");
    await makeBuckets(url, options.secretKey);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { ...child, url };
}

/** The buckets that the config names, which the hosted service makes from it and this one does not. */
async function makeBuckets(url: string, secretKey: string): Promise<void> {
  const config = await readFile("supabase/config.toml", "utf8");
  const { storage } = createClient(url, secretKey, { auth: { persistSession: false } });
  const { data: known, error } = await storage.listBuckets();
  if (error) throw new Error(`Supabase Storage did not answer: ${error.message}`);
  for (const section of config.split(/^(?=\[)/m)) {
    const name = /^\[storage\.buckets\.([\w-]+)\]/.exec(section)?.[1];
    if (!name || known.some((bucket) => bucket.name === name)) continue;
    const made = await storage.createBucket(name, { public: /^public = true$/m.test(section) });
    if (made.error) throw new Error(`The bucket ${name} could not be made: ${made.error.message}`);
  }
}

/** The project's own config with local addresses and keys. */
async function localConfig(options: SupabaseOptions): Promise<string> {
  const shared = await readFile("supabase/config.toml", "utf8");
  const templates = path.resolve("supabase/templates");
  return shared
    .replace(/content_path = "\.\/supabase\/templates\//g, () => `content_path = "${templates}/`)
    .replace(/^site_url = .*$/m, `site_url = ${JSON.stringify(options.appUrl)}`)
    .replace("[api]\n", `[api]\nport = ${options.port}\n`)
    .replace(
      "[db]\n",
      `[db]\ndriver = "postgres"\nurl = ${JSON.stringify(`${options.databaseUrl}?client_min_messages=warning`)}\n`,
    )
    .replace(
      "[auth]\n",
      '[auth]\npublishable_key = "env(SUPABASE_PUBLISHABLE_KEY)"\nsecret_key = "env(SUPABASE_SECRET_KEY)"\njwt_secret = "env(SUPABASE_JWT_SECRET)"\n',
    )
    .replace('max_frequency = "30s"', 'max_frequency = "1s"')
    .concat(
      `\n[auth.email.smtp]\nenabled = true\nhost = "127.0.0.1"\nport = ${options.smtpPort}\nuser = "plumbline"\npass = "plumbline"\nadmin_email = "portal@latarnia.example"\nsender_name = "Plumbline"\n`,
    );
}
