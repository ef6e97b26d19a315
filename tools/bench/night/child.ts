import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";

export interface NightChild {
  /** Sends a word and waits for the next message. */
  ask(word: string): Promise<unknown>;
  tell(word: string): void;
  /** The next message that nobody asked for. */
  said(): Promise<unknown>;
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a TypeScript file as a process with a channel to it; what it logs goes to `logFile`. */
export function startNightChild(
  file: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly probe?: boolean; readonly logFile: string },
): NightChild {
  const log = openSync(options.logFile, "a");
  const probe = options.probe ? ["--expose-gc", "--import", "./tools/bench/night/probe-heap.ts"] : [];
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", ...probe, file, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...options.env },
    stdio: ["ignore", log, log, "ipc"],
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const said = async () => {
    const end = ended.then((code) => {
      throw new Error(`${file} ended with ${code}; see ${options.logFile}.`);
    });
    const [message] = await Promise.race([once(child, "message"), end]);
    return message as unknown;
  };
  return {
    ask: (word) => {
      const answer = said();
      child.send(word);
      return answer;
    },
    tell: (word) => void child.send(word),
    said,
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
