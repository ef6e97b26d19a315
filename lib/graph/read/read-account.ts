import { ask } from "@/lib/graph/ask/ask";
import { ReadLog } from "@/lib/graph/ask/read-log";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import { type AccountNode, accountFields, accountNode } from "@/lib/graph/read/account-node";
import type { Session } from "@/lib/graph/session";
import type { MetaAccountId } from "@/lib/values/ids";

/** The ad account's own node: name, currency, zone, status (graph-api.md §2.6). */
export async function readAccount(
  session: Session,
  id: MetaAccountId,
  signal?: AbortSignal,
): Promise<FetchOutcome<AccountNode>> {
  const log = new ReadLog(session.wire);
  const answered = await ask(session.wire, log, {
    caller: session.caller,
    accountId: id.replace(/^act_/, ""),
    path: id,
    query: new URLSearchParams({ fields: accountFields.join(",") }).toString(),
    useCase: "ads_management",
    signal,
    accept: (body) => acceptShape(accountNode, body),
  });
  return log.outcome(answered);
}
