import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphClient } from "@/lib/graph/graph-client";
import { optionalEnv, requireEnv } from "@/lib/ops/env";

/** A client of Meta for one token, with the settings of the environment. */
export function graphFor(token: string): GraphClient {
  const appSecret = optionalEnv("META_APP_SECRET");
  return createGraphClient({
    baseUrl: requireEnv("META_GRAPH_URL"),
    version: requireEnv("META_GRAPH_VERSION"),
    pageLimit: requireEnv("META_PAGE_LIMIT"),
    token,
    ...(appSecret ? { appSecret } : {}),
  });
}
