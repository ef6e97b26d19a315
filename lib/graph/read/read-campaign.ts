import { ask } from "@/lib/graph/ask/ask";
import { ReadLog } from "@/lib/graph/ask/read-log";
import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import { type CampaignNode, campaignFields, campaignNode } from "@/lib/graph/read/campaign-node";
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
