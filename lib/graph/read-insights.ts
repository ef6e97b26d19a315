import { pathOf } from "@/lib/graph/ask-once";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { gatherPages } from "@/lib/graph/gather-pages";
import type { InsightsRequest, PageSink } from "@/lib/graph/graph-client";
import type { GraphError } from "@/lib/graph/graph-error";
import type { InsightRow } from "@/lib/graph/insight-row";
import { insightsQuery } from "@/lib/graph/insights-query";
import { ReadLog } from "@/lib/graph/read-log";
import { readRows } from "@/lib/graph/read-rows";
import type { Session } from "@/lib/graph/session";
import { walkPages } from "@/lib/graph/walk-pages";

/** Rows per page where the usual number is too much for Meta (graph-api.md §13). */
const smallerLimits = [250, 100];

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
 * data the read begins anew with smaller pages; the next read tries the usual ones again (F02).
 */
export async function readInsightPages(
  session: Session,
  request: InsightsRequest,
  sink: PageSink,
): Promise<FetchOutcome<number>> {
  const log = new ReadLog(session.wire);
  const path = `${request.accountId}/insights`;
  let count = 0;
  const walk = (limit: number): Promise<GraphError | null> =>
    walkPages<InsightRow>(session.wire, log, {
      first: {
        caller: session.caller,
        accountId: request.accountId.replace(/^act_/, ""),
        path,
        query: insightsQuery(request, limit),
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
        restart,
      },
      pageCap: session.pageCap,
      stopAtEmpty: false,
    });
  let error = await walk(session.pageLimit);
  for (const limit of smallerLimits.filter((smaller) => smaller < session.pageLimit)) {
    if (!error?.smallerPages) break;
    session.wire.note({ kind: "smaller_pages", path: pathOf(session.wire, path), limit });
    log.restart();
    restart();
    error = await walk(limit);
  }
  return log.outcome(error === null ? { ok: true, value: count } : { ok: false, error });

  function restart(): void {
    count = 0;
    sink.restart();
  }
}
