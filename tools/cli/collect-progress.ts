import cliProgress from "cli-progress";
import type { OnProgress } from "@/lib/collect/run/collect-place";

/** A display of how far a collection is: the share of all accounts' windows, and the window that ended last. */
export interface CollectProgress {
  readonly onProgress: OnProgress;
  stop(): void;
}

/** Draws on standard error, so that standard output stays the answer. An account counts as 100 steps however many windows it has. */
export function showCollectProgress(accounts: number): CollectProgress {
  const bar = new cliProgress.SingleBar({
    format: "{bar} {percentage} %  {ended} of {accounts} accounts  {last}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    stream: process.stderr,
  });
  bar.start(accounts * 100, 0, { ended: 0, accounts, last: "" });
  const shares = new Map<string, number>();
  return {
    onProgress: ({ account, client, window, windowsDone, windows }) => {
      shares.set(account, windowsDone / windows);
      const done = [...shares.values()].reduce((total, share) => total + share, 0);
      bar.update(Math.floor(done * 100), {
        ended: [...shares.values()].filter((share) => share === 1).length,
        last: `${client} ${window.since} to ${window.until}`,
      });
    },
    stop: () => bar.stop(),
  };
}
