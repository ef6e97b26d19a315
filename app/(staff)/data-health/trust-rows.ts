import type { Temporal } from "temporal-polyfill";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { GridRow } from "@/lib/facts/grid/build-grid";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { Decimal } from "@/lib/values/decimal";

/** How fresh one client's data is, and how far it can be trusted. */
export interface TrustRow {
  readonly row: GridRow;
  readonly lastGoodAt: Temporal.Instant | null;
  /** Whether its newest due day is there. */
  readonly isFresh: boolean;
  /** Up to this day nothing can change any more; null while no day is settled. */
  readonly settledTo: CalendarDay | null;
  /** Due days of the last 13 months without a row; the late ones apart. */
  readonly missing: number;
  readonly late: number;
  readonly reconciled:
    | { readonly kind: "unknown"; readonly since: CalendarDay | null }
    /** `amount`: exact difference of spend over all days that differ; null where spend agrees. */
    | { readonly kind: "differs"; readonly days: number; readonly amount: string | null }
    | { readonly kind: "nothing"; readonly at: string }
    | { readonly kind: "to"; readonly day: CalendarDay; readonly at: string };
  /** Days that Meta changed this week; null where the account was not read this week. */
  readonly restated: number | null;
  readonly token:
    | { readonly kind: "refused" | "confirm" | "none" | "unknown" | "over" }
    | { readonly kind: "days"; readonly days: number };
}

/** One row per client, in the grid's order (grain: client). Pure. */
export function trustRows(grid: ReadGrid, now: Temporal.Instant): TrustRow[] {
  return grid.rows.map((row) => trustRow(row, now));
}

function trustRow(row: GridRow, now: Temporal.Instant): TrustRow {
  const { account } = row.client;
  const cells = row.cells.flatMap((cell) => cell ?? []);
  const late = cells.filter(({ state }) => state === "late").length;
  const newest = cells.findLast(({ spend }) => spend !== null);
  const lastGoodAt = account?.lastGoodAt ?? null;
  const isFresh = account !== null && newest !== undefined && newest.date >= newestDueDay(account.zone, now);
  return {
    row,
    lastGoodAt,
    isFresh,
    settledTo: settledTo(row),
    missing: account ? Math.max(0, account.expected - account.stored - late) : 0,
    late,
    reconciled: reconciledOf(row, isFresh, newest),
    restated:
      lastGoodAt && now.since(lastGoodAt).total("hours") < 24 * 7
        ? cells.filter(({ restated }) => restated).length
        : null,
    token: tokenOf(row, now),
  };
}

/** The newest day that a read found settled; for an account not read for weeks, what its last good read can have settled. */
function settledTo({ client: { account }, cells }: GridRow): CalendarDay | null {
  const settled = cells.findLast((cell) => cell?.state === "settled");
  if (settled) return settled.date;
  if (!account?.lastGoodAt) return null;
  const reach = addDays(dayIn(account.zone, account.lastGoodAt), -conversionsSettleAfter);
  return reach >= account.collectFrom ? reach : null;
}

function reconciledOf(
  { cells }: GridRow,
  isFresh: boolean,
  newest: GridRow["cells"][number] | undefined,
): TrustRow["reconciled"] {
  const differing = cells.filter((cell) => cell?.state === "unreconciled");
  if (differing.length > 0) {
    const amounts = differing.flatMap((cell) => cell?.spendDifference ?? []);
    const sum = amounts.reduce((all, each) => all.plus(new Decimal(each).abs()), new Decimal(0));
    return { kind: "differs", days: differing.length, amount: sum.isZero() ? null : sum.toFixed() };
  }
  // What only waits for this morning's pass; a client that broke before has days between that are not just late.
  const waits = cells.every((cell) => !cell || !newest || cell.date <= newest.date || cell.state === "late");
  if (!newest?.observed) return { kind: "unknown", since: null };
  if (!isFresh && !waits) return { kind: "unknown", since: addDays(newest.date, 1) };
  const isQuiet = cells.every((cell) => cell === null || cell.noDelivery || cell.spend === null);
  return isQuiet
    ? { kind: "nothing", at: newest.observed.at }
    : { kind: "to", day: newest.date, at: newest.observed.at };
}

function tokenOf({ client: { account, connection } }: GridRow, now: Temporal.Instant): TrustRow["token"] {
  if (account === null) return { kind: "unknown" };
  // Without a connection of its own the environment's token is used, which says nothing of its end.
  if (connection === null) return { kind: account.access === "no_access" ? "refused" : "unknown" };
  if (connection.state === "broken" || account.access === "no_access") return { kind: "refused" };
  if (connection.state === "needs_confirmation") return { kind: "confirm" };
  if (!connection.checked) return { kind: "unknown" };
  if (connection.expiresAt === null) return { kind: "none" };
  const days = Math.floor(connection.expiresAt.since(now).total("hours") / 24);
  return days < 0 ? { kind: "over" } : { kind: "days", days };
}
