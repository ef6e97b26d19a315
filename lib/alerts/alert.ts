import { Temporal } from "temporal-polyfill";
import type { CheckKey, Severity } from "@/lib/checks/catalogue";
import type { alerts } from "@/lib/db/schema/alerts";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { DecimalText } from "@/lib/values/decimal";
import type { ClientId, StaffId } from "@/lib/values/ids";

/** `open` waits for somebody; the other three are quiet (product.md, States). */
export type AlertState = "open" | "acknowledged" | "snoozed" | "resolved";

/** One thing that is wrong with one client, or, without a client, with the agency as a whole. */
export interface Alert {
  readonly id: number;
  readonly clientId: ClientId | null;
  readonly check: CheckKey;
  /** What it is about: a day, a KPI, a connection, a pass. */
  readonly subject: string;
  /** The same for every client that one cause hits: `connection:<id>`, `app:<id>`, `scheduler`. One cause is one message. */
  readonly cause: string;
  readonly severity: Severity;
  readonly state: AlertState;
  /** For the engineer, in English, with Meta's own code. */
  readonly message: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** The months whose reports it touches, oldest first. */
  readonly months: readonly CalendarMonth[];
  /** Spend of the days it is about, in `currency`; null where no money is known. */
  readonly amount: DecimalText | null;
  readonly currency: string | null;
  readonly openedAt: Temporal.Instant;
  /** The newest time that the data still said so. */
  readonly seenAt: Temporal.Instant;
  readonly acknowledgedAt: Temporal.Instant | null;
  readonly acknowledgedBy: StaffId | null;
  readonly snoozedUntil: Temporal.Instant | null;
  readonly snoozedUntilDelivery: boolean;
  readonly resolvedAt: Temporal.Instant | null;
}

/** A stored row as an alert. */
export function alertOf(row: typeof alerts.$inferSelect): Alert {
  return {
    id: row.id,
    clientId: row.clientId as ClientId | null,
    check: row.check as CheckKey,
    subject: row.subject,
    cause: row.cause,
    severity: row.severity as Severity,
    state: row.state as AlertState,
    message: row.message,
    evidence: row.evidence as Record<string, unknown>,
    months: row.months.map((day) => day.slice(0, 7) as CalendarMonth),
    amount: row.amount as DecimalText | null,
    currency: row.currency,
    openedAt: instant(row.openedAt),
    seenAt: instant(row.seenAt),
    acknowledgedAt: row.acknowledgedAt && instant(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy as StaffId | null,
    snoozedUntil: row.snoozedUntil && instant(row.snoozedUntil),
    snoozedUntilDelivery: row.snoozedUntilDelivery,
    resolvedAt: row.resolvedAt && instant(row.resolvedAt),
  };
}

function instant(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
