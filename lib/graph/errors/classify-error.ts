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
  const retryAfterMs = waitOf(knownClass, rule?.wait, facts);
  return {
    class: knownClass ?? "RETRY",
    reason: "meta",
    code: found.code,
    subcode: found.subcode,
    ...(parsed?.type ? { type: redact(parsed.type) } : {}),
    message: redact(message === "" ? "Meta gave no text for this error." : message),
    fbtrace_id: parsed?.fbtrace_id ? redact(parsed.fbtrace_id) : null,
    http_status: facts.status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(isStated(facts) ? { retryStated: true as const } : {}),
    ...(rule?.smallerPages ? { smallerPages: rule.smallerPages } : {}),
    ...(rule?.needsConfirmation ? { needsConfirmation: true as const } : {}),
    ...(knownClass === null ? { unknownCode: true as const } : {}),
  };
}

/** The class of an answer that is an error by its HTTP status only: an HTML page of a proxy, an empty body. */
export function classifyStatus(facts: AnswerFacts): GraphError {
  const known = classOfStatus(facts.status);
  const retryAfterMs = waitOf(known, undefined, facts);
  return {
    class: known ?? "RETRY",
    reason: "http",
    code: null,
    subcode: null,
    message: `HTTP ${facts.status} without an error of Meta's.`,
    fbtrace_id: null,
    http_status: facts.status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(isStated(facts) ? { retryStated: true as const } : {}),
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

/** Whether Meta said itself how long to stay away. */
function isStated({ usage, retryAfterMs }: AnswerFacts): boolean {
  return (retryAfterMs ?? 0) > 0 || (usage?.blockedMs ?? 0) > 0 || (usage?.resetMs ?? 0) > 0;
}

/** The longest of what the headers say and what the table asks for; null when the class does not wait (§6.3). */
function waitOf(
  errorClass: GraphError["class"] | null,
  least: ErrorRule["wait"],
  { usage, retryAfterMs }: AnswerFacts,
): number | null {
  const floor = least === "tier" ? (usage?.tier === "full" ? 60_000 : 300_000) : (least ?? 0);
  const stated = retryAfterMs ?? 0;
  if (errorClass === "WAIT_ACCOUNT") {
    return Math.max(floor, stated, usage?.blockedMs ?? 0, usage?.resetMs ?? 0);
  }
  const wait =
    errorClass === "WAIT_APP" ? Math.max(floor, stated, usage?.blockedMs ?? 0) : Math.max(floor, stated);
  return wait === 0 ? null : wait;
}
