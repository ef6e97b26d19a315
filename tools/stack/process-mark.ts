import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A process by its number and the moment it began, as one line to keep in a file: a number that was given to somebody else later is not the
 * same process.
 */
export function markOf(pid: number): string {
  return `${pid} ${beganAt(pid)}`;
}

/** The number of the process that the line names while it runs; null when it is gone or the line is none. */
export function runningPid(mark: string): number | null {
  const space = mark.indexOf(" ");
  const pid = Number(mark.slice(0, space));
  if (space < 1 || !Number.isInteger(pid) || pid < 2) return null;
  const began = beganAt(pid);
  return began !== "" && began === mark.slice(space + 1).trim() ? pid : null;
}

/** Whether the process runs this very program: its command line contains `part`. */
export function commandContains(pid: number, part: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(part);
  } catch {
    return ask(pid, "args=").includes(part);
  }
}

/** Ticks since boot on Linux, a date elsewhere; empty when there is no such process. */
function beganAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? "";
  } catch {
    return ask(pid, "lstart=");
  }
}

function ask(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}
