import pino from "pino";

/** Keys whose values never reach a log, wherever they stand (R12). */
const secretKeys = [
  "token",
  "access_token",
  "accessToken",
  "appsecret_proof",
  "authorization",
  "Authorization",
  "cookie",
  "password",
  "secret",
];

/** Cuts what looks like a credential out of free text, such as an error message that quotes an address. */
export function redactText(text: string): string {
  return text
    .replace(
      /((?:access_token|input_token|appsecret_proof|client_secret|fb_exchange_token)=)[^&\s"']+/gi,
      "$1[redacted]",
    )
    .replace(/(Bearer\s+)[\w.~+/|-]+=*/gi, "$1[redacted]")
    .replace(/\bEAA[A-Za-z0-9]{10,}/g, "[redacted]")
    .replace(/(postgres(?:ql)?:\/\/[^:@\s]+:)[^@\s]+@/gi, "$1[redacted]@");
}

/** How much of a query is told, and how many causes of an error. */
const longestQuery = 300;
const mostCauses = 5;

interface ErrorSummary {
  readonly name?: string;
  readonly code?: string;
  readonly message: string;
}

/** What a line of the log says about an error: itself, where it was thrown, and what caused it. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return summaryOf(error);
  const summary = summaryOf(error);
  const causes: ErrorSummary[] = [];
  let cause = error.cause;
  while (cause !== undefined && cause !== null && causes.length < mostCauses) {
    causes.push(summaryOf(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return {
    ...summary,
    stack: stackOf(error, summary.message),
    ...(causes.length > 0 ? { causes } : {}),
  };
}

function summaryOf(error: unknown): ErrorSummary {
  if (!(error instanceof Error)) return { message: redactText(String(error)) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: error.name, ...code, message: redactText(messageOf(error)) };
}

/** A failed query's own message ends in the values it was asked with, such as the address of whoever signs in: only its text is told. */
function messageOf(error: Error): string {
  if (!("query" in error && typeof error.query === "string" && "params" in error)) return error.message;
  const { query } = error;
  return `Failed query: ${query.length > longestQuery ? `${query.slice(0, longestQuery)}…` : query}`;
}

/** The places of a stack under a message of ours; the error's own, which stands above them, may quote what is not told. */
function stackOf({ name, message, stack }: Error, told: string): string | undefined {
  if (stack === undefined) return undefined;
  const places = stack
    .slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0)
    .split("\n")
    .filter((line) => /^ {4}at /.test(line));
  return redactText([`${name}: ${told}`, ...places].join("\n"));
}

function isLevel(text: string | undefined): text is string {
  return text === "silent" || (text !== undefined && Object.hasOwn(pino.levels.values, text));
}

/**
 * The one logger: JSON lines on stderr, so that a command's stdout stays its answer. Event names are fixed: `collection_start`,
 * `collection_success`, `collection_failure`, each with `clientId`, `date` or `window`, `runId` (architecture.md §5).
 */
export const logger = pino(
  {
    // A level that does not exist must not end the process before anybody can say so; the command or route that reads it names it.
    level: isLevel(process.env.LOG_LEVEL) ? process.env.LOG_LEVEL : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
  },
  pino.destination({ fd: 2, sync: true }),
);
