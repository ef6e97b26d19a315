export interface CollectWords {
  readonly collect: string;
  readonly collecting: string;
  readonly hint: string;
  readonly done: string;
  readonly queued: string;
  /** With `{why}` at the place of the cause. */
  readonly failed: string;
  readonly refused: string;
  readonly notYours: string;
  readonly unreachable: string;
}

/** Days of one client that Meta is asked for again, both ends inclusive. */
export interface AskedDays {
  readonly client: string;
  readonly since: string;
  readonly until: string;
}

/**
 * Asks Meta again by the same route and rights as every call by hand, and says in one sentence what it came to (architecture.md §5: 200 all
 * done, 202 something remains, 500 nothing remains and not all done). `ok`: nothing is left to ask.
 */
export async function askAgain(
  { client, since, until }: AskedDays,
  words: CollectWords,
): Promise<{ readonly ok: boolean; readonly said: string }> {
  try {
    const response = await fetch("/api/automated/daily-kpi-collection", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clients: [client], since, until }),
    });
    if (response.status === 200) return { ok: true, said: words.done };
    if (response.status === 202) return { ok: true, said: words.queued };
    if (response.status === 403 || response.status === 401) return { ok: false, said: words.notYours };
    const why = causeOf(await response.json().catch(() => null));
    const sentence = response.status === 400 ? words.refused : words.failed;
    return { ok: false, said: sentence.replace("{why}", why) };
  } catch {
    return { ok: false, said: words.unreachable };
  }
}

/** Meta's own sentence, or the route's; empty where neither says one. */
function causeOf(answer: unknown): string {
  if (typeof answer !== "object" || answer === null) return "";
  if ("error" in answer && typeof answer.error === "string") return answer.error;
  const [account] = "accounts" in answer && Array.isArray(answer.accounts) ? answer.accounts : [];
  const message: unknown = account?.error?.message ?? account?.reason;
  return typeof message === "string" ? message : "";
}
