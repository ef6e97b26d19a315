import type { Temporal } from "temporal-polyfill";
import { accountNode } from "@/tools/simulator/account-node";
import { authorize, checkAccount, tokenText } from "@/tools/simulator/authorize";
import { debugToken, exchangeToken } from "@/tools/simulator/debug-token";
import { edgeNodes, isEntityEdge } from "@/tools/simulator/entities";
import { findEntity } from "@/tools/simulator/find-entity";
import { readInsightsParams } from "@/tools/simulator/insights-params";
import { insightsRows, type Node } from "@/tools/simulator/insights-rows";
import { listAccounts } from "@/tools/simulator/list-accounts";
import { invalidParameter, Refusal } from "@/tools/simulator/meta-error";
import { limitOf, offsetOf, type PagedAnswer, pageOf } from "@/tools/simulator/paging";
import { projected } from "@/tools/simulator/projected";
import type { Account, World } from "@/tools/simulator/world";

export interface GraphRequest {
  readonly method: string;
  /** Without the version: `/act_1/insights`. */
  readonly path: string;
  /** The whole address, on our own host. */
  readonly url: URL;
  /** Query and form together. */
  readonly params: URLSearchParams;
  readonly authorization: string | undefined;
  readonly now: Temporal.Instant;
  /** By how many rows the list moved since the page before (a fault). */
  readonly shift?: number;
}

/** What the Graph API answers when nothing is made to go wrong. Throws a Refusal in Meta's words. */
export function answerGraph(world: World, request: GraphRequest): object {
  const { path, params, authorization, now, method } = request;
  if (method !== "GET" && method !== "POST")
    throw new Refusal({ status: 400, code: 100, message: `Unsupported ${method.toLowerCase()} request.` });
  if (path === "/" || path === "")
    throw invalidParameter("Unsupported root request: the ids parameter and batches are not served");
  if (path === "/debug_token") return debugToken(world, params, authorization, now);
  if (path === "/oauth/access_token") return exchangeToken(world, params, now);
  const text = tokenText(authorization, params, path);
  const token = authorize(world, text, params, now);
  if (path === "/me") return { id: "122000000000001", name: "Plumbline" };
  const listing = path.match(/^\/(me|\d+)\/(adaccounts|owned_ad_accounts|client_ad_accounts)$/);
  if (listing?.[1] && listing[2])
    return paged(request, listAccounts(world, token, listing[1], listing[2], params, now), text);

  const [, id = "", edge] = path.match(/^\/((?:act_)?\d+)(?:\/(\w+))?$/) ?? [];
  const account = world.accounts.find((candidate) => `act_${candidate.id}` === id);
  if (account) {
    checkAccount(token, account.id);
    if (edge === undefined && method === "GET") return accountNode(account, token, params, now);
    return answerEdge(account, { id, kind: "account" }, edge, request, text);
  }
  const found = findEntity(world, id, now);
  if (!found) throw missing(id);
  checkAccount(token, found.account.id);
  const { kind, node } = found.entity;
  if (edge === undefined) return projected(node, params);
  return answerEdge(found.account, { id, kind }, edge, request, text);
}

function answerEdge(
  account: Account,
  node: Node,
  edge: string | undefined,
  request: GraphRequest,
  text: string,
): object {
  const { params, now } = request;
  if (request.method === "POST") {
    // Reports that are built in the background are not served yet; an app may lack that right, too.
    const message = "(#3) Application does not have the capability to make this API call.";
    throw new Refusal({ status: 400, code: 3, message });
  }
  if (edge === "insights") {
    const today = now.toZonedDateTimeISO(account.timeZone).toPlainDate().toString();
    const asked = readInsightsParams(params, today, node.kind, now);
    return paged(request, insightsRows(account, node, asked, now), text);
  }
  if (node.kind === "account" && edge === "customconversions") {
    const all = account.customConversions ?? [];
    return paged(
      request,
      all.map((one) => projected({ is_archived: false, custom_event_type: "OTHER", ...one }, params)),
      text,
    );
  }
  if (isEntityEdge(edge)) return paged(request, edgeNodes(account, node, edge, params, now), text);
  throw new Refusal({ status: 400, code: 2500, message: `Unknown path components: /${edge}` });
}

function missing(id: string): Refusal {
  return new Refusal({
    status: 400,
    code: 100,
    subcode: 33,
    type: "GraphMethodException",
    message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

function paged(
  { params, url, shift = 0 }: GraphRequest,
  rows: readonly unknown[],
  text: string,
): PagedAnswer {
  const offset = offsetOf(params.get("after"));
  return pageOf(rows, Math.max(0, offset + shift), limitOf(params), url, text);
}
