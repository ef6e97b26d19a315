import type http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answerGraph, type GraphAnswer, type GraphRequest } from "@/tools/simulator/answer";
import type { Deviation } from "@/tools/simulator/faults";
import { errorBody, Refusal } from "@/tools/simulator/meta-error";
import { cursorOf, nextLink, offsetOf, type PagedAnswer } from "@/tools/simulator/paging";
import { readBody } from "@/tools/simulator/read-body";
import type { SimulatorState } from "@/tools/simulator/start";
import { answerVersion } from "@/tools/simulator/versions";

/** One request as the call log keeps it: no token, no proof. */
export interface CallRecord {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Which token asked, by its id. */
  token: string | null;
  /** Whether a secret stood in the address (R12: it must not). */
  readonly secretInUrl: boolean;
  readonly hadProof: boolean;
  status: number;
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Serves one request of the Graph API, with whatever the fault script makes of it. Never throws. */
export async function handleGraph(
  state: SimulatorState,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
  const [, version = "", path = "/"] = url.pathname.match(/^\/(v\d+\.\d+)(\/.*)?$/) ?? [
    undefined,
    "",
    url.pathname,
  ];
  const params = new URLSearchParams(url.search);
  if (request.method === "POST")
    for (const [key, value] of new URLSearchParams(await readBody(request))) params.append(key, value);
  const record = recordOf(state, request, url, path, params);
  state.calls.push(record);
  const page = pageNumber(params);
  const deviations = state.faults.take({
    path,
    account: path.match(/act_(\d+)/)?.[1],
    level: params.get("level") ?? undefined,
    page,
  });

  for (const deviation of deviations) {
    if (deviation.kind === "reset") return void request.socket.destroy();
    if (deviation.kind === "latency" || deviation.kind === "hang")
      await wait(deviation.ms, undefined, { ref: false });
    if (deviation.kind === "hang") return void request.socket.destroy();
  }
  const graphRequest: GraphRequest = {
    method: request.method ?? "GET",
    path,
    url,
    params,
    authorization: request.headers.authorization,
    now: state.now(),
  };
  const reply = replyOf(state, version, graphRequest, deviations, record);
  record.status = reply.status;
  await send(response, reply, deviations);
}

function replyOf(
  state: SimulatorState,
  version: string,
  request: GraphRequest,
  deviations: readonly Deviation[],
  record: CallRecord,
): Reply {
  const extra: Record<string, string> = Object.assign(
    {},
    ...deviations.map((one) => (one.kind === "headers" || one.kind === "error" ? (one.headers ?? {}) : {})),
  );
  const forced = deviations.find((one) => one.kind === "http" || one.kind === "error");
  if (forced?.kind === "http") {
    return {
      status: forced.status,
      headers: { ...extra, "content-type": forced.contentType ?? "text/html; charset=utf-8" },
      body: forced.body,
    };
  }
  let headers: Record<string, string> = { "content-type": "application/json; charset=UTF-8" };
  const locale = deviations.some((one) => one.kind === "error" && one.locale === "pl") ? "pl" : "en";
  try {
    headers = { ...headers, ...answerVersion(version || "v26.0", request.now, state.autoUpgrade) };
    if (forced?.kind === "error") {
      const { code, subcode, status = 400, message = `(#${code}) Scripted error` } = forced;
      throw new Refusal({ status, code, message, ...(subcode === undefined ? {} : { subcode }) });
    }
    const answer = answerGraph(state.world, request);
    record.token = answer.token?.id ?? null;
    return {
      status: 200,
      headers: { ...headers, ...usageHeaders(answer), ...extra },
      body: JSON.stringify(bend(answer.body, request, deviations)),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: error.error.status,
      headers: { ...headers, ...extra },
      body: errorBody(error.error, locale),
    };
  }
}

/** Rows and links bent as the script says. */
function bend(body: object, request: GraphRequest, deviations: readonly Deviation[]): object {
  if (!("data" in body) || !Array.isArray(body.data)) return body;
  let answer = body as PagedAnswer;
  for (const deviation of deviations) {
    if (deviation.kind === "duplicate-rows")
      answer = { ...answer, data: [...answer.data, ...answer.data.slice(-1)] };
    if (deviation.kind === "shuffle-rows") answer = { ...answer, data: [...answer.data].reverse() };
    if (!answer.paging) continue;
    const { cursors, next } = answer.paging;
    if (deviation.kind === "foreign-next" && next)
      answer = {
        ...answer,
        paging: { cursors, next: Object.assign(new URL(next), { host: deviation.host }).href },
      };
    if (deviation.kind === "repeat-cursor" && next) {
      answer = {
        ...answer,
        paging: {
          cursors,
          next: nextLink(request.url, request.params.get("after") ?? cursorOf(0), "repeated"),
        },
      };
    }
    if (deviation.kind === "empty-last-page" && !next) {
      answer = { ...answer, paging: { cursors, next: nextLink(request.url, cursors.after, "again") } };
    }
  }
  return answer;
}

/** Small but present, in the shape of graph-api.md §6.2. */
function usageHeaders({ account }: GraphAnswer): Record<string, string> {
  const app = { "x-app-usage": JSON.stringify({ call_count: 2, total_time: 1, total_cputime: 1 }) };
  if (!account) return app;
  const usage = {
    type: "ads_insights",
    call_count: 2,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 0,
    ads_api_access_tier: "standard_access",
  };
  return { ...app, "x-business-use-case-usage": JSON.stringify({ [account.id]: [usage] }) };
}

async function send(
  response: http.ServerResponse,
  reply: Reply,
  deviations: readonly Deviation[],
): Promise<void> {
  const bytes = Buffer.from(reply.body);
  if (deviations.some(({ kind }) => kind === "truncate")) {
    response.writeHead(reply.status, reply.headers);
    response.end(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(bytes.length) });
  const slow = deviations.find((one) => one.kind === "slow-body");
  if (slow?.kind === "slow-body") {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    await wait(slow.ms, undefined, { ref: false });
    response.end(bytes.subarray(Math.floor(bytes.length / 2)));
    return;
  }
  response.end(bytes);
}

function recordOf(
  state: SimulatorState,
  request: http.IncomingMessage,
  url: URL,
  path: string,
  params: URLSearchParams,
): CallRecord {
  const secrets = ["access_token", "appsecret_proof", "input_token"];
  const query = Object.fromEntries([...params].filter(([key]) => !secrets.includes(key)));
  const secretInUrl =
    url.searchParams.has("access_token") ||
    state.world.tokens.some(({ value }) => path !== "/debug_token" && url.href.includes(value));
  return {
    at: state.now().toString(),
    method: request.method ?? "GET",
    path,
    query,
    token: null,
    secretInUrl,
    hadProof: params.has("appsecret_proof"),
    status: 0,
  };
}

function pageNumber(params: URLSearchParams): number {
  try {
    return Math.floor(offsetOf(params.get("after")) / Number(params.get("limit") ?? 25)) + 1;
  } catch {
    return 1;
  }
}
