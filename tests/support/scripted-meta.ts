import type { GraphFetch } from "@/lib/graph/ask/graph-fetch";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { GraphClient, GraphClientOptions } from "@/lib/graph/graph-client";

/** One answer of the scripted Meta: a body, a failure of the network, or silence until the caller gives up. */
export type ScriptedAnswer =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | { readonly fails: string }
  | "hangs";

export interface ScriptedMeta {
  readonly client: GraphClient;
  readonly requests: { readonly url: URL; readonly headers: Record<string, string> }[];
  readonly notes: GraphNote[];
  /** Milliseconds of every wait that the client asked for; none was waited. */
  readonly waits: number[];
}

export const scriptedHost = "https://graph.example.com";
export const scriptedToken = "EAAtokenOfLatarnia0001";

/** A client whose Meta answers from a list, one by one; asking for more than the list holds is an error of the test. */
export function scriptMeta(
  answers: readonly ScriptedAnswer[],
  options: Partial<GraphClientOptions> = {},
): ScriptedMeta {
  const requests: ScriptedMeta["requests"] = [];
  const notes: GraphNote[] = [];
  const waits: number[] = [];
  const fetch: GraphFetch = async (url, init) => {
    const answer = answers[requests.length];
    requests.push({ url: new URL(url), headers: init.headers });
    if (answer === undefined) throw new Error(`The script has no answer for call ${requests.length}.`);
    if (answer === "hangs") return await untilAborted(init.signal);
    if ("fails" in answer) {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error(answer.fails), { code: answer.fails }),
      });
    }
    const headers = new Headers(answer.headers);
    const body = answer.text ?? JSON.stringify(answer.json);
    return { status: answer.status ?? 200, headers, text: async () => body };
  };
  const client = createGraphClient({
    baseUrl: scriptedHost,
    version: "v26.0",
    token: scriptedToken,
    fetch,
    random: () => 0,
    sleep: async (ms) => {
      waits.push(ms);
    },
    onNote: (note) => notes.push(note),
    ...options,
  });
  return { client, requests, notes, waits };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new DOMException("This operation was aborted", "AbortError"));
    if (signal.aborted) fail();
    signal.addEventListener("abort", fail, { once: true });
  });
}
