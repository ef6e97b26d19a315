import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import {
  type CampaignNode,
  campaignFields,
  campaignNode,
  effectiveStatuses,
} from "@/lib/graph/read/campaign-node";
import { readNodes } from "@/lib/graph/read/read-nodes";
import type { Session } from "@/lib/graph/session";
import type { MetaAccountId } from "@/lib/values/ids";

/** All campaigns of an account, archived and deleted ones too, to the last page (graph-api.md §9). */
export function readCampaigns(
  session: Session,
  id: MetaAccountId,
  signal?: AbortSignal,
): Promise<FetchOutcome<CampaignNode[]>> {
  return readNodes(session, {
    accountId: id,
    edge: "campaigns",
    query: { fields: campaignFields.join(","), effective_status: JSON.stringify(effectiveStatuses) },
    readRows: (data) => acceptShape(campaignNode.array(), data),
    signal,
  });
}
