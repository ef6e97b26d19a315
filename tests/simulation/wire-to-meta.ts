import { createFetch, type GraphFetch } from "@/lib/graph/ask/graph-fetch";
import type { Answers } from "@/tests/simulation/answers";
import type { Stage } from "@/tests/simulation/stage";

/** How long a call is under way, there and back; null: it never comes back. */
export type Weather = () => { readonly thereMs: number; readonly backMs: number } | null;

/**
 * The way to the simulator through simulated time: the request leaves, is answered at a moment of its own, and arrives later, while other
 * processes go on. Every answer is recorded as it was served.
 */
export function wireToMeta(stage: Stage, answers: Answers, weather: Weather): GraphFetch {
  const fetch = createFetch(10_000);
  return async (url, init) => {
    const answer = answers.begin(new URL(url));
    const way = weather();
    if (way === null) {
      await untilAborted(init.signal);
      answer.endedAt = stage.now;
      throw aborted();
    }
    answer.endedAt = Math.floor(stage.now + way.thereMs + way.backMs);
    const never = new AbortController().signal;
    const served = await stage.step("meta", way.thereMs, async () => {
      if (init.signal.aborted) return null;
      try {
        const response = await fetch(url, { ...init, signal: never });
        return { response, text: await response.text() };
      } catch {
        return { error: true };
      }
    });
    await stage.sleep(way.backMs, init.signal);
    if (init.signal.aborted || served === null) {
      answer.endedAt = Math.min(answer.endedAt, stage.now);
      throw aborted();
    }
    // Whether a broken connection is noticed when writing or reading is the operating system's chance, not the seed's.
    if ("error" in served) throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    const { response, text } = served;
    answer.status = response.status;
    answer.headers = (name) => response.headers.get(name);
    answer.body = parsed(text);
    return { status: response.status, headers: response.headers, text: async () => text };
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function aborted(): Error {
  return new DOMException("This operation was aborted", "AbortError");
}
