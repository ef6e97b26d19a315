import { acceptShape } from "@/lib/graph/accept-shape";
import {
  type CampaignNode,
  campaignFields,
  campaignNode,
  effectiveStatuses,
} from "@/lib/graph/campaign-node";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { gatherPages } from "@/lib/graph/gather-pages";
import { ReadLog } from "@/lib/graph/read-log";
import type { Session } from "@/lib/graph/session";
import { walkPages } from "@/lib/graph/walk-pages";
import type { MetaAccountId } from "@/lib/values/ids";

/** All campaigns of an account, archived and deleted ones too, to the last page (graph-api.md §9). */
export async function readCampaigns(
  session: Session,
  id: MetaAccountId,
  signal?: AbortSignal,
): Promise<FetchOutcome<CampaignNode[]>> {
  const log = new ReadLog(session.wire);
  const gathered = gatherPages<CampaignNode>();
  const error = await walkPages<CampaignNode>(session.wire, log, {
    first: {
      caller: session.caller,
      accountId: id.replace(/^act_/, ""),
      path: `${id}/campaigns`,
      query: new URLSearchParams({
        fields: campaignFields.join(","),
        effective_status: JSON.stringify(effectiveStatuses),
        limit: String(session.pageLimit),
      }).toString(),
      useCase: "ads_management",
      signal,
    },
    readRows: (data) => acceptShape(campaignNode.array(), data),
    sink: gathered,
    pageCap: session.pageCap,
    stopAtEmpty: true,
  });
  return log.outcome(error === null ? { ok: true, value: gathered.rows } : { ok: false, error });
}
