/** What a command answers: `answer` is printed as JSON with `--json`, `text` without; `ok: false` exits 1. */
export interface CliOutcome {
  readonly ok: boolean;
  readonly answer: unknown;
  readonly text: string;
}

/** A wrong argument, file or setting: one sentence, exit 2, and nothing was written. */
export class WrongUsage extends Error {
  override name = "WrongUsage";
}
