export interface CollectWords {
  readonly collect: string;
  readonly collecting: string;
  readonly hint: string;
  readonly done: string;
  readonly queued: string;
  /** With `{why}` at the place of the cause. */
  readonly failed: string;
  /** Causes by the reason that the answer names. */
  readonly reasons: Readonly<Record<string, string>>;
  /** For any other. */
  readonly otherReason: string;
  readonly refused: string;
  readonly notYours: string;
  readonly unreachable: string;
  /** With `{message}` at the place of what Meta or the route says itself, in its own language. */
  readonly engineer: string;
}

/** What asking came to. */
export interface Asked {
  /** Nothing is left to ask. */
  readonly ok: boolean;
  readonly said: string;
  /** What only the engineer needs of it. */
  readonly engineer?: string;
}

/** Days of one client that Meta is asked for again, both ends inclusive. */
export interface AskedDays {
  readonly client: string;
  readonly since: string;
  readonly until: string;
}

/**
 * Asks Meta again by the same route and rights as every call by hand, and says in one sentence what it came to (architecture.md §5: 200 all
 * done, 202 something remains, 500 nothing remains and not all done).
 */
export async function askAgain({ client, since, until }: AskedDays, words: CollectWords): Promise<Asked> {
  try {
    const response = await fetch("/api/automated/daily-kpi-collection", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clients: [client], since, until }),
    });
    if (response.status === 200) return { ok: true, said: words.done };
    if (response.status === 202) return { ok: true, said: words.queued };
    if (response.status === 403 || response.status === 401) return { ok: false, said: words.notYours };
    const answer: unknown = await response.json().catch(() => null);
    const place = placeOf(answer);
    const message = place ? at(at(place, "error"), "message") : at(answer, "error");
    return {
      ok: false,
      said: response.status === 400 ? words.refused : place ? failedText(words, place) : words.unreachable,
      ...(typeof message === "string"
        ? { engineer: words.engineer.replace("{message}", () => message) }
        : {}),
    };
  } catch {
    return { ok: false, said: words.unreachable };
  }
}

/** The place of the run that says why not all was done; the first one where none says it, null where the route did not come so far. */
function placeOf(answer: unknown): unknown {
  const places = at(answer, "accounts");
  if (!Array.isArray(places)) return null;
  return places.find((one) => typeof at(one, "reason") === "string") ?? places[0] ?? null;
}

function failedText(words: CollectWords, place: unknown): string {
  const reason = at(place, "reason");
  const known = typeof reason === "string" && Object.hasOwn(words.reasons, reason);
  const why = (known ? words.reasons[reason] : undefined) ?? words.otherReason;
  return words.failed.replace("{why}", () => why);
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
