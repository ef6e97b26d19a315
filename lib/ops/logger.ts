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

function isLevel(text: string | undefined): text is string {
  return text === "silent" || (text !== undefined && text in pino.levels.values);
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
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? {
              name: error.name,
              message: redactText(error.message),
              stack: error.stack ? redactText(error.stack) : undefined,
            }
          : { message: redactText(String(error)) },
    },
  },
  pino.destination({ fd: 2, sync: true }),
);
