import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What one call of a read meets instead of its page. `page` counts from 1, by the cursor asked for; without it every page. */
export interface Fault {
  readonly page?: number;
  /** How many calls it lasts; without it always. */
  readonly times?: number;
  readonly does:
    | {
        readonly kind: "error";
        readonly status: number;
        readonly error: object;
        readonly headers?: Record<string, string>;
      }
    | { readonly kind: "http"; readonly status: number; readonly body: string }
    | { readonly kind: "truncate" | "reset" | "hang" | "empty-last-page" | "repeat-cursor" }
    | { readonly kind: "headers"; readonly headers: Record<string, string> }
    | { readonly kind: "next-host"; readonly host: string };
}

export interface ScriptedServer {
  readonly url: string;
  /** Every call in order, as it came over the wire. */
  readonly calls: {
    readonly method: string | undefined;
    readonly url: URL;
    readonly authorization: string | undefined;
    readonly page: number;
  }[];
  close(): void;
}

export const serverToken = "EAAtokenOfLatarnia0002";
export const serverAppSecret = "app-secret-of-latarnia";

/**
 * A few lines of Meta's insights edge over real HTTP: Bearer and proof, offset cursors, `next` with the token in it. Page 3 of a limit of
 * 25 is the one that begins at row 50.
 */
export async function serveRows(
  rows: readonly object[],
  faults: readonly Fault[] = [],
): Promise<ScriptedServer> {
  const calls: ScriptedServer["calls"] = [];
  const used = new Map<Fault, number>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const limit = Number(url.searchParams.get("limit") ?? 25);
    const offset = Number(url.searchParams.get("after") ?? 0);
    const page = offset / limit + 1;
    calls.push({ method: request.method, url, authorization: request.headers.authorization, page });
    const fault = faults.find(
      (one) => (one.page ?? page) === page && (used.get(one) ?? 0) < (one.times ?? Number.POSITIVE_INFINITY),
    );
    if (fault) used.set(fault, (used.get(fault) ?? 0) + 1);
    answer(request, response, new URL(url), { rows, limit, offset }, fault?.does);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { rows, limit, offset }: { rows: readonly object[]; limit: number; offset: number },
  fault: Fault["does"] | undefined,
): void {
  const refused = refusal(request, url);
  if (refused) {
    send(response, 400, JSON.stringify({ error: refused }));
    return;
  }
  switch (fault?.kind) {
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "hang":
      return;
    case "error":
      send(response, fault.status, JSON.stringify({ error: fault.error }), fault.headers);
      return;
    case "http":
      send(response, fault.status, fault.body);
      return;
  }
  const data = rows.slice(offset, offset + limit);
  const end = offset + data.length;
  const more = end < rows.length || (fault?.kind === "empty-last-page" && data.length > 0);
  const following = fault?.kind === "repeat-cursor" ? offset : end;
  url.searchParams.set("access_token", serverToken);
  url.searchParams.set("after", String(following));
  if (fault?.kind === "next-host") url.host = fault.host;
  const paging = {
    cursors: { before: String(offset), after: String(end) },
    ...(more ? { next: url.href } : {}),
  };
  const body = JSON.stringify({ data, paging });
  const headers = fault?.kind === "headers" ? fault.headers : {};
  send(response, 200, fault?.kind === "truncate" ? body.slice(0, body.length / 2) : body, headers);
}

function refusal(request: IncomingMessage, url: URL): object | null {
  if (request.headers.authorization !== `Bearer ${serverToken}` || url.searchParams.has("access_token")) {
    return { code: 190, type: "OAuthException", message: "Invalid OAuth access token." };
  }
  const proof = createHmac("sha256", serverAppSecret).update(serverToken).digest("hex");
  if (url.searchParams.getAll("appsecret_proof").join() === proof) return null;
  return {
    code: 100,
    type: "GraphMethodException",
    message: "Invalid appsecret_proof provided in the API argument",
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "facebook-api-version": "v26.0",
    ...headers,
  });
  response.end(body);
}
