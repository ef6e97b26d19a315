import { answerGraph, type GraphRequest } from "@/tools/simulator/answer";
import { stateOf } from "@/tools/simulator/authorize";
import { bend } from "@/tools/simulator/bend";
import type { UseCase } from "@/tools/simulator/budgets";
import { errorText } from "@/tools/simulator/error-texts";
import type { Deviation } from "@/tools/simulator/faults";
import type { Locale } from "@/tools/simulator/known-error";
import { errorBody, type MetaError, Refusal } from "@/tools/simulator/meta-error";
import { scriptedError } from "@/tools/simulator/scripted-error";
import type { Reply } from "@/tools/simulator/send-reply";
import type { SimulatorState } from "@/tools/simulator/state";
import { constantUsageHeaders, usageHeaders } from "@/tools/simulator/usage-headers";
import type { Charge } from "@/tools/simulator/usage-ledger";
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
  const redirect = deviations.find((one) => one.kind === "redirect");
  if (redirect) return { status: redirect.status ?? 302, headers: scripted, body: "" };
  const page = deviations.find((one) => one.kind === "http");
  if (page?.kind === "http") {
    const type = { "content-type": page.contentType ?? "text/html; charset=utf-8" };
    return { status: page.status, headers: { ...type, ...scripted }, body: page.body };
  }
  const answered = answerVersion(version, request.path, request.now, state.autoUpgrade);
  const useCase = request.path.endsWith("/insights") ? "ads_insights" : "ads_management";
  const charge = answered.refusal ? null : charged(state, asker, useCase, request.now);
  const usage = charge?.usage ? usageHeaders(charge.usage) : null;
  const constant = state.world.budgets ? {} : constantUsageHeaders(asker.account, useCase);
  const headers = { ...json, ...answered.headers, ...(usage ?? constant), ...scripted };
  const reply = answerOr(
    state,
    request,
    asker,
    deviations,
    headers,
    answered.refusal ?? charge?.refusal ?? undefined,
  );
  charge?.settle(reply.status, reply.rows ?? 0);
  return reply;
}

/** The call in Meta's books, if it comes with a token that is alive: others are turned away before anything is counted. */
function charged(
  { world, usage }: SimulatorState,
  { token, account }: Asker,
  useCase: UseCase,
  now: GraphRequest["now"],
): Charge | null {
  const isAlive = token ? stateOf(token, now) === "ok" : world.acceptsAnyToken;
  if (!isAlive) return null;
  return usage.charge(world, token?.appId ?? world.appId ?? "app", account, useCase, now);
}

function answerOr(
  state: SimulatorState,
  request: GraphRequest,
  asker: Asker,
  deviations: readonly Deviation[],
  headers: Record<string, string>,
  refusal: Refusal | undefined,
): Reply & { readonly rows?: number } {
  try {
    const error = deviations.find((one) => one.kind === "error" || one.kind === "refusal");
    if (error) return { headers, ...scriptedError(error, asker.token?.locale ?? "en") };
    if (refusal) throw refusal;
    const body = bend(answerGraph(state.world, shifted(request, deviations)), request, deviations);
    const rows = "data" in body && Array.isArray(body.data) ? body.data.length : 0;
    return { status: 200, headers, body: JSON.stringify(body), rows };
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

/** Headers that faults set; of a redirect, where to. */
function headersOf(deviations: readonly Deviation[]): Record<string, string> {
  return Object.assign(
    {},
    ...deviations.map((one) => {
      if (one.kind === "redirect") return { location: one.to };
      if (one.kind === "content-type") return { "content-type": one.type };
      return "headers" in one ? (one.headers ?? {}) : {};
    }),
  );
}

function shifted(request: GraphRequest, deviations: readonly Deviation[]): GraphRequest {
  const shift = deviations.reduce((sum, one) => sum + (one.kind === "shift-rows" ? one.by : 0), 0);
  return shift === 0 ? request : { ...request, shift };
}
