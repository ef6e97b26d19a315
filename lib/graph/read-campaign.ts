import { acceptShape } from "@/lib/graph/accept-shape";
import { ask } from "@/lib/graph/ask";
import { type CampaignNode, campaignFields, campaignNode } from "@/lib/graph/campaign-node";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { ReadLog } from "@/lib/graph/read-log";
import type { Session } from "@/lib/graph/session";
import type { MetaAccountId } from "@/lib/values/ids";

/** One campaign by its id: for those that rows name and the account's list does not (graph-api.md §9). */
export async function readCampaign(
  session: Session,
  accountId: MetaAccountId,
  campaignId: string,
  signal?: AbortSignal,
): Promise<FetchOutcome<CampaignNode>> {
  if (!/^\d+$/.test(campaignId)) throw new RangeError(`"${campaignId}" is not the id of a campaign.`);
  const log = new ReadLog(session.wire);
  const answered = await ask(session.wire, log, {
    caller: session.caller,
    accountId: accountId.replace(/^act_/, ""),
    path: campaignId,
    query: new URLSearchParams({ fields: campaignFields.join(",") }).toString(),
    useCase: "ads_management",
    signal,
    accept: (body) => acceptShape(campaignNode, body),
  });
  return log.outcome(answered);
}
