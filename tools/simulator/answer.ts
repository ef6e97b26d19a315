import type { Temporal } from "temporal-polyfill";
import { authorize, checkAccount, stateOf, tokenText } from "@/tools/simulator/authorize";
import { readInsightsParams } from "@/tools/simulator/insights-params";
import { insightsRows } from "@/tools/simulator/insights-rows";
import { deadToken, invalidParameter, Refusal } from "@/tools/simulator/meta-error";
import { offsetOf, type PagedAnswer, pageOf } from "@/tools/simulator/paging";
import type { Account, Token, World } from "@/tools/simulator/world";

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
}

export interface GraphAnswer {
  readonly body: object;
  readonly token: Token | null;
  readonly account: Account | null;
}

/** What the Graph API answers when nothing is made to go wrong. Throws a Refusal in Meta's words. */
export function answerGraph(world: World, request: GraphRequest): GraphAnswer {
  const { path, params, now } = request;
  if (path === "/")
    throw invalidParameter("Unsupported root request: the ids parameter and batches are not served");
  if (path === "/debug_token")
    return { body: debugToken(world, params, request.authorization, now), token: null, account: null };
  if (path === "/oauth/access_token")
    return { body: exchangeToken(world, params, now), token: null, account: null };
  const text = tokenText(request.authorization, params);
  const token = authorize(world, text, params, now);
  const plain = { token, account: null };
  if (path === "/me") return { ...plain, body: { id: "122000000000001", name: "Plumbline" } };
  const listing = path.match(/^\/(me|\d+)\/(adaccounts|owned_ad_accounts|client_ad_accounts)$/);
  if (listing) {
    const accounts = world.accounts.filter((account) => !(account.isUnlisted && listing[2] === "adaccounts"));
    return {
      ...plain,
      body: paged(
        request,
        accounts.map((account) => ({ id: `act_${account.id}`, account_id: account.id })),
        text,
      ),
    };
  }
  const [, id, edge] = path.match(/^\/act_(\d+)(?:\/(\w+))?$/) ?? [];
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (!id || !account) {
    throw new Refusal({
      status: 400,
      code: 100,
      subcode: 33,
      message:
        "Unsupported get request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
    });
  }
  checkAccount(token, id);
  return { token, account, body: answerAccount(account, edge, request, text) };
}

function answerAccount(
  account: Account,
  edge: string | undefined,
  request: GraphRequest,
  text: string,
): object {
  const { params, now } = request;
  if (request.method === "POST")
    throw new Refusal({
      status: 400,
      code: 3,
      message: "(#3) Application does not have the capability to make this API call.",
    });
  switch (edge) {
    case undefined:
      return accountNode(account, (params.get("fields") ?? "id").split(","), now);
    case "insights": {
      const today = now.toZonedDateTimeISO(account.timeZone).toPlainDate().toString();
      return paged(request, insightsRows(account, readInsightsParams(params, today), now), text);
    }
    case "campaigns": {
      const asked = params.get("effective_status") ?? params.get("filtering") ?? "";
      const shown = (account.campaigns ?? []).filter(
        ({ effective_status: status }) => asked.includes(status) || !["ARCHIVED", "DELETED"].includes(status),
      );
      return paged(
        request,
        shown.map((campaign) => ({ ...campaign, status: campaign.effective_status })),
        text,
      );
    }
    case "customconversions":
      return paged(request, account.customConversions ?? [], text);
    default:
      throw new Refusal({
        status: 400,
        code: 2500,
        message: `Unknown path components: /${edge}`,
        type: "OAuthException",
      });
  }
}

function paged({ params, url }: GraphRequest, rows: readonly unknown[], text: string): PagedAnswer {
  return pageOf(rows, offsetOf(params.get("after")), Number(params.get("limit") ?? 25), url, text);
}

function accountNode(account: Account, fields: readonly string[], now: Temporal.Instant): object {
  if (fields.includes("business")) {
    throw new Refusal({
      status: 403,
      code: 200,
      message: "(#200) Requires business_management permission to manage the object",
    });
  }
  const hours = now.toZonedDateTimeISO(account.timeZone).offsetNanoseconds / 3.6e12;
  const node: Record<string, unknown> = {
    id: `act_${account.id}`,
    account_id: account.id,
    name: account.name,
    currency: account.currency,
    timezone_name: account.timeZone,
    timezone_id: 106,
    timezone_offset_hours_utc: hours,
    account_status: account.status ?? 1,
    disable_reason: account.disableReason ?? 0,
    amount_spent: "27181032",
    spend_cap: "0",
    balance: "13074",
    min_daily_budget: 404,
    is_prepay_account: false,
    created_time: "2021-04-13T18:04:59+0200",
  };
  const unknown = fields.filter((field) => !(field in node));
  if (unknown.length > 0)
    throw invalidParameter(
      `Tried accessing nonexisting field (${unknown.join(", ")}) on node type (AdAccount)`,
    );
  return Object.fromEntries(["id", ...fields].map((field) => [field, node[field]]));
}

function debugToken(
  world: World,
  params: URLSearchParams,
  authorization: string | undefined,
  now: Temporal.Instant,
): object {
  const app = tokenText(authorization, params);
  if (!world.acceptsAnyToken && app !== `${world.appId}|${world.appSecret}`) {
    throw new Refusal({ status: 400, code: 190, message: "Invalid OAuth access token signature." });
  }
  const token = world.tokens.find((candidate) => candidate.value === params.get("input_token"));
  if (!token)
    return { data: { is_valid: false, error: { code: 190, message: "Malformed access token" }, scopes: [] } };
  const state = stateOf(token, now);
  const dead = state === "ok" ? null : deadToken(state).error;
  return {
    data: {
      app_id: world.appId,
      type: "SYSTEM_USER",
      application: "Plumbline",
      data_access_expires_at: 0,
      expires_at: token.expiresAt ?? 0,
      is_valid: !dead,
      issued_at: 1_790_000_000,
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({
        scope,
        ...(token.accounts ? { target_ids: token.accounts } : {}),
      })),
      user_id: "122000000000001",
      ...(dead ? { error: { code: dead.code, subcode: dead.subcode, message: dead.message } } : {}),
    },
  };
}

function exchangeToken(world: World, params: URLSearchParams, now: Temporal.Instant): object {
  const token = world.tokens.find((candidate) => candidate.value === params.get("fb_exchange_token"));
  if (!token) throw new Refusal({ status: 400, code: 190, message: "Invalid OAuth access token" });
  const state = stateOf(token, now);
  if (state !== "ok") throw deadToken(state);
  return { access_token: token.value, token_type: "bearer", expires_in: 5_184_000 };
}
