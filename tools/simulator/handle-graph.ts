import type http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { GraphRequest } from "@/tools/simulator/answer";
import { bearerOf } from "@/tools/simulator/authorize";
import type { Deviation, Fault } from "@/tools/simulator/faults";
import { pageNumber } from "@/tools/simulator/paging";
import { readBody } from "@/tools/simulator/read-body";
import { type Asker, replyTo } from "@/tools/simulator/reply";
import { sendReply } from "@/tools/simulator/send-reply";
import type { SimulatorState } from "@/tools/simulator/state";

/** One request as the call log keeps it: no token, no proof. */
export interface CallRecord {
  /** Simulated time. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Which token asked, by its id, also when it was refused; null = none, or one that the world does not know. */
  readonly token: string | null;
  /** Whether a secret stood in the address (R12: it must not). */
  readonly secretInUrl: boolean;
  readonly hadProof: boolean;
  /** What deviated, by the kinds of the faults that applied. */
  readonly faults: readonly Deviation["kind"][];
  /** The names of those faults that have one. */
  readonly script: readonly string[];
  /** 0 until answered, and for ever when the connection was cut. */
  status: number;
}

/** Serves one request of the Graph API, with whatever the fault script makes of it. Never throws, whatever is asked. */
export async function handleGraph(
  state: SimulatorState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  try {
    await serve(state, request, response);
  } catch (error) {
    // A request that cannot be read at all, or a caller that left in the middle of it.
    if (response.headersSent || response.destroyed) return void request.socket.destroy();
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
    response.end(`Bad request: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function serve(
  state: SimulatorState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const url = new URL(`http://${request.headers.host ?? "127.0.0.1"}${request.url ?? "/"}`);
  const [, version = null, rest = url.pathname] = url.pathname.match(/^\/(v\d+\.\d+)(\/.*)?$/) ?? [];
  const path = version !== null && rest === url.pathname ? "/" : rest;
  const params = new URLSearchParams(url.search);
  if (request.method === "POST")
    for (const [key, value] of new URLSearchParams(await readBody(request))) params.append(key, value);

  const { authorization } = request.headers;
  const asker = askerOf(state, path, authorization, params);
  const faults = state.faults.take({
    method: request.method ?? "GET",
    path,
    account: path.match(/act_(\d+)/)?.[1],
    token: asker.token?.id,
    params,
    page: pageNumber(params),
    now: state.now(),
  });
  const deviations = faults.map(({ does }) => does);
  const record = recordOf(state, request, url, path, params, asker, faults);
  state.calls.push(record);

  for (const deviation of deviations) {
    if (deviation.kind === "reset") return void request.socket.resetAndDestroy();
    if (deviation.kind === "latency" || deviation.kind === "hang")
      await wait(deviation.ms, undefined, { ref: false });
    if (deviation.kind === "hang") return void request.socket.destroy();
  }
  const asked: GraphRequest = {
    method: request.method ?? "GET",
    path,
    url,
    params,
    authorization,
    now: state.now(),
  };
  const reply = replyTo(state, version, asked, asker, deviations);
  const lost = deviations.find((one) => one.kind === "lost-answer");
  if (lost) {
    await wait(lost.ms, undefined, { ref: false });
    return void request.socket.destroy();
  }
  record.status = reply.status;
  await sendReply(response, reply, deviations);
}

function askerOf(
  { world }: SimulatorState,
  path: string,
  authorization: string | undefined,
  params: URLSearchParams,
): Asker {
  const text = bearerOf(authorization) ?? params.get("access_token");
  const id = path.match(/^\/act_(\d+)/)?.[1];
  return {
    token: world.tokens.find((token) => token.value === text) ?? null,
    account: world.accounts.find((account) => account.id === id) ?? null,
  };
}

function recordOf(
  { world, now }: SimulatorState,
  request: http.IncomingMessage,
  url: URL,
  path: string,
  params: URLSearchParams,
  { token }: Asker,
  faults: readonly Fault[],
): CallRecord {
  const secrets = ["access_token", "appsecret_proof", "input_token", "fb_exchange_token", "client_secret"];
  const secretInUrl =
    url.searchParams.has("access_token") ||
    world.tokens.some(({ value }) => path !== "/debug_token" && url.href.includes(value));
  return {
    at: now().toString(),
    method: request.method ?? "GET",
    path,
    query: Object.fromEntries([...params].filter(([key]) => !secrets.includes(key))),
    token: token?.id ?? (world.acceptsAnyToken ? "any" : null),
    secretInUrl,
    hadProof: params.has("appsecret_proof"),
    faults: faults.map(({ does }) => does.kind),
    script: faults.flatMap(({ name }) => name ?? []),
    status: 0,
  };
}
