import { connectTimeoutCode, type GraphFetch } from "@/lib/graph/ask/graph-fetch";
import type { ErrorReason } from "@/lib/graph/errors/graph-error";
import type { ReadHeader } from "@/lib/graph/pace/read-usage";

/** What came back over the wire, or why nothing did. */
export type Exchanged =
  | { readonly kind: "answer"; readonly status: number; readonly header: ReadHeader; readonly body: string }
  | {
      readonly kind: "nothing";
      readonly reason: Extract<ErrorReason, "network" | "timeout" | "stopped">;
      readonly message: string;
    };

/**
 * One GET, from opening the connection to the last byte within `timeoutMs` (F20). Redirects are not followed: the token goes to no
 * other address. Nothing is thrown; messages name the network's error code, never an address.
 */
export async function exchange(
  fetch: GraphFetch,
  url: string,
  headers: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Exchanged> {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const stop = () => controller.abort();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) controller.abort();
  try {
    const response = await fetch(url, {
      method: "GET",
      headers,
      redirect: "manual",
      signal: controller.signal,
    });
    const body = await response.text();
    return { kind: "answer", status: response.status, header: (name) => response.headers.get(name), body };
  } catch (error) {
    if (signal?.aborted) return { kind: "nothing", reason: "stopped", message: "Stopped by the caller." };
    if (timedOut)
      return { kind: "nothing", reason: "timeout", message: `No complete answer in ${timeoutMs} ms.` };
    const code = networkCode(error);
    if (code === connectTimeoutCode)
      return { kind: "nothing", reason: "timeout", message: "No connection in time." };
    return { kind: "nothing", reason: "network", message: `The connection failed (${code}).` };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** The first code in the chain of causes, such as ECONNRESET. */
function networkCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "no code";
}
