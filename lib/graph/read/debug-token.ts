import { ask } from "@/lib/graph/ask/ask";
import { ReadLog } from "@/lib/graph/ask/read-log";
import { credentialsOf } from "@/lib/graph/credentials";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import { debugTokenAnswer, type TokenReport } from "@/lib/graph/read/token-report";
import { createRedactor } from "@/lib/graph/redact";
import type { Session } from "@/lib/graph/session";

/** What Meta knows of the session's token, asked as the app itself (graph-api.md §2.2). */
export async function debugToken(
  session: Session,
  appId: string,
  appSecret: string,
  signal?: AbortSignal,
): Promise<FetchOutcome<TokenReport>> {
  const log = new ReadLog(session.wire);
  const asApp = credentialsOf(`${appId}|${appSecret}`);
  const answered = await ask(session.wire, log, {
    caller: { credentials: asApp, redact: createRedactor([...session.secrets, asApp.token, appSecret]) },
    path: "debug_token",
    // The one place where Meta wants a token in the query (R12); notes and errors carry no query.
    query: new URLSearchParams({ input_token: session.caller.credentials.token }).toString(),
    accountId: null,
    useCase: "ads_management",
    signal,
    // The days wait for it, and they meet an outage themselves.
    quick: true,
    accept: (body) => acceptShape(debugTokenAnswer, body),
  });
  return log.outcome(answered);
}
