import { ReadLog } from "@/lib/graph/ask/read-log";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { gatherPages } from "@/lib/graph/pages/gather-pages";
import { walkPages } from "@/lib/graph/pages/walk-pages";
import type { Session } from "@/lib/graph/session";
import type { Accepted } from "@/lib/graph/wire";
import type { MetaAccountId } from "@/lib/values/ids";

/** All nodes of a listing edge of an account, to the last page or an error. */
export async function readNodes<T>(
  session: Session,
  of: {
    readonly accountId: MetaAccountId;
    readonly edge: string;
    readonly query: Readonly<Record<string, string>>;
    readonly readRows: (data: readonly unknown[]) => Accepted<T[]>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<FetchOutcome<T[]>> {
  const log = new ReadLog(session.wire);
  const gathered = gatherPages<T>();
  const error = await walkPages<T>(session.wire, log, {
    first: {
      caller: session.caller,
      accountId: of.accountId.replace(/^act_/, ""),
      path: `${of.accountId}/${of.edge}`,
      query: new URLSearchParams({ ...of.query, limit: String(session.pageLimit) }).toString(),
      useCase: "ads_management",
      signal: of.signal,
    },
    readRows: of.readRows,
    sink: gathered,
    pageCap: session.pageCap,
    stopAtEmpty: true,
  });
  return log.outcome(error === null ? { ok: true, value: gathered.rows } : { ok: false, error });
}
