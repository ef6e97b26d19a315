import { ReadLog } from "@/lib/graph/ask/read-log";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import type { InsightsRequest, PageSink } from "@/lib/graph/graph-client";
import { gatherPages } from "@/lib/graph/pages/gather-pages";
import { walkPages } from "@/lib/graph/pages/walk-pages";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { insightsQuery } from "@/lib/graph/read/insights-query";
import { readRows } from "@/lib/graph/read/read-rows";
import type { Session } from "@/lib/graph/session";

/** Shares of the usual rows per page to ask for where it is too much for Meta: 500, 250, 100 (graph-api.md §13). */
const shares = [1, 0.5, 0.2];

/** All rows of the request, in Meta's order; on an error none at all (R3, R4). */
export async function readInsights(
  session: Session,
  request: InsightsRequest,
): Promise<FetchOutcome<InsightRow[]>> {
  const gathered = gatherPages<InsightRow>();
  const outcome = await readInsightPages(session, request, gathered);
  return outcome.kind === "ok" ? { ...outcome, value: gathered.rows } : outcome;
}

/**
 * The rows of the request, page by page into `sink`: no more than one page is held at a time (performance.md P5). Where Meta asks for less
 * data the read goes on with smaller pages; the next read tries the usual ones again (F02).
 */
export async function readInsightPages(
  session: Session,
  request: InsightsRequest,
  sink: PageSink,
): Promise<FetchOutcome<number>> {
  const log = new ReadLog(session.wire);
  let count = 0;
  const error = await walkPages<InsightRow>(session.wire, log, {
    first: {
      caller: session.caller,
      accountId: request.accountId.replace(/^act_/, ""),
      path: `${request.accountId}/insights`,
      query: insightsQuery(request, session.pageLimit),
      useCase: "ads_insights",
      signal: request.signal,
      quick: request.quick,
    },
    readRows,
    sink: {
      page(rows) {
        count += rows.length;
        return sink.page(rows);
      },
      restart() {
        count = 0;
        sink.restart();
      },
    },
    pageCap: session.pageCap,
    limits: [...new Set(shares.map((share) => Math.ceil(session.pageLimit * share)))],
    isOneDay: request.window.since === request.window.until,
    stopAtEmpty: false,
  });
  return log.outcome(error === null ? { ok: true, value: count } : { ok: false, error });
}
