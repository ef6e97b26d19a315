import type { Database } from "@/lib/db/database";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { Keyring } from "@/lib/ops/token-vault";
import type { Clock } from "@/lib/values/clock";

/** What a collection stands on; every part an argument, so that a test can script Meta and move the clock. */
export interface Collector {
  readonly db: Database;
  readonly clock: Clock;
  /** `v26.0`; part of every attempt (graph-api.md §1.4). */
  readonly apiVersion: string;
  readonly openGraph: (token: string) => GraphClient;
  /** `META_ACCESS_TOKEN`: for accounts that name no connection. */
  readonly envToken?: string | undefined;
  /** Opens the tokens of connections; called only when one is needed. */
  readonly keys: () => Keyring;
}
