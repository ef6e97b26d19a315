import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type PostgresServer, startPostgres } from "@/tools/stack/postgres";

/** A Postgres of one test's own, written to disk as in earnest, that can be torn out and started again on what it left. */
export interface OwnServer {
  readonly url: string;
  readonly superuserUrl: string;
  /** `kill -9` of the server and of every process of it, as when the machine goes. */
  tearOut(): Promise<void>;
  /** Starts it again on the same data and the same port; it recovers from its log. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-ordeal-pg-"));
  await chmod(folder, 0o711);
  const dataDir = path.join(folder, "postgres");
  let server: PostgresServer = await startPostgres({ dataDir });
  const { url, superuserUrl, port } = server;
  return {
    url,
    superuserUrl,
    async tearOut() {
      // The head first: it would start anew whatever else dies.
      const ours = [server.pid, ...childrenOf(server.pid)];
      for (const pid of ours) killHard(pid);
      for (let waited = 0; waited < 200 && ours.some(isAlive); waited += 1) await sleep(20);
    },
    async restart() {
      server = await startPostgres({ dataDir, port });
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    // "123 (postgres) S 1 …"; the name may hold anything, so from its last bracket on.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has gone by itself.
  }
}

function isAlive(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2, text.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}
