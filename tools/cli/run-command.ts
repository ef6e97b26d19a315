import { EnvError, optionalEnv } from "@/lib/ops/env";
import { logger, redactText } from "@/lib/ops/logger";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";

/**
 * Runs one command and prints its outcome: the answer on stdout, everything else on stderr.
 * Returns the exit code: 0 done, 1 something failed, 2 wrong usage.
 */
export async function runCommand(json: boolean, work: () => Promise<CliOutcome>): Promise<0 | 1 | 2> {
  try {
    optionalEnv("LOG_LEVEL");
    const { ok, answer, text } = await work();
    process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : `${text}\n`);
    return ok ? 0 : 1;
  } catch (error) {
    const sentence = inOneSentence(error);
    process.stderr.write(`${sentence.text}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ error: sentence.text }, null, 2)}\n`);
    if (sentence.unforeseen) logger.error({ err: error }, "command failed");
    return sentence.exit;
  }
}

function inOneSentence(error: unknown): { text: string; exit: 1 | 2; unforeseen?: true } {
  if (error instanceof WrongUsage || error instanceof EnvError) return { text: error.message, exit: 2 };
  if (error instanceof Error && error.name === "UnknownHistoryError") return { text: error.message, exit: 1 };
  const cause = deepest(error);
  const code = "code" in cause ? String(cause.code) : "";
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT)$/.test(code)) {
    return { text: "The database does not answer at the address in DATABASE_URL.", exit: 1 };
  }
  if (code === "28P01" || code === "28000" || code === "3D000") {
    return { text: `The database refuses DATABASE_URL: ${redactText(cause.message)}.`, exit: 1 };
  }
  if (code === "42P01" || code === "3F000" || (code === "22023" && cause.message.includes("plumbline_"))) {
    return {
      text: "The database has not been migrated to this release: run `npm run cli -- migrate`.",
      exit: 1,
    };
  }
  return { text: `It failed: ${redactText(cause.message)}`, exit: 1, unforeseen: true };
}

/** The error at the bottom of a chain of causes; drivers wrap what really happened. */
function deepest(error: unknown): Error {
  let current = error instanceof Error ? error : new Error(String(error));
  while (current.cause instanceof Error) current = current.cause;
  if (current instanceof AggregateError && current.errors[0] instanceof Error) return current.errors[0];
  return current;
}
