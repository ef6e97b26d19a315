import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { gatherPages } from "@/lib/graph/gather-pages";
import type { InsightsRequest, PageSink } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/insight-row";
import { insightsQuery } from "@/lib/graph/insights-query";
import { ReadLog } from "@/lib/graph/read-log";
import { readRows } from "@/lib/graph/read-rows";
import type { Session } from "@/lib/graph/session";
import { walkPages } from "@/lib/graph/walk-pages";

/** All rows of the request, in Meta's order; on an error none at all (R3, R4). */
export async function readInsights(
  session: Session,
  request: InsightsRequest,
): Promise<FetchOutcome<InsightRow[]>> {
  const gathered = gatherPages<InsightRow>();
  const outcome = await readInsightPages(session, request, gathered);
  return outcome.kind === "ok" ? { ...outcome, value: gathered.rows } : outcome;
}

/** The rows of the request, page by page into `sink`: no more than one page is held at a time (performance.md P5). */
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
    stopAtEmpty: false,
  });
  return log.outcome(error === null ? { ok: true, value: count } : { ok: false, error });
}
