import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type BreakdownRow, textOf } from "@/lib/collect/period/derive-breakdown";
import type { UnavailableReason } from "@/lib/collect/period/failed-reasons";
import { storedFigures } from "@/lib/collect/store/stored-window";
import type { CollectorTx } from "@/lib/db/database";
import type { BreakdownKind } from "@/lib/values/breakdown";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { type Decimal, sum, toDecimalText, zero } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** One month's breakdown as it was read, complete. */
export interface ReadBreakdown {
  readonly month: CalendarMonth;
  readonly kind: BreakdownKind;
  readonly window: Window;
  readonly rows: readonly BreakdownRow[];
  /** The account's own spend of the same days as Meta gave it beside; null where it did not. */
  readonly accountSpend: Decimal | null;
  readonly mappingVersion: number;
}

/**
 * Replaces one breakdown of one month in the caller's transaction: rows that changed are written, rows that Meta has no more go, equal ones
 * are not touched. The reading itself is always noted, since it is what says how fresh the rows are.
 */
export async function writeBreakdown(
  tx: CollectorTx,
  accountId: string,
  read: ReadBreakdown,
  now: Temporal.Instant,
): Promise<{ readonly written: number; readonly removed: number }> {
  const { kind, window, rows } = read;
  const month = monthWindow(read.month).since;
  const stored = await readStored(tx, accountId, month, kind);
  const changed = rows.filter((row) => stored.get(keyOf(row)) !== textOf(row));
  const kept = new Set(rows.map(keyOf));
  const gone = [...stored.keys()].filter((key) => !kept.has(key));
  if (gone.length > 0) {
    await tx.execute(sql`
      delete from monthly_breakdowns using json_to_recordset(${keysText(gone)}::text::json) as g (key_1 text, key_2 text)
      where ad_account_id = ${accountId} and month = ${month} and kind = ${kind}
        and monthly_breakdowns.key_1 = g.key_1 and monthly_breakdowns.key_2 = g.key_2`);
  }
  if (changed.length > 0) {
    await tx.execute(sql`
      insert into monthly_breakdowns (ad_account_id, month, kind, key_1, key_2, ${columns})
      select ${accountId}, ${month}, ${kind}, key_1, key_2, ${columns}
      from json_to_recordset(${rowsText(changed)}::text::json) as r (key_1 text, key_2 text, ${typedColumns})
      on conflict (ad_account_id, month, kind, key_1, key_2) do update set ${replaced}`);
  }
  const spend = toDecimalText(sum(rows.map(({ figures }) => figures.total_spend ?? zero)));
  const accountSpend = read.accountSpend && toDecimalText(read.accountSpend);
  await tx.execute(sql`
    insert into monthly_breakdown_reads as r
      (ad_account_id, month, kind, since, until, spend, account_spend, account_spend_since, mapping_version, observed_at)
    values (${accountId}, ${month}, ${kind}, ${window.since}, ${window.until}, ${spend}, ${accountSpend}, ${now.toString()},
      ${read.mappingVersion}, ${now.toString()})
    on conflict (ad_account_id, month, kind) do update set since = excluded.since, until = excluded.until, spend = excluded.spend,
      account_spend_since = case when (r.since, r.until, r.account_spend) = (excluded.since, excluded.until, excluded.account_spend)
        then coalesce(r.account_spend_since, r.observed_at) else excluded.observed_at end,
      account_spend = excluded.account_spend, mapping_version = excluded.mapping_version, observed_at = excluded.observed_at,
      unavailable = null, failed_at = null`);
  return { written: changed.length, removed: gone.length };
}

/** Stores why a breakdown could not be read. Figures of an earlier reading stay, with when they were read (R4, incident 47). */
export async function writeFailedBreakdown(
  tx: CollectorTx,
  accountId: string,
  of: Pick<ReadBreakdown, "month" | "kind" | "window">,
  unavailable: UnavailableReason,
  now: Temporal.Instant,
): Promise<void> {
  const at = now.toString();
  await tx.execute(sql`
    insert into monthly_breakdown_reads as r (ad_account_id, month, kind, since, until, unavailable, failed_at, observed_at)
    values (${accountId}, ${monthWindow(of.month).since}, ${of.kind}, ${of.window.since}, ${of.window.until}, ${unavailable}, ${at}, ${at})
    on conflict (ad_account_id, month, kind) do update set unavailable = excluded.unavailable, failed_at = excluded.failed_at,
      since = case when r.spend is null then excluded.since else r.since end,
      until = case when r.spend is null then excluded.until else r.until end,
      observed_at = case when r.spend is null then excluded.observed_at else r.observed_at end`);
}

const columns = sql.raw(factMetrics.join(", "));
const typedColumns = sql.raw(factMetrics.map((metric) => `${metric} numeric`).join(", "));
const replaced = sql.raw(factMetrics.map((metric) => `${metric} = excluded.${metric}`).join(", "));

async function readStored(tx: CollectorTx, accountId: string, month: string, kind: BreakdownKind) {
  const rows = await tx.execute<{ key_1: string; key_2: string }>(sql`
    select key_1, key_2, ${columns} from monthly_breakdowns
    where ad_account_id = ${accountId} and month = ${month} and kind = ${kind}`);
  return new Map(
    rows.map((row) => [keyOf({ key1: row.key_1, key2: row.key_2 }), textOf({ figures: storedFigures(row) })]),
  );
}

/** Both keys as one text that no value can forge. */
function keyOf({ key1, key2 }: Pick<BreakdownRow, "key1" | "key2">): string {
  return JSON.stringify([key1, key2]);
}

function keysText(keys: readonly string[]): string {
  return JSON.stringify(
    keys.map((key) => {
      const [key_1, key_2] = JSON.parse(key) as [string, string];
      return { key_1, key_2 };
    }),
  );
}

/** Decimals as text: JSON numbers would pass through a float on our side (incident 42). */
function rowsText(rows: readonly BreakdownRow[]): string {
  return JSON.stringify(
    rows.map(({ key1, key2, figures }) => ({
      ...{ key_1: key1, key_2: key2 },
      ...Object.fromEntries(
        factMetrics.map((metric) => {
          const value = figures[metric];
          return [metric, value === null ? null : toDecimalText(value)];
        }),
      ),
    })),
  );
}
