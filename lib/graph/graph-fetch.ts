import { Agent, fetch } from "undici";

/** The part of `fetch` that the client uses, so that a test can script the answers. */
export type GraphFetch = (
  url: string,
  init: {
    readonly method: "GET";
    readonly headers: Record<string, string>;
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** One pool of connections per time-out for the whole process: clients are made per account, connections to Meta are not. */
const agents = new Map<number, Agent>();

/**
 * `fetch` on a pool of our own whose connections must open within `connectTimeoutMs`. Not the global `fetch`: it has no time-out for
 * connecting alone, and frameworks patch it (Next caches through it, tracing would add headers to Meta's host: R12).
 */
export function createFetch(connectTimeoutMs: number): GraphFetch {
  let agent = agents.get(connectTimeoutMs);
  if (agent === undefined) {
    agent = new Agent({ connect: { timeout: connectTimeoutMs } });
    agents.set(connectTimeoutMs, agent);
  }
  const dispatcher = agent;
  return (url, init) => fetch(url, { ...init, dispatcher });
}
