import { setTimeout as wait } from "node:timers/promises";
import { createFetch } from "@/lib/graph/ask/graph-fetch";
import { credentialsOf } from "@/lib/graph/credentials";
import type { GraphClient, GraphClientOptions } from "@/lib/graph/graph-client";
import { Pacer } from "@/lib/graph/pace/pacer";
import { debugToken } from "@/lib/graph/read/debug-token";
import { readAccount } from "@/lib/graph/read/read-account";
import { readCampaign } from "@/lib/graph/read/read-campaign";
import { readCampaigns } from "@/lib/graph/read/read-campaigns";
import { readCustomConversions } from "@/lib/graph/read/read-custom-conversions";
import { readInsightPages, readInsights } from "@/lib/graph/read/read-insights";
import { readPeriod } from "@/lib/graph/read/read-period";
import { createRedactor } from "@/lib/graph/redact";
import type { Session } from "@/lib/graph/session";
import type { Wire } from "@/lib/graph/wire";
import { systemClock } from "@/lib/values/clock";

/**
 * A client of Meta's Graph API for one token (graph-api.md §13). It retries what may be retried, keeps the pace that Meta's usage headers
 * ask for, makes pages smaller where they are too large and classifies the rest; it never waits for a rate limit, asks for fewer days or
 * stores anything: that is for the collector. A RangeError for options that cannot work.
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const credentials = credentialsOf(options.token, options.appSecret);
  const secrets = [credentials.token, credentials.proof ?? "", options.appSecret ?? ""];
  const session: Session = {
    wire: wireOf(options),
    caller: { credentials, redact: createRedactor(secrets) },
    secrets,
    pageLimit: positive("pageLimit", options.pageLimit ?? 500),
    pageCap: positive("pageCap", options.pageCap ?? 1_000),
  };
  return {
    readInsights: (request) => readInsights(session, request),
    readInsightPages: (request, sink) => readInsightPages(session, request, sink),
    readPeriod: (request) => readPeriod(session, request),
    readAccount: (id, signal) => readAccount(session, id, signal),
    readCampaigns: (id, signal) => readCampaigns(session, id, signal),
    readCampaign: (id, campaignId, signal) => readCampaign(session, id, campaignId, signal),
    readCustomConversions: (id, signal) => readCustomConversions(session, id, signal),
    debugToken: (appId, appSecret, signal) => debugToken(session, appId, appSecret, signal),
  };
}

function wireOf(options: GraphClientOptions): Wire {
  const baseUrl = URL.parse(options.baseUrl);
  if (baseUrl === null || !/^https?:$/.test(baseUrl.protocol) || baseUrl.search !== "") {
    throw new RangeError("The address of the Graph API must be an http(s) address without a query.");
  }
  if (!/^v\d+\.\d+$/.test(options.version)) {
    throw new RangeError(`"${options.version}" is not a version of the Graph API; write it as v26.0.`);
  }
  return {
    baseUrl,
    version: options.version,
    fetch: options.fetch ?? createFetch(positive("connectTimeoutMs", options.connectTimeoutMs ?? 10_000)),
    clock: options.clock ?? systemClock,
    sleep: options.sleep ?? sleep,
    random: options.random ?? Math.random,
    msLeft: options.msLeft ?? (() => Number.POSITIVE_INFINITY),
    pacer: new Pacer(),
    takeTurn: options.takeTurn ?? (async () => () => undefined),
    readTimeoutMs: positive("readTimeoutMs", options.readTimeoutMs ?? 120_000),
    note: options.onNote ?? (() => undefined),
  };
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  // A wait that was cut short is no error: who asked for it looks at the signal.
  await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}

function positive(name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${name} must be a whole number above 0, not ${value}.`);
}
