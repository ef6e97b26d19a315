import type { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { AdAccountId, ClientId, ConnectionId, MetaAccountId } from "@/lib/values/ids";
import type { ActionList } from "@/lib/values/metric";

/** What collecting needs to know of an ad account; days in `timeZone`. */
export interface CollectAccount {
  readonly id: AdAccountId;
  readonly clientId: ClientId;
  readonly clientSlug: string;
  readonly externalId: MetaAccountId;
  readonly platform: "meta";
  readonly currency: string;
  readonly timeZone: string;
  readonly collectFrom: CalendarDay;
  /** null: read with `META_ACCESS_TOKEN`. */
  readonly connectionId: ConnectionId | null;
  /** Tells the token that it is read with from one that replaces it, and is no secret; null where there is none. */
  readonly tokenMark: string | null;
  readonly connectionState: "ok" | "broken" | "needs_confirmation";
  readonly connectionCheckedAt: Temporal.Instant | null;
  readonly access: "ok" | "no_access";
  readonly accessCheckedAt: Temporal.Instant | null;
  /** Meta reports another currency or time zone: a person must decide first (F41). */
  readonly stoppedReason: "account_changed" | null;
  readonly stoppedAt: Temporal.Instant | null;
  readonly blockedUntil: Temporal.Instant | null;
  /** Widest window that Meta answers for this account, in days; null = no limit known. */
  readonly goodDays: number | null;
  /** Lists that Meta does not build for this account (F05), and when that was looked at last. */
  readonly unbuiltLists: readonly ActionList[];
  readonly unbuiltCheckedAt: Temporal.Instant | null;
}
