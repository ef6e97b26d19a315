import { answerGraph, type GraphRequest } from "@/tools/simulator/answer";
import { bend } from "@/tools/simulator/bend";
import { errorText, type Locale } from "@/tools/simulator/error-texts";
import type { Deviation } from "@/tools/simulator/faults";
import { errorBody, type MetaError, Refusal, statusOf } from "@/tools/simulator/meta-error";
import type { Reply } from "@/tools/simulator/send-reply";
import type { SimulatorState } from "@/tools/simulator/state";
import { usageHeaders } from "@/tools/simulator/usage-headers";
import { answerVersion } from "@/tools/simulator/versions";
import type { Account, Token } from "@/tools/simulator/world";

const json = { "content-type": "application/json; charset=UTF-8" };

/** Who asks and about which account, as far as the request tells, whether or not it is allowed. */
export interface Asker {
  readonly token: Token | null;
  readonly account: Account | null;
}

/** The reply to a request: Meta's answer or refusal, or what the fault script puts in its place. */
export function replyTo(
  state: SimulatorState,
  version: string | null,
  request: GraphRequest,
  asker: Asker,
  deviations: readonly Deviation[],
): Reply {
  const scripted = headersOf(deviations);
  const page = deviations.find((one) => one.kind === "http");
  if (page?.kind === "http") {
    const type = { "content-type": page.contentType ?? "text/html; charset=utf-8" };
    return { status: page.status, headers: { ...type, ...scripted }, body: page.body };
  }
  const answered = answerVersion(version, request.path, request.now, state.autoUpgrade);
  const headers = {
    ...json,
    ...answered.headers,
    ...usageHeaders(asker.account, request.path),
    ...scripted,
  };
  try {
    const error = deviations.find((one) => one.kind === "error");
    if (error?.kind === "error")
      return { status: error.status ?? statusOf(error.code), headers, body: scriptedError(error) };
    if (answered.refusal) throw answered.refusal;
    const body = bend(answerGraph(state.world, shifted(request, deviations)), request, deviations);
    return { status: 200, headers, body: JSON.stringify(body) };
  } catch (error) {
    return refused(error, headers, asker.token?.locale ?? "en");
  }
}

/** An error of the simulator itself is the unknown error of Meta's: no request ends it. */
function refused(error: unknown, headers: Record<string, string>, locale: Locale): Reply {
  const known: MetaError =
    error instanceof Refusal
      ? error.error
      : { status: 500, code: 1, message: `${errorText(1, undefined, "en")} (simulator: ${String(error)})` };
  const challenge = `OAuth "Facebook Platform" "invalid_request" ${JSON.stringify(known.message)}`;
  const ascii = /^[\x20-\x7e]*$/.test(challenge) ? { "www-authenticate": challenge } : {};
  return { status: known.status, headers: { ...ascii, ...headers }, body: errorBody(known, locale) };
}

function scriptedError(fault: Extract<Deviation, { kind: "error" }>): string {
  const { code, subcode, message, userTitle, userMessage, locale = "en" } = fault;
  return errorBody({
    status: 0,
    code,
    message: message ?? errorText(code, subcode, locale),
    ...(subcode === undefined ? {} : { subcode }),
    ...(userTitle === undefined ? {} : { userTitle }),
    ...(userMessage === undefined ? {} : { userMessage }),
  });
}

function headersOf(deviations: readonly Deviation[]): Record<string, string> {
  return Object.assign(
    {},
    ...deviations.map((one) => (one.kind === "headers" || one.kind === "error" ? (one.headers ?? {}) : {})),
  );
}

function shifted(request: GraphRequest, deviations: readonly Deviation[]): GraphRequest {
  const shift = deviations.reduce((sum, one) => sum + (one.kind === "shift-rows" ? one.by : 0), 0);
  return shift === 0 ? request : { ...request, shift };
}
