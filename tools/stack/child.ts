import { type ChildProcess, spawn } from "node:child_process";

export interface Child {
  readonly pid: number;
  /** Resolves when the process is gone, with its exit code (null after a signal). */
  readonly exited: Promise<number | null>;
  /** SIGTERM to the whole group, SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly onLine?: (line: string) => void;
}

/** Starts a process in a group of its own, so that whatever it starts goes with it. */
export function startChild({ command, args, env, cwd, onLine }: ChildOptions): Child {
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    ...(cwd ? { cwd } : {}),
  });
  for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine ?? (() => {}));
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(1));
  });
  return { pid: child.pid ?? 0, exited, stop: (graceMs = 4_000) => stopGroup(child, exited, graceMs) };
}

async function stopGroup(child: ChildProcess, exited: Promise<unknown>, graceMs: number): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch {
      // Gone already.
    }
  };
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), graceMs);
  await exited;
  clearTimeout(timer);
}

function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) onLine(line);
  });
}

/** Asks an address until it answers below 500, or gives up after `ms` with a sentence that names it. */
export async function waitForHttp(url: string, child: Child, what: string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  let gone: number | null | undefined;
  void child.exited.then((code) => {
    gone = code;
  });
  while (Date.now() < end) {
    if (gone !== undefined) throw new Error(`${what} stopped while it started (exit code ${gone}).`);
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer && answer.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not answer at ${url} within ${Math.round(ms / 1000)} s.`);
}
