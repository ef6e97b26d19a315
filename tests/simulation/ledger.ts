import { Decimal } from "decimal.js";
import type { CompleteRead, ServedRow } from "@/tests/simulation/answers";
import { daysBetween } from "@/tests/simulation/figures";

/** What counts as which KPI, as the portal stores it: `{kpi: {list, type, measured_since} | null}`. */
export type Choices = Readonly<Record<string, { list: string; type: string; measured_since: string } | null>>;

/** Exact decimal text by column; null = not measured. */
export type Figures = Readonly<Record<string, string | null>>;

/** One row that has to be stored. `row` null: nothing was reported, or it was withdrawn; all its figures are 0. */
interface Entry {
  row: ServedRow | null;
  /** Grows with every change of what is stored. */
  version: number;
}

interface Day {
  account: Entry;
  reconciled: boolean;
  readonly campaigns: Map<string, Entry>;
}

/** A restatement that has to be on record. */
export interface Expected {
  readonly date: string;
  readonly campaignId: string | null;
  readonly changes: Readonly<Record<string, { from: string | null; to: string | null }>>;
}

const delivery = {
  total_spend: "spend",
  total_impressions: "impressions",
  total_clicks: "clicks",
  link_clicks: "inline_link_clicks",
} as const;
const mapped = [
  "click_to_call",
  "email_contacts",
  "booking_step_1",
  "booking_step_2",
  "booking_step_3",
  "reservations",
  "reservation_value",
  "leads",
  "messages",
];
const money = new Set(["total_spend", "reservation_value"]);
const offsetOne = new Set(["HUF", "JPY"]);
/** Of everything that a day stores. */
export const columns = [...Object.keys(delivery), ...mapped];

/**
 * What has to be stored of one account, worked out from Meta's answers alone by the rules of product.md (R3, R6, R7) and with no code of the
 * portal's: the simulation's own books, against which the portal's are checked.
 */
export class Ledger {
  readonly days = new Map<string, Day>();
  readonly restatements: Expected[] = [];
  #choices: Choices = {};

  constructor(private readonly currency: string) {}

  /** A window became true: its rows are those of the newest complete read of each day. Answers the days that no read covers. */
  apply(since: string, until: string, reads: readonly CompleteRead[], choices: Choices): string[] {
    return daysBetween(since, until).filter((date) => {
      const newest = (level: string) =>
        reads.findLast((read) => read.level === level && read.since <= date && date <= read.until);
      const [campaigns, account] = [newest("campaign"), newest("account")];
      if (!campaigns || !account) return true;
      const received = new Map<string, ServedRow>();
      for (const row of campaigns.rows)
        if (row.date_start === date) received.set(String(row.campaign_id), row);
      this.#applyDay(
        date,
        account.rows.findLast((row) => row.date_start === date) ?? null,
        received,
        choices,
      );
      return false;
    });
  }

  /** What a row has to read now. */
  figures(row: ServedRow | null, date: string, choices: Choices): Figures {
    const figures: Record<string, string | null> = {};
    for (const [column, field] of Object.entries(delivery))
      figures[column] = new Decimal(String(row?.[field] ?? 0)).toFixed();
    for (const kpi of mapped) figures[kpi] = counted(row, choices[kpi] ?? null, date);
    return figures;
  }

  /** A mapping that changed derives stored days anew: no restatement, but rows may be written and double entries judged again. */
  derive(choices: Choices): void {
    if (JSON.stringify(choices) === JSON.stringify(this.#choices)) return;
    this.#choices = choices;
    for (const [date, day] of this.days) {
      const entries = [day.account, ...day.campaigns.values()];
      for (const entry of entries) entry.version += 1;
      const [total, ...parts] = entries.map(({ row }) => this.figures(row, date, choices));
      if (total) day.reconciled = this.#addsUp(total, parts);
    }
  }

  #applyDay(date: string, total: ServedRow | null, received: Map<string, ServedRow>, choices: Choices): void {
    const day = this.days.get(date);
    const of = (row: ServedRow | null) => this.figures(row, date, choices);
    const gone = [...(day?.campaigns ?? [])].filter(([id]) => !received.has(id));
    const alone = this.#addsUp(of(total), [...received.values()].map(of));
    const withGone = this.#addsUp(
      of(total),
      [...[...received.values()], ...gone.map(([, { row }]) => row)].map(of),
    );
    const reconciled = alone || (gone.length > 0 && withGone);

    if (!day) {
      const campaigns = new Map([...received].map(([id, row]) => [id, { row, version: 1 } as Entry]));
      this.days.set(date, { account: { row: total, version: 1 }, reconciled, campaigns });
      return;
    }
    const isOtherwise = this.#restate(date, null, day.account, total, choices);
    if (day.reconciled !== reconciled && !isOtherwise) day.account.version += 1;
    day.reconciled = reconciled;
    for (const [id, row] of received) {
      const entry = day.campaigns.get(id);
      if (entry) this.#restate(date, id, entry, row, choices);
      else day.campaigns.set(id, { row, version: 1 });
    }
    // Withdrawn by Meta: the rest is the whole.
    if (alone) for (const [id, entry] of gone) this.#restate(date, id, entry, null, choices);
  }

  #restate(
    date: string,
    campaignId: string | null,
    entry: Entry,
    row: ServedRow | null,
    choices: Choices,
  ): boolean {
    if (sameRow(entry.row, row)) return false;
    const [before, after] = [this.figures(entry.row, date, choices), this.figures(row, date, choices)];
    const changed = columns.filter((column) => before[column] !== after[column]);
    if (changed.length > 0) {
      const changes = changed.map((column) => [
        column,
        { from: before[column] ?? null, to: after[column] ?? null },
      ]);
      this.restatements.push({ date, campaignId, changes: Object.fromEntries(changes) });
    }
    entry.row = row;
    entry.version += 1;
    return true;
  }

  #addsUp(total: Figures, parts: readonly Figures[]): boolean {
    const rounding = new Decimal(offsetOne.has(this.currency) ? "0.5" : "0.005").times(parts.length + 1);
    return columns.every((column) => {
      const whole = total[column];
      if (whole === null || whole === undefined) return true;
      const sum = parts.reduce((all, part) => all.plus(part[column] ?? 0), new Decimal(0));
      return sum
        .minus(whole)
        .abs()
        .lte(money.has(column) ? rounding : 0);
    });
  }
}

function counted(row: ServedRow | null, choice: Choices[string], date: string): string | null {
  if (!choice || date < choice.measured_since) return null;
  const items = (row?.[choice.list] ?? []) as { action_type: string; value: string }[];
  const item = items.find(({ action_type }) => action_type === choice.type);
  return new Decimal(item?.value ?? 0).toFixed();
}

const meaning = ["spend", "impressions", "clicks", "inline_link_clicks", "attribution_setting"];
const lists = ["actions", "action_values", "conversions", "conversion_values"];

/** Whether two answers of a day mean the same; the order in which a list comes means nothing. */
function sameRow(a: ServedRow | null, b: ServedRow | null): boolean {
  return signature(a) === signature(b);
}

const signatures = new WeakMap<ServedRow, string>();

function signature(row: ServedRow | null): string {
  if (row === null) return "";
  let text = signatures.get(row);
  if (text === undefined) {
    const items = (list: string) =>
      ((row[list] ?? []) as object[]).map((item) => JSON.stringify(item)).sort();
    text = JSON.stringify([meaning.map((field) => String(row[field] ?? "0")), lists.map(items)]);
    signatures.set(row, text);
  }
  return text;
}
