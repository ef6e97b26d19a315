import { Decimal } from "decimal.js";
import type { SimulatedClient, Sql } from "@/tests/simulation/cast";
import { type Choices, columns, type Figures, type Ledger } from "@/tests/simulation/ledger";
import { violate } from "@/tests/simulation/violation";

/** A stored row as a reader sees it; `campaign_id` null is the account-day. */
export interface StoredRow extends Record<string, unknown> {
  readonly date: string;
  readonly campaign_id: string | null;
  readonly reconciled: boolean | null;
  /** The transaction that wrote it. */
  readonly written: string;
}

/** All fact rows of an account. */
export function readFacts(sql: Sql, accountId: string): Promise<StoredRow[]> {
  const figures = sql.unsafe(columns.join(", "));
  return sql<StoredRow[]>`
    select date::text as date, null as campaign_id, reconciled, xmin::text as written, ${figures} from daily_kpi_data
      where ad_account_id = ${accountId}
    union all
    select date::text, campaign_id, null, xmin::text, ${figures} from campaign_daily_kpi_data
      where ad_account_id = ${accountId}
    order by 1, 2 nulls first`;
}

export async function readChoices(sql: Sql, clientId: string): Promise<Choices> {
  const [row] = await sql<{ choices: Choices }[]>`
    select choices from kpi_mappings where client_id = ${clientId} order by version desc limit 1`;
  return row?.choices ?? {};
}

/**
 * Every stored figure is what Meta answered when it was last read, nothing of it is missing, and nothing else is there. Holds at every
 * moment: a reader never sees a part of a window.
 */
export async function compareFacts(sql: Sql, of: SimulatedClient, ledger: Ledger): Promise<StoredRow[]> {
  const choices = await readChoices(sql, of.clientId);
  const rows = await readFacts(sql, of.accountId);
  let expectedRows = 0;
  for (const day of ledger.days.values()) expectedRows += 1 + day.campaigns.size;
  for (const row of rows) {
    const where = {
      client: of.slug,
      day: row.campaign_id === null ? row.date : `${row.date} ${row.campaign_id}`,
    };
    const day = ledger.days.get(row.date);
    const entry = row.campaign_id === null ? day?.account : day?.campaigns.get(row.campaign_id);
    if (!day || !entry) {
      violate({
        ...where,
        rule: "only what a good attempt read to its end is stored",
        expected: "no row",
        found: shown(row),
      });
    }
    const expected = ledger.figures(entry.row, row.date, choices);
    const wrong = columns.find((column) => !equal(row[column], expected[column]));
    if (wrong) {
      violate({
        ...where,
        rule: "a stored figure is what Meta answered when it was observed",
        expected: `${wrong} ${expected[wrong]}`,
        found: `${wrong} ${String(row[wrong])}`,
      });
    }
    if (row.campaign_id === null && row.reconciled !== day.reconciled) {
      violate({
        ...where,
        rule: "a day reconciles when its campaigns add up to Meta's total, and only then",
        expected: `reconciled ${day.reconciled}`,
        found: `reconciled ${row.reconciled}`,
      });
    }
  }
  if (rows.length !== expectedRows) {
    const stored = new Set(rows.map((row) => `${row.date} ${row.campaign_id ?? ""}`));
    const missing = [...ledger.days].flatMap(([date, day]) =>
      ["", ...day.campaigns.keys()].map((id) => `${date} ${id}`).filter((key) => !stored.has(key)),
    );
    violate({
      rule: "a window is stored whole",
      client: of.slug,
      day: missing[0] ?? null,
      expected: `${expectedRows} rows`,
      found: `${rows.length} rows`,
    });
  }
  return rows;
}

function equal(stored: unknown, expected: string | null | undefined): boolean {
  if (stored === null || expected === null || expected === undefined) return stored === (expected ?? null);
  return new Decimal(String(stored)).eq(expected);
}

function shown(row: Figures | StoredRow): string {
  return columns
    .filter((column) => row[column] !== null && String(row[column]) !== "0")
    .map((column) => `${column} ${String(row[column])}`)
    .join(", ");
}
