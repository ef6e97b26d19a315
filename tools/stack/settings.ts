import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { freePort } from "@/tools/stack/free-port";

const secretsShape = z.object({
  cronSecret: z.string(),
  metricsToken: z.string(),
  encryptionKeys: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  /** What local Supabase signs sessions with. */
  jwtSecret: z.string(),
  /** The moment that the demo's special days are counted from. */
  anchor: z.string(),
});
export type StackSecrets = z.infer<typeof secretsShape>;

const portNames = ["postgres", "supabase", "smtp", "mail", "graph", "control"] as const;
const portsShape = z.record(z.enum(portNames), z.number());
export type StackPorts = z.infer<typeof portsShape>;

/**
 * The stack's secrets, made once and kept readable for their owner only. One that an older file lacks is added: the others stay, or what they
 * encrypted could not be read again.
 */
export async function readSecrets(dir: string): Promise<StackSecrets> {
  const file = path.join(dir, "secrets.json");
  const kept = secretsShape.partial().safeParse(await readJson(file));
  const random = (bytes: number) => randomBytes(bytes).toString("base64url");
  const made: StackSecrets = {
    cronSecret: random(24),
    metricsToken: random(24),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(24)}`,
    jwtSecret: random(48),
    anchor: new Date().toISOString(),
  };
  const secrets = secretsShape.parse({ ...made, ...kept.data });
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await chmod(file, 0o600);
  return secrets;
}

/** Ports of the last start where they are still free, else new ones. */
export async function choosePorts(dir: string): Promise<StackPorts> {
  const file = path.join(dir, "ports.json");
  const kept = portsShape.safeParse(await readJson(file));
  const taken = new Set<number>();
  const ports = {} as StackPorts;
  for (const name of portNames) {
    let port = await freePort(kept.success ? kept.data[name] : undefined);
    while (taken.has(port)) port = await freePort();
    taken.add(port);
    ports[name] = port;
  }
  await writeFile(file, JSON.stringify(ports, null, 2));
  return ports;
}

/** The data folder. Under root, Postgres runs as a user of its own and has to pass through it. */
export async function prepareDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  if (process.getuid?.() === 0) await chmod(dir, 0o711);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
