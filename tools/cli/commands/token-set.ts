import { text as readAll } from "node:stream/consumers";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import { requireEnv } from "@/lib/ops/env";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Reads a Meta token from standard input, never from an argument that a process list would show, and stores it encrypted. */
export async function tokenSet(options: { name: string; kind: string }): Promise<CliOutcome> {
  const name = options.name.trim();
  if (name === "") throw new WrongUsage("--name must not be empty.");
  if (options.kind !== "system_user" && options.kind !== "long_lived_user") {
    throw new WrongUsage(
      `--kind: "${options.kind}" is not a kind of token; use system_user or long_lived_user.`,
    );
  }
  const { kind } = options;
  const keys = requireEnv("ENCRYPTION_KEYS");
  if (process.stdin.isTTY) process.stderr.write("Paste the Meta token, then press Enter and Ctrl-D.\n");
  const token = (await readAll(process.stdin)).trim();
  if (!/^[\x21-\x7e]{10,}$/.test(token)) {
    throw new WrongUsage("Standard input holds no Meta token: one line without spaces is expected.");
  }
  const outcome = await withDatabase((db) =>
    setConnectionToken({ db, actor: operator(), keys, name, token, kind }),
  );
  return {
    ok: true,
    answer: { connection: name, outcome: outcome.kind },
    text:
      outcome.kind === "added"
        ? `Connection "${name}" is stored, its token encrypted.`
        : `The token of connection "${name}" is replaced.`,
  };
}
