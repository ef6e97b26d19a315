import { text as readAll } from "node:stream/consumers";
import { readKnownClients } from "@/lib/clients/read-known-clients";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import type { Database } from "@/lib/db/database";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { askAboutToken, type TokenVerdict } from "@/tools/cli/ask-about-token";
import { type ConnectionToSet, connectionToSet } from "@/tools/cli/connection-to-set";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Reads a Meta token from standard input, never from an argument that a process list would show, and stores it encrypted. Which connection
 * is meant is settled before the token is read, and where Meta can be asked, it is asked before the old token is gone.
 */
export async function tokenSet(options: { name?: string; new?: true; kind: string }): Promise<CliOutcome> {
  const name = options.name?.trim();
  if (name === "") throw new WrongUsage("--name must not be empty.");
  if (options.kind !== "system_user" && options.kind !== "long_lived_user") {
    throw new WrongUsage(
      `--kind: "${options.kind}" is not a kind of token; use system_user or long_lived_user.`,
    );
  }
  const { kind } = options;
  const keys = requireEnv("ENCRYPTION_KEYS");
  return withDatabase(async (db) => {
    const target = await findTarget(db, name, options.new === true);
    const token = await readToken();
    const refusal = refusalOf(await askAboutToken(token));
    if (refusal) {
      const text = `${refusal} Nothing was changed.`;
      return {
        ok: false,
        answer: { connection: target.name, outcome: "refused", error: text },
        text,
      };
    }
    const outcome = await setConnectionToken({ db, actor: operator(), keys, token, kind, ...target });
    if (outcome.kind === "already_there" || outcome.kind === "not_there")
      throw new WrongUsage("Somebody else changed the connections meanwhile; look and try again.");
    return {
      ok: true,
      answer: { connection: target.name, outcome: outcome.kind },
      text:
        outcome.kind === "added"
          ? `Connection "${target.name}" is stored, its token encrypted.`
          : `The token of connection "${target.name}" is replaced.`,
    };
  });
}

async function findTarget(db: Database, name: string | undefined, isNew: boolean) {
  const { connections } = await db.asStaff(operator(), readKnownClients);
  const target: ConnectionToSet = connectionToSet({
    name,
    isNew,
    known: connections.map((one) => one.name),
    hasEnvToken: optionalEnv("META_ACCESS_TOKEN") !== undefined,
  });
  if ("problem" in target) throw new WrongUsage(target.problem);
  return target;
}

async function readToken(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Paste the Meta token, then press Enter and Ctrl-D.\n");
  const token = (await readAll(process.stdin)).trim();
  if (/^[\x21-\x7e]{10,}$/.test(token)) return token;
  throw new WrongUsage("Standard input holds no Meta token: one line without spaces is expected.");
}

function refusalOf(verdict: TokenVerdict): string | null {
  switch (verdict.kind) {
    case "works":
    case "not_asked":
      return null;
    case "invalid":
      return sentence(`Meta says that the new token ${verdict.says}`);
    case "lacks_scope":
      return sentence(`The new token ${verdict.says}`);
    case "no_answer":
      return sentence(`Meta could not be asked about the new token: ${verdict.says}`);
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
