import type { Collector } from "@/lib/collect/collector";
import { AppTurns } from "@/lib/collect/gate/app-turns";
import type { Database } from "@/lib/db/database";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { type Clock, systemClock } from "@/lib/values/clock";

/** The collector as the environment describes it (architecture.md §5). EnvError for a setting that is missing or malformed. */
export function collectorFromEnv(
  db: Database,
  /** `version` in place of the configured one, to compare the two. */
  {
    clock,
    version = requireEnv("META_GRAPH_VERSION"),
  }: { readonly clock?: Clock; readonly version?: string } = {},
): Collector {
  const [baseUrl, pageLimit] = [requireEnv("META_GRAPH_URL"), requireEnv("META_PAGE_LIMIT")];
  const appSecret = optionalEnv("META_APP_SECRET");
  const namedApp = optionalEnv("META_APP_ID");
  const appId = namedApp ?? "app";
  const turns = new AppTurns(db, appId, clock ?? systemClock);
  return {
    db,
    clock: clock ?? systemClock,
    ...(clock ? { databaseTime: clock } : {}),
    apiVersion: version,
    appId,
    life: { app: namedApp && appSecret ? { id: namedApp, secret: appSecret } : null },
    envToken: optionalEnv("META_ACCESS_TOKEN"),
    keys: () => requireEnv("ENCRYPTION_KEYS"),
    spreadMinutes: requireEnv("COLLECT_SPREAD_MINUTES"),
    openGraph: (token, msLeft) =>
      createGraphClient({
        baseUrl,
        version,
        pageLimit,
        token,
        clock: clock ?? systemClock,
        takeTurn: turns.take,
        onNote: logNote,
        ...(msLeft ? { msLeft } : {}),
        ...(appSecret ? { appSecret } : {}),
      }),
  };
}

/** Calls are for whoever looks closely; what went otherwise than planned is for everybody. */
function logNote(note: GraphNote): void {
  const { kind, ...rest } = note;
  if (kind === "call") logger.debug(rest, "graph_call");
  else logger.warn(rest, `graph_${kind}`);
}
