/** One line of `doctor`. `failed` and `missing` make it exit 1; `unset` is optional and absent; `unknown` could not be evaluated. */
export interface Verdict {
  readonly check: string;
  readonly verdict: "ok" | "failed" | "missing" | "unset" | "unknown";
  readonly says: string;
}

/** Turns a failure of a check into its verdict. */
export async function judge(check: string, work: () => Promise<Verdict | Verdict[]>): Promise<Verdict[]> {
  try {
    return [await work()].flat();
  } catch (error) {
    return [{ check, verdict: "failed", says: reasonOf(error) }];
  }
}

function reasonOf(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (current instanceof AggregateError && current.errors[0]) current = current.errors[0];
  return current instanceof Error ? current.message : String(current);
}
