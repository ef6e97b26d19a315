import type { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { AdAccountId, ClientId, ConnectionId, MetaAccountId } from "@/lib/values/ids";

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
  readonly connectionState: "ok" | "broken" | "needs_confirmation";
  readonly connectionCheckedAt: Temporal.Instant | null;
  readonly access: "ok" | "no_access";
  readonly accessCheckedAt: Temporal.Instant | null;
  readonly blockedUntil: Temporal.Instant | null;
}
