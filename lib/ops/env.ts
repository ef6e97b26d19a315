import { z } from "zod";

/**
 * Every environment variable the product knows, with its shape and what it is for (architecture.md §5). Read by name at run time:
 * a literal `process.env.NEXT_PUBLIC_…` would be frozen into the build. An empty variable means unset.
 */
const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" });
const smtpUrl = z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" });
const secret = z.string().min(16, "must have at least 16 characters");

export const keyring = z.string().transform((text, context) => {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(",")) {
    const [id, encoded] = part.split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    if (!id || key.length !== 32) {
      context.addIssue({
        code: "custom",
        message: "must look like k1:<base64 of 32 bytes>, more keys after a comma",
      });
      return z.NEVER;
    }
    keys.set(id, key);
  }
  return keys;
});

const variables = {
  DATABASE_URL: { shape: postgresUrl, purpose: "the Postgres database the portal reads and writes" },
  DIRECT_DATABASE_URL: { shape: postgresUrl, purpose: "the same database without a pooler, for migrations" },
  NEXT_PUBLIC_SUPABASE_URL: { shape: url, purpose: "Supabase, where staff sign in and files are kept" },
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: { shape: z.string().min(1), purpose: "Supabase's publishable key" },
  SUPABASE_SECRET_KEY: { shape: z.string().min(1), purpose: "Supabase's secret key, for files" },
  APP_URL: { shape: url, purpose: "the portal's own address, for links" },
  CRON_SECRET: { shape: secret, purpose: "the secret the scheduler sends" },
  ENCRYPTION_KEYS: { shape: keyring, purpose: "the keys that Meta tokens are encrypted with" },
  META_GRAPH_URL: {
    shape: url,
    purpose: "Meta's Graph API, without a version",
    fallback: "https://graph.facebook.com",
  },
  META_GRAPH_VERSION: {
    shape: z.string().regex(/^v\d+\.\d+$/, "must look like v26.0"),
    purpose: "the Graph API version",
    fallback: "v26.0",
  },
  META_APP_ID: { shape: z.string().regex(/^\d+$/, "must be digits"), purpose: "the id of the Meta app" },
  META_APP_SECRET: { shape: z.string().min(1), purpose: "the secret of the Meta app, for appsecret_proof" },
  META_ACCESS_TOKEN: {
    shape: z.string().min(1),
    purpose: "the Meta token used when a client names no connection",
  },
  META_PAGE_LIMIT: {
    shape: z.coerce.number().int().min(1).max(5000),
    purpose: "rows per page asked of Meta",
    fallback: "500",
  },
  COLLECT_SPREAD_MINUTES: {
    shape: z.coerce.number().int().min(0).max(60),
    purpose: "the minutes over which the accounts of a pass are spread, 0 to begin at once",
    fallback: "60",
  },
  SMTP_URL: { shape: smtpUrl, purpose: "the mail server that messages are sent through" },
  MAIL_FROM: {
    shape: z
      .string()
      .regex(/^[^<>]+@[^<>\s]+$|^[^<>]+<[^<>\s]+@[^<>\s]+>$/, "must look like Name <address@example.com>"),
    purpose: "the sender of mails",
  },
  SLACK_WEBHOOK_URL: { shape: url, purpose: "Slack's incoming webhook that alerts are posted to" },
  ALERT_WEBHOOK_URL: { shape: url, purpose: "the address that alerts are posted to as signed JSON" },
  ALERT_WEBHOOK_SECRET: {
    shape: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and the base64 of at least 24 bytes"),
    purpose: "the secret that posted alerts are signed with",
  },
  METRICS_TOKEN: { shape: secret, purpose: "the secret for /api/metrics and deep health" },
  CHROMIUM_PATH: {
    shape: z.string().min(1),
    purpose: "the Chromium that prints PDFs, where the system has none that starts",
  },
  LOG_LEVEL: {
    shape: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    purpose: "how much is logged",
    fallback: "info",
  },
} as const;

export type EnvName = keyof typeof variables;
type EnvValue<Name extends EnvName> = z.output<(typeof variables)[Name]["shape"]>;

/** A variable that is missing or malformed; the message is one sentence that names it and says what it is for. */
export class EnvError extends Error {
  override name = "EnvError";
}

/** The variable's value, or undefined when it is unset and has no default. Malformed: EnvError. */
export function optionalEnv<Name extends EnvName>(name: Name): EnvValue<Name> | undefined {
  const variable = variables[name];
  const text = process.env[name] || ("fallback" in variable ? variable.fallback : undefined);
  if (text === undefined) return undefined;
  const parsed = variable.shape.safeParse(text);
  if (!parsed.success) {
    throw new EnvError(`${name} (${variable.purpose}) ${parsed.error.issues[0]?.message ?? "is malformed"}.`);
  }
  return parsed.data as EnvValue<Name>;
}

/** The variable's value. Missing or malformed: EnvError. */
export function requireEnv<Name extends EnvName>(name: Name): EnvValue<Name> {
  const value = optionalEnv(name);
  if (value === undefined) {
    throw new EnvError(`${name} is not set: it is ${variables[name].purpose}. See .env.example.`);
  }
  return value;
}

/** Names of all known variables, for `doctor` and the test of `.env.example`. */
export const envNames = Object.keys(variables) as EnvName[];
