import { type Exchanged, exchange } from "@/lib/graph/ask/exchange";
import type { ReadLog } from "@/lib/graph/ask/read-log";
import { classifyMetaError, classifyStatus } from "@/lib/graph/errors/classify-error";
import { failure } from "@/lib/graph/errors/failure";
import type { Redact } from "@/lib/graph/redact";
import type { Answered, Question, Wire } from "@/lib/graph/wire";

/**
 * Makes one HTTP call: the token in the Authorization header, the proof as a parameter (R12), the answer read into a value or a classified
 * error. An error object counts whatever the status, also beside data (graph-api.md §5.1). Nothing is thrown.
 */
export async function askOnce<T>(wire: Wire, log: ReadLog, question: Question<T>): Promise<Answered<T>> {
  const path = pathOf(wire, question.path);
  const { token, proof } = question.caller.credentials;
  const query = proof === null ? question.query : `${question.query}&appsecret_proof=${proof}`;
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };

  log.countCall();
  const began = wire.clock().epochMilliseconds;
  const url = `${wire.baseUrl.origin}${path}?${query}`;
  const exchanged = await exchange(wire.fetch, url, headers, wire.readTimeoutMs, question.signal);
  const answered = readAnswer(log, question, exchanged);
  const error = answered.ok ? null : answered.error;
  wire.note({
    kind: "call",
    path,
    status: exchanged.kind === "answer" ? exchanged.status : null,
    ms: wire.clock().epochMilliseconds - began,
    outcome: error?.reason ?? "ok",
    code: error?.code ?? null,
    subcode: error?.subcode ?? null,
    fbtrace_id: error?.fbtrace_id ?? null,
    trace: traceOf(exchanged, question.caller.redact),
  });
  return answered;
}

/** The path of an edge on our host, as notes show it: no query. */
export function pathOf(wire: Wire, edge: string): string {
  return `${wire.baseUrl.pathname.replace(/\/$/, "")}/${wire.version}/${edge}`;
}

function readAnswer<T>(log: ReadLog, question: Question<T>, exchanged: Exchanged): Answered<T> {
  if (exchanged.kind === "nothing") {
    return { ok: false, error: failure(exchanged.reason, exchanged.message, null) };
  }
  const { status, header } = exchanged;
  const { redact } = question.caller;
  log.seeHeaders(header, question);
  const facts = { status, usage: log.usage, retryAfterMs: retryAfterOf(header("retry-after")) };

  const body = parseObject(exchanged.body);
  if (typeof body?.error === "object" && body.error !== null) {
    return { ok: false, error: classifyMetaError(body.error, facts, redact) };
  }
  if (status < 200 || status > 299) return { ok: false, error: classifyStatus(facts) };
  if (body === null)
    return { ok: false, error: failure("unreadable", "The answer is not a JSON object.", status) };
  const accepted = question.accept(body);
  if (accepted.ok) return accepted;
  return { ok: false, error: failure(accepted.reason, redact(accepted.message), status) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** `Retry-After` in seconds; its date form is not used by Meta and counts as absent. */
function retryAfterOf(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : null;
}

const traceHeaders = ["x-fb-request-id", "x-fb-trace-id", "x-fb-rev"];

function traceOf(exchanged: Exchanged, redact: Redact): Record<string, string> {
  if (exchanged.kind === "nothing") return {};
  const found = traceHeaders.map((name) => [name, exchanged.header(name)] as const);
  return Object.fromEntries(
    found.flatMap(([name, value]) => (value === null ? [] : [[name, redact(value)]])),
  );
}
