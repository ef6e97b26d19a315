import { createFetch, type GraphFetch } from "@/lib/graph/ask/graph-fetch";

/** What a request asks for, taken from its address. */
export interface Asked {
  readonly account: string;
  readonly level: string;
  readonly since: string;
  readonly until: string;
  readonly days: number;
  readonly fields: readonly string[];
  /** Rows per page; null on a page that is not the first. */
  readonly limit: number | null;
}

/** A refusal of Meta's for the requests that fit, at most `times` times. */
export interface Mood {
  readonly when: (asked: Asked) => boolean;
  /** `hangs`: no answer until the caller gives up. */
  readonly error:
    | "hangs"
    | { readonly code: number; readonly error_subcode?: number; readonly message?: string };
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  times?: number;
}

/** A fetch that refuses what its moods name, by range and fields, and lets everything else through to the simulator. Insights only. */
export function moodyFetch(...moods: Mood[]): {
  readonly fetch: GraphFetch;
  readonly asked: Asked[];
  readonly moods: Mood[];
} {
  const asked: Asked[] = [];
  const real = createFetch(2_000);
  const fetch: GraphFetch = async (url, init) => {
    const one = readAsked(new URL(url));
    if (!one) return real(url, init);
    asked.push(one);
    const mood = moods.find(({ when, times }) => times !== 0 && when(one));
    if (!mood) return real(url, init);
    if (mood.times !== undefined) mood.times -= 1;
    if (mood.error === "hangs") return untilAborted(init.signal);
    const error = { message: "refused", type: "OAuthException", fbtrace_id: "AbCdEf", ...mood.error };
    return {
      status: mood.status ?? 400,
      headers: new Headers(mood.headers ?? {}),
      text: async () => JSON.stringify({ error }),
    };
  };
  return { fetch, asked, moods };
}

function readAsked({ pathname, searchParams }: URL): Asked | null {
  const account = /\/act_(\d+)\/insights$/.exec(pathname)?.[1];
  const range = searchParams.get("time_range");
  if (account === undefined || range === null) return null;
  const { since, until } = JSON.parse(range) as { since: string; until: string };
  const days = (Date.parse(until) - Date.parse(since)) / 86_400_000 + 1;
  const limit = searchParams.has("after") ? null : Number(searchParams.get("limit"));
  const fields = (searchParams.get("fields") ?? "").split(",");
  return { account, level: searchParams.get("level") ?? "", since, until, days, fields, limit };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new DOMException("This operation was aborted", "AbortError"));
    if (signal.aborted) fail();
    signal.addEventListener("abort", fail, { once: true });
  });
}
