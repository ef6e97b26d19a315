import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

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

/** The code of a connection that did not open in time. */
export const connectTimeoutCode = "CONNECT_TIMEOUT";

/** One pool for the whole process: clients are made per account, connections to Meta are not. */
const pools = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** A usage header may name 32 accounts (graph-api.md §6.2); Node's own limit is 16 kB. */
const maxHeaderSize = 64 * 1024;

const unzip = promisify(gunzip);

/**
 * GET over Node's own HTTP. Not the global `fetch`: that has no time-out for connecting alone, frameworks patch it (Next caches through
 * it, tracing adds headers to it: R12), and reading a page costs twice as much. Redirects are not followed.
 */
export function createFetch(connectTimeoutMs: number): GraphFetch {
  return async (url, { headers, signal }) => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const secure = url.startsWith("https:");
      const options = { headers: { ...headers, "accept-encoding": "gzip" }, signal, maxHeaderSize };
      const request = secure
        ? https.get(url, { ...options, agent: pools.https })
        : http.get(url, { ...options, agent: pools.http });
      request.once("response", resolve);
      request.on("error", reject);
      request.once("socket", (socket) => {
        if (!socket.connecting) return;
        const late = Object.assign(new Error("No connection in time."), { code: connectTimeoutCode });
        const timer = setTimeout(() => request.destroy(late), connectTimeoutMs);
        const opened = () => clearTimeout(timer);
        socket.once(secure ? "secureConnect" : "connect", opened).once("close", opened);
      });
    });
    return {
      status: response.statusCode ?? 0,
      headers: { get: (name) => headerOf(response, name) },
      text: () => readText(response),
    };
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // Events, not `for await`: one tick per chunk would be a third of the cost of a page.
  await new Promise<void>((resolve, reject) => {
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.once("end", resolve);
    response.once("error", reject);
  });
  const body = Buffer.concat(chunks);
  const packed = response.headers["content-encoding"] === "gzip" && body.length > 0;
  return (packed ? await unzip(body) : body).toString("utf8");
}

function headerOf(response: IncomingMessage, name: string): string | null {
  const value = response.headers[name.toLowerCase()];
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}
