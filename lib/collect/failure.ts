import { storableText } from "@/lib/collect/rows/storable-text";
import type { GraphError } from "@/lib/graph/errors/graph-error";

/** Why an account's pass did not end well: keys that screens put into words. */
export type FailureReason =
  | "token_invalid"
  | "no_access"
  | "rate_limited"
  | "meta_unavailable"
  | "version_refused"
  | "request_refused"
  | "data_refused"
  /** Meta does not build a list that a KPI of the account is counted from (F05). */
  | "list_not_built"
  /** Days that Meta does not answer even alone; all others were read. */
  | "named_gap"
  | "not_configured"
  | "internal";

/** A failure as the attempt and the run keep it; free of secrets (R12). */
export interface Failure
  extends Pick<GraphError, "class" | "code" | "subcode" | "message" | "fbtrace_id">,
    Pick<GraphError, "retryAfterMs" | "retryStated" | "needsConfirmation" | "unknownCode" | "cutShort"> {
  readonly reason: FailureReason;
  /** Nobody answered although asked as often as may be: counts for the circuit breakers. */
  readonly isOutage?: true;
  /** Every try ran out of time: Meta is out, or the answer too large to be made in time (graph-api.md §7). */
  readonly timedOut?: true;
  /** What Meta answered of these days could not be derived or stored; the database was there. */
  readonly isOfDays?: true;
}

/** What each class means for the account's pass (graph-api.md §5.2, as a table). */
const reasons: { readonly [Class in GraphError["class"]]: FailureReason } = {
  RETRY: "meta_unavailable",
  WAIT_ACCOUNT: "rate_limited",
  WAIT_APP: "rate_limited",
  REDUCE: "request_refused",
  SPLIT_ASYNC: "request_refused",
  FIX_CREDENTIALS: "token_invalid",
  FIX_PERMISSION: "no_access",
  RESTART_PAGING: "meta_unavailable",
  CLAMP: "request_refused",
  PERMANENT: "request_refused",
  VERSION: "version_refused",
};

/** An answer of Meta that was an error. */
export function failureOf(error: GraphError): Failure {
  const isOutage = error.class === "RETRY" && error.reason !== "stopped" && !error.cutShort;
  return {
    ...error,
    message: storableText(error.message),
    fbtrace_id: error.fbtrace_id === null ? null : storableText(error.fbtrace_id),
    // Rows of another shape are the answer's fault: the request was taken.
    reason: error.reason === "shape" ? "data_refused" : reasons[error.class],
    ...(isOutage ? { isOutage } : {}),
    ...(isOutage && error.reason === "timeout" ? { timedOut: true as const } : {}),
  };
}

/** Meta cannot or will not answer that much at once: fewer days, then fewer fields (graph-api.md §5.2). */
export function isTooHeavy(failure: Failure): boolean {
  return failure.class === "REDUCE" || failure.class === "SPLIT_ASYNC" || failure.timedOut === true;
}

/** What is said of days that are not answered and of an outage alike (graph-api.md §5.3). */
export function mayBeOutage({ class: errorClass, code, subcode, reason, isOutage }: Failure): boolean {
  const isUnsure = (code === 2 && subcode === 1504044) || errorClass === "RESTART_PAGING";
  return reason !== "list_not_built" && (isUnsure || isOutage === true);
}

/** A failure on our side: `PERMANENT` needs a person, `RETRY` comes by again. */
export function ownFailure(
  reason: FailureReason,
  message: string,
  errorClass: "PERMANENT" | "RETRY" = "PERMANENT",
): Failure {
  // It may quote what Meta sent, and a failure that cannot be recorded would end the whole run.
  const said = storableText(message);
  return { class: errorClass, code: null, subcode: null, message: said, fbtrace_id: null, reason };
}

/** SQLSTATE classes of what is wrong with the values themselves: data exceptions, broken constraints, more than a row or an index takes. */
const ofValues = /^(22|23|54)[0-9A-Z]{3}$/;

/**
 * What was thrown while an answer was derived or stored. Whoever threw it with a code of another kind is a database or a network that is away:
 * that says nothing of the days.
 */
export function thrownFailure(error: unknown, message: string): Failure {
  const failure = ownFailure("internal", message, "RETRY");
  const isOfDays =
    error instanceof Error && !isStop(error) && codesOf(error).every((code) => ofValues.test(code));
  return isOfDays ? { ...failure, isOfDays } : failure;
}

function isStop({ name }: Error): boolean {
  return name === "AbortError" || name === "TimeoutError";
}

function codesOf(error: Error): string[] {
  const codes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") codes.push(cause.code);
  }
  return codes;
}
