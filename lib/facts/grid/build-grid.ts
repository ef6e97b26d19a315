import { Temporal } from "temporal-polyfill";
import { type DayState, dayState, storedDayState } from "@/lib/facts/day-state";
import { type CellState, cellState } from "@/lib/facts/grid/cell-state";
import type { GridClient } from "@/lib/facts/grid/read-grid-clients";
import type { GridDay, Observed } from "@/lib/facts/grid/read-grid-days";
import type { GridRestatement } from "@/lib/facts/grid/read-grid-restatements";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { daysOf, type Window } from "@/lib/values/window";

/** One account-day as the grid draws it. */
export interface GridCell {
  readonly date: CalendarDay;
  readonly drawn: CellState;
  /** Its state without marks: a restated day is filled when settled, hatched when not. */
  readonly state: DayState;
  readonly noDelivery: boolean;
  readonly restated: boolean;
  /** null without a row: never a zero (R3). */
  readonly spend: string | null;
  readonly spendDifference: string | null;
  readonly observed: Observed | null;
  readonly triedAt: string | null;
}

export interface GridRow<Client extends AnyClient = GridClient> {
  readonly client: Client;
  /** By day of the window; null where no row is expected: before the account's first day, or not due yet. */
  readonly cells: readonly (GridCell | null)[];
  readonly expected: number;
  readonly stored: number;
}

export interface HealthGrid<Client extends AnyClient = GridClient> {
  readonly window: Window;
  readonly days: readonly CalendarDay[];
  readonly rows: readonly GridRow<Client>[];
}

/** As much of a client as its days' states need. */
interface AnyClient {
  readonly account: {
    readonly id: string;
    readonly zone: string;
    readonly collectFrom: CalendarDay;
  } | null;
}

/** Draws the grid (grain: account × day) from what was read. Pure. A client without an account keeps its row, without cells. */
export function buildGrid<Client extends AnyClient>(input: {
  readonly window: Window;
  readonly now: Temporal.Instant;
  readonly clients: readonly Client[];
  readonly days: readonly GridDay[];
  readonly restatements: readonly GridRestatement[];
}): HealthGrid<Client> {
  const { window, now, clients } = input;
  const days = daysOf(window);
  const known = new Map(input.days.map((day) => [`${day.accountId} ${day.date}`, day]));
  const restated = new Set(input.restatements.map(({ accountId, date }) => `${accountId} ${date}`));
  const dueByZone = new Map<string, CalendarDay>();
  const rows = clients.map((client): GridRow<Client> => {
    const { account } = client;
    if (!account) return { client, cells: days.map(() => null), expected: 0, stored: 0 };
    const { zone } = account;
    const newest = dueByZone.get(zone) ?? newestDueDay(zone, now);
    dueByZone.set(zone, newest);
    const cells = days.map((date) => {
      const key = `${account.id} ${date}`;
      const day = known.get(key);
      // A stored day stands there whatever is due: what was read is never hidden.
      if (!day?.row && (date < account.collectFrom || date > newest)) return null;
      return cellOf({ date, zone, now, day, restated: restated.has(key) });
    });
    const there = cells.filter((cell) => cell !== null);
    return { client, cells, expected: there.length, stored: there.filter(isStored).length };
  });
  return { window, days, rows };
}

/** Whether the day has a row. */
export function isStored(cell: GridCell): boolean {
  return cell.spend !== null;
}

function cellOf(input: {
  date: CalendarDay;
  zone: string;
  now: Temporal.Instant;
  day: GridDay | undefined;
  restated: boolean;
}): GridCell | null {
  const { date, zone, now, day } = input;
  const row = day?.row ?? null;
  const tried = day?.tried ?? null;
  const state = row
    ? // A row of which no attempt says when it was read cannot be called settled.
      storedDayState({ date, observedOn: row.observed?.on ?? date, reconciled: row.reconciled })
    : dayState({
        date,
        zone,
        now,
        row: null,
        lastAttempt: tried && { endedAt: Temporal.Instant.from(tried.at), willRetry: tried.willRetry },
      });
  if (!state) return null;
  const marks = { restated: row !== null && input.restated, noDelivery: row !== null && !row.delivered };
  return {
    date,
    drawn: cellState(state, marks),
    state,
    ...marks,
    spend: row?.spend ?? null,
    spendDifference: row?.spendDifference ?? null,
    observed: row?.observed ?? null,
    triedAt: tried?.at ?? null,
  };
}
