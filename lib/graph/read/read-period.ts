import { ReadLog } from "@/lib/graph/ask/read-log";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { PeriodRequest } from "@/lib/graph/graph-client";
import { gatherPages } from "@/lib/graph/pages/gather-pages";
import { walkPages } from "@/lib/graph/pages/walk-pages";
import { periodQuery } from "@/lib/graph/read/period-query";
import { type PeriodRow, readPeriodRows } from "@/lib/graph/read/period-row";
import type { Session } from "@/lib/graph/session";

/** All rows about one period, in Meta's order; on an error none at all (R3, R4). No row is a good answer: nothing to tell. */
export async function readPeriod(
  session: Session,
  request: PeriodRequest,
): Promise<FetchOutcome<PeriodRow[]>> {
  const log = new ReadLog(session.wire);
  const gathered = gatherPages<PeriodRow>();
  const error = await walkPages<PeriodRow>(session.wire, log, {
    first: {
      caller: session.caller,
      accountId: request.accountId.replace(/^act_/, ""),
      path: `${request.accountId}/insights`,
      query: periodQuery(request, session.pageLimit),
      useCase: "ads_insights",
      signal: request.signal,
      quick: request.quick,
    },
    readRows: readPeriodRows,
    sink: gathered,
    pageCap: session.pageCap,
    stopAtEmpty: false,
  });
  return log.outcome(error === null ? { ok: true, value: gathered.rows } : { ok: false, error });
}
