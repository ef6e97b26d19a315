import type { Database } from "@/lib/db/database";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { Keyring } from "@/lib/ops/token-vault";
import type { Clock } from "@/lib/values/clock";

/** What a collection stands on; every part an argument, so that a test can script Meta and move the clock. */
export interface Collector {
  readonly db: Database;
  readonly clock: Clock;
  /**
   * What the database's time is taken to be where a collector lives in another time than its database, in tests and demonstrations. Without it
   * the database itself is asked, and a clock that is another one is refused.
   */
  readonly databaseTime?: Clock;
  /** `v26.0`; part of every attempt (graph-api.md §1.4). */
  readonly apiVersion: string;
  /** The Meta app that all calls are made with: its limits, breaker and stop are kept under this id. */
  readonly appId: string;
  /** A client for one token; `msLeft` says how long its caller may still wait for Meta. */
  readonly openGraph: (token: string, msLeft?: () => number) => GraphClient;
  /** `META_ACCESS_TOKEN`: for accounts that name no connection. */
  readonly envToken?: string | undefined;
  /** Opens the tokens of connections; called only when one is needed. */
  readonly keys: () => Keyring;
  /** The daily look at accounts, tokens and campaigns; `app` is what `debug_token` is asked as. Without it only days are read. */
  readonly life?: { readonly app: { readonly id: string; readonly secret: string } | null };
  /** Months before the previous one whose reach, who and where a pass catches up; the usual number when left out. */
  readonly olderMonths?: number;
  /** Minutes over which the accounts of a pass are spread; without it, or 0, all may begin at once. */
  readonly spreadMinutes?: number;
}
