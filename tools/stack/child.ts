import { type ChildProcess, spawn } from "node:child_process";
import { noteChild } from "@/tools/stack/leftovers";

export interface Child {
  readonly pid: number;
  /** Resolves when the process is gone, with its exit code (null after a signal). */
  readonly exited: Promise<number | null>;
  /** The last lines it said, for a sentence about its end. */
  lastLines(): string;
  /** SIGTERM to the whole group, SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly onLine?: (line: string) => void;
  /** The stack's data folder: the next start ends this process should ours be killed before. */
  readonly dir?: string;
}

const living = new Set<ChildProcess>();
// Whoever ends this process, in whatever hurry: what it started is told, too.
process.on("exit", () => {
  for (const child of living) signalGroup(child, "SIGTERM");
});

/** Starts a process in a group of its own, so that whatever it starts goes with it. */
export function startChild({ command, args, env, cwd, onLine, dir }: ChildOptions): Child {
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    ...(cwd ? { cwd } : {}),
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    eachLine(stream, (line) => {
      last.push(line);
      if (last.length > 8) last.shift();
      onLine?.(line);
    });
  }
  living.add(child);
  const forget = dir && child.pid ? noteChild(dir, child.pid) : () => {};
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      living.delete(child);
      forget();
      resolve(code);
    };
    child.once("exit", end);
    child.once("error", (error) => {
      last.push(error.message);
      end(1);
    });
  });
  return {
    pid: child.pid ?? 0,
    exited,
    lastLines: () => last.join("\n"),
    stop: (graceMs = 4_000) => stopGroup(child, exited, graceMs),
  };
}

async function stopGroup(child: ChildProcess, exited: Promise<unknown>, graceMs: number): Promise<void> {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  await exited;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
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
    if (gone !== undefined)
      throw new Error(
        `${what} stopped while it started (exit code ${gone ?? "none, by a signal"}).\n${child.lastLines()}`.trim(),
      );
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer && answer.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not answer at ${url} within ${Math.round(ms / 1000)} s.`);
}
