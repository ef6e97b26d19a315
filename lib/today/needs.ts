import type { Temporal } from "temporal-polyfill";
import type { Alert } from "@/lib/alerts/alert";
import { firstNamedDay } from "@/lib/alerts/named-days";
import type { CheckKey, Severity } from "@/lib/checks/catalogue";
import { type AffectedMoney, affectedMoney } from "@/lib/today/affected-money";
import { homeFirst } from "@/lib/today/home-first";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** One cause that waits for somebody, with everything it hits. */
export interface Need {
  readonly cause: string;
  /** The gravest of its alerts, of equally grave ones the oldest: it gives the words and the button. */
  readonly lead: Alert;
  readonly alerts: readonly Alert[];
  /** Clients it hits, in the order given; none for the agency as a whole. */
  readonly clients: readonly KnownClient[];
  /** When the oldest of its alerts opened. */
  readonly since: Temporal.Instant;
  /** The first of the days that its alerts name: it has been so since then, whenever somebody looked. null where none names any. */
  readonly firstDay: CalendarDay | null;
  /** Months whose reports it touches, oldest first, each with how many of them. */
  readonly touches: readonly { readonly month: CalendarMonth; readonly reports: number }[];
  /** What it is about in money, one amount per currency and kind, never added across (R8). */
  readonly amounts: readonly AffectedMoney[];
}

/**
 * Checks that tell of the data without asking anybody to do something: Meta really says so, or it passes by itself. They stand on the list of
 * alerts; "needs you now" has them only where they are graver than usual.
 */
const informs: ReadonlySet<CheckKey> = new Set<CheckKey>([
  "spend_without_impressions",
  "clicks_over_impressions",
  "funnel_inverted",
  "conversion_rate_high",
  "settled_day_restated",
  "unusual_restatement",
  "row_volume_low",
  "conversions_without_spend",
  "yesterday_late",
  "rate_limited",
  "list_not_built",
  "entities_not_read",
]);

/** Whether somebody has to act on it. */
export function asksSomebody({ check, severity }: Pick<Alert, "check" | "severity">): boolean {
  return severity !== "normal" || !informs.has(check);
}

interface KnownClient {
  readonly clientId: string;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
}

/**
 * Open alerts as causes, one dead token once for all its clients (incident 31), by money affected: what stops the whole agency first, then by
 * amount in the currency most clients have, then the others by theirs, and what has no amount last. Alerts of clients that are not shown
 * (demo ones beside real ones, incident 22) are left out. Pure.
 */
export function needsOf(alerts: readonly Alert[], shown: readonly KnownClient[]): Need[] {
  const clients = new Map(shown.map((client) => [client.clientId, client]));
  const asking = alerts.filter(
    (alert) => asksSomebody(alert) && (alert.clientId === null || clients.has(alert.clientId)),
  );
  const needs = [
    ...Map.groupBy(asking, ({ cause, clientId, check, subject }) =>
      // A cause without a key of its own is this one alert's.
      cause === "" ? `${clientId} ${check} ${subject}` : cause,
    ).entries(),
  ].map(([cause, hit]) => needOf(cause, hit, shown));
  const order = homeFirst(shown);
  return needs.toSorted(
    (a, b) => order.compare(rankOf(a), rankOf(b)) || a.since.epochMilliseconds - b.since.epochMilliseconds,
  );
}

function needOf(cause: string, hit: readonly Alert[], shown: readonly KnownClient[]): Need {
  const [lead = hit[0]] = hit.toSorted(
    (a, b) =>
      weight[a.severity] - weight[b.severity] || a.openedAt.epochMilliseconds - b.openedAt.epochMilliseconds,
  );
  if (!lead) throw new Error("A cause without an alert.");
  const ids = new Set(hit.map(({ clientId }) => clientId));
  const touched = new Map<CalendarMonth, Set<string | null>>();
  for (const { months, clientId } of hit) {
    for (const month of months) touched.set(month, (touched.get(month) ?? new Set()).add(clientId));
  }
  return {
    cause,
    lead,
    alerts: hit,
    clients: shown.filter(({ clientId }) => ids.has(clientId as Alert["clientId"])),
    since: hit
      .map(({ openedAt }) => openedAt)
      .reduce((a, b) => (a.epochMilliseconds <= b.epochMilliseconds ? a : b)),
    firstDay: hit.flatMap(({ evidence }) => firstNamedDay(evidence) ?? []).sort()[0] ?? null,
    touches: [...touched]
      .map(([month, of]) => ({ month, reports: of.size }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    amounts: affectedMoney(hit),
  };
}

function rankOf(need: Need) {
  return { first: need.clients.length === 0, amounts: need.amounts };
}

const weight: { readonly [Key in Severity]: number } = { critical: 0, high: 1, normal: 2 };
