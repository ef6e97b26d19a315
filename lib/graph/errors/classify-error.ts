import { z } from "zod";
import { type ErrorRule, errorTable, statusTable } from "@/lib/graph/errors/error-table";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { Usage } from "@/lib/graph/fetch-outcome";
import type { Redact } from "@/lib/graph/redact";

/** Codes come as numbers or as strings ("80004"). */
const code = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .nullable()
  .catch(null);
const text = z.string().nullable().catch(null);
const errorObject = z.object({
  code: code.default(null),
  error_subcode: code.default(null),
  message: text.default(null),
  type: text.default(null),
  fbtrace_id: text.default(null),
});

/** What the answer said besides its body. */
export interface AnswerFacts {
  readonly status: number;
  readonly usage: Usage | null;
  /** The `Retry-After` header in ms; null when there was none. */
  readonly retryAfterMs: number | null;
}

/**
 * The class of Meta's error object: by code and subcode, then by the English fragments that §5.3 names; `type`, `is_transient` and
 * the HTTP status decide nothing (graph-api.md §5.1, F36). A code that the table does not know is RETRY with `unknownCode`.
 */
export function classifyMetaError(error: unknown, facts: AnswerFacts, redact: Redact): GraphError {
  const parsed = errorObject.safeParse(error).data;
  const found = { code: parsed?.code ?? null, subcode: parsed?.error_subcode ?? null };
  const message = parsed?.message ?? "";
  const rule = errorTable.find((candidate) => fits(candidate, found.code, found.subcode, message));
  const knownClass = rule?.class ?? (found.code === null ? classOfStatus(facts.status) : null);
  return {
    class: knownClass ?? "RETRY",
    reason: "meta",
    code: found.code,
    subcode: found.subcode,
    ...(parsed?.type ? { type: redact(parsed.type) } : {}),
    message: redact(message === "" ? "Meta gave no text for this error." : message),
    fbtrace_id: parsed?.fbtrace_id ? redact(parsed.fbtrace_id) : null,
    http_status: facts.status,
    ...waitOf(knownClass, rule?.wait, facts),
    ...(rule?.smallerPages ? { smallerPages: rule.smallerPages } : {}),
    ...(rule?.needsConfirmation ? { needsConfirmation: true as const } : {}),
    ...(knownClass === null ? { unknownCode: true as const } : {}),
  };
}

/** The class of an answer that is an error by its HTTP status only: an HTML page of a proxy, an empty body. */
export function classifyStatus(facts: AnswerFacts): GraphError {
  const known = classOfStatus(facts.status);
  return {
    class: known ?? "RETRY",
    reason: "http",
    code: null,
    subcode: null,
    message: `HTTP ${facts.status} without an error of Meta's.`,
    fbtrace_id: null,
    http_status: facts.status,
    ...waitOf(known, undefined, facts),
    ...(known === null ? { unknownCode: true as const } : {}),
  };
}

function fits(rule: ErrorRule, code: number | null, subcode: number | null, message: string): boolean {
  if (rule.code !== "any") {
    if (code === null) return false;
    const [first, last] = typeof rule.code === "number" ? [rule.code, rule.code] : rule.code;
    if (code < first || code > last) return false;
  }
  if (rule.subcode !== undefined && rule.subcode !== subcode) return false;
  return rule.says === undefined || message.toLowerCase().includes(rule.says);
}

function classOfStatus(status: number): GraphError["class"] | null {
  return statusTable.find(({ status: [first, last] }) => status >= first && status <= last)?.class ?? null;
}

/**
 * How long to stay away, and whether Meta said so itself: the longest of what the headers say of this class, at least what the table asks
 * for (§6.3). When the account's usage is back at 0 says nothing of the app, and every ordinary answer names a time: one that is shorter
 * than the least is no word about this wait. Nothing when the class does not wait.
 */
function waitOf(
  errorClass: GraphError["class"] | null,
  least: ErrorRule["wait"],
  { usage, retryAfterMs }: AnswerFacts,
): Pick<GraphError, "retryAfterMs" | "retryStated"> {
  const floor = least === "tier" ? (usage?.tier === "full" ? 60_000 : 300_000) : (least ?? 0);
  const stated = Math.max(
    retryAfterMs ?? 0,
    errorClass === "WAIT_ACCOUNT" || errorClass === "WAIT_APP" ? (usage?.blockedMs ?? 0) : 0,
    errorClass === "WAIT_ACCOUNT" ? (usage?.resetMs ?? 0) : 0,
  );
  const wait = Math.max(floor, stated);
  if (wait === 0 && errorClass !== "WAIT_ACCOUNT") return {};
  return { retryAfterMs: wait, ...(stated > 0 && stated >= floor ? { retryStated: true as const } : {}) };
}
