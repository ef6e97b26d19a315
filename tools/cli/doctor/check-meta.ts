import { readConnectionToken } from "@/lib/clients/read-connection-token";
import { readKnownClients } from "@/lib/clients/read-known-clients";
import type { Database } from "@/lib/db/database";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import type { MetaAccountId } from "@/lib/values/ids";
import { askAboutToken } from "@/tools/cli/ask-about-token";
import { judge, type Verdict } from "@/tools/cli/doctor/verdict";
import { graphFor } from "@/tools/cli/graph-for";
import { operator } from "@/tools/cli/operator";

/** Every token we hold, asked of Meta: "a token exists" is not "it works" (incident 32). */
export async function checkMeta(db: Database): Promise<Verdict[]> {
  const known = await db.asStaff(operator(), readKnownClients);
  const envToken = optionalEnv("META_ACCESS_TOKEN");
  const verdicts: Verdict[] = [];
  for (const connection of known.connections) {
    const check = `connection ${connection.name}`;
    const account = known.clients.find(({ connectionId }) => connectionId === connection.id)?.externalId;
    verdicts.push(
      ...(await judge(check, async () => {
        const keys = requireEnv("ENCRYPTION_KEYS");
        const token = await db.asCollector((tx) => readConnectionToken(tx, keys, connection.name));
        return token
          ? askMeta(check, token, account ?? null)
          : { check, verdict: "missing", says: "has no token" };
      })),
    );
  }
  if (envToken) {
    const account = known.clients.find((client) => client.accountId && client.connectionId === null);
    const check = "token META_ACCESS_TOKEN";
    verdicts.push(...(await judge(check, () => askMeta(check, envToken, account?.externalId ?? null))));
  }
  if (verdicts.length === 0) {
    verdicts.push({ check: "Meta token", verdict: "missing", says: "none is known; run token set --new" });
  }
  return verdicts;
}

async function askMeta(check: string, token: string, account: string | null): Promise<Verdict> {
  const asked = await askAboutToken(token);
  switch (asked.kind) {
    case "works": {
      const end = asked.expiresAt
        ? `until ${asked.expiresAt.toString().slice(0, 10)}`
        : "and does not expire";
      return { check, verdict: "ok", says: `works ${end}` };
    }
    case "invalid":
      return { check, verdict: "failed", says: `Meta says it ${asked.says}` };
    case "lacks_scope":
      return { check, verdict: "failed", says: `it ${asked.says}` };
    case "no_answer":
      return { check, verdict: "failed", says: asked.says };
    case "not_asked":
      break;
  }
  if (!account) {
    return {
      check,
      verdict: "unknown",
      says: "it has no ad account to try, and META_APP_ID and META_APP_SECRET are not set to ask Meta about it",
    };
  }
  const outcome = await graphFor(token).readAccount(account as MetaAccountId);
  return outcome.kind === "ok"
    ? { check, verdict: "ok", says: `reads ${account}` }
    : { check, verdict: "failed", says: outcome.error.message };
}
