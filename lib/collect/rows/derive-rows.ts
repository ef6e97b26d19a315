import {
  type AccountDayRow,
  type CampaignDayRow,
  type CampaignName,
  type Difference,
  hashFact,
} from "@/lib/collect/rows/fact-row";
import { storableText } from "@/lib/collect/rows/storable-text";
import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import type { KpiChoices } from "@/lib/kpi/choices";
import { deriveKpis, MalformedItemError } from "@/lib/kpi/derive-kpis";
import type { FactFigures } from "@/lib/kpi/figures";
import type { RawLists } from "@/lib/kpi/raw-lists";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { Decimal } from "@/lib/values/decimal";
import { daysOf, type Window } from "@/lib/values/window";

/** The mapping that rows are derived with: one version, one choice per KPI for the whole account (product.md, Metrics). */
export interface Mapping {
  readonly version: number;
  readonly choices: KpiChoices;
}

/** What an account-day carries of its account, so that a change of either is visible (graph-api.md §2.6). */
export interface AccountBasis {
  readonly currency: string;
  readonly timeZone: string;
}

/** Meta's lists of one row, none of them where Meta sent none. */
export function rawOf(row: RawLists): RawLists {
  const { actions = null, action_values = null, conversions = null, conversion_values = null } = row;
  return { actions, action_values, conversions, conversion_values };
}

export const noRaw: RawLists = rawOf({});

/**
 * Campaign-days of a validated answer, one per day and campaign; of rows that came twice the later counts (graph-api.md §3.4), and the
 * double entry sees whether it was right.
 *
 * @throws RefusedWindow when a chosen list item cannot be counted.
 */
export function deriveCampaignDays(rows: readonly InsightRow[], mapping: Mapping): CampaignDayRow[] {
  const byKey = new Map<string, CampaignDayRow>();
  for (const row of rows) {
    const [date, campaignId] = [row.date_start as CalendarDay, row.campaign_id as string];
    const attributionSetting = storable(row.attribution_setting);
    const derived = makeCampaignDay(
      { date, campaignId, attributionSetting },
      deriveFigures(row, mapping, date),
      rawOf(row),
      mapping.version,
    );
    byKey.set(derived.key, derived);
  }
  return [...byKey.values()];
}

/** A campaign-day with its hash. */
export function makeCampaignDay(
  of: Pick<CampaignDayRow, "date" | "campaignId" | "attributionSetting">,
  figures: FactFigures,
  raw: RawLists,
  mappingVersion: number,
): CampaignDayRow {
  const { date, campaignId, attributionSetting } = of;
  const hash = hashFact(figures, raw, attributionSetting, mappingVersion);
  return { key: `${date} ${campaignId}`, date, campaignId, attributionSetting, figures, raw, hash };
}

/** Meta's total of one day before the double entry; a day without a row in a complete answer is a true zero (R3). */
export interface AccountTotal {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  readonly raw: RawLists;
}

/**
 * Account totals of a validated answer, one for every day of the window.
 *
 * @throws RefusedWindow when a chosen list item cannot be counted.
 */
export function deriveAccountTotals(
  rows: readonly InsightRow[],
  window: Window,
  mapping: Mapping,
): AccountTotal[] {
  const byDate = new Map(rows.map((row) => [row.date_start, row]));
  return daysOf(window).map((date) => {
    const row = byDate.get(date);
    return { date, figures: deriveFigures(row ?? {}, mapping, date), raw: row ? rawOf(row) : noRaw };
  });
}

/** The account-day after the double entry. */
export function makeAccountDay(
  total: AccountTotal,
  differences: readonly Difference[],
  basis: AccountBasis,
  mappingVersion: number,
): AccountDayRow {
  const { date, figures, raw } = total;
  const told = differences
    .map(({ metric, campaigns, account }) => `${metric} ${campaigns} ${account}`)
    .join();
  const hash = hashFact(figures, raw, basis.currency, basis.timeZone, told, mappingVersion);
  return { date, figures, raw, differences, hash };
}

/** What the campaigns of an answer are called; the name of the newest day stands. */
export function campaignNamesOf(rows: readonly InsightRow[]): CampaignName[] {
  const byId = new Map<string, CampaignName>();
  for (const row of rows) {
    const [date, campaignId] = [row.date_start as CalendarDay, row.campaign_id as string];
    const known = byId.get(campaignId);
    const isNewest = !known || date >= known.lastSeen;
    byId.set(campaignId, {
      campaignId,
      name: (isNewest ? row.campaign_name : undefined) ?? known?.name ?? campaignId,
      objective: storable(isNewest ? row.objective : undefined) ?? known?.objective ?? null,
      firstSeen: known && known.firstSeen < date ? known.firstSeen : date,
      lastSeen: isNewest ? date : known.lastSeen,
    });
  }
  return [...byId.values()];
}

function storable(text: string | undefined): string | null {
  return text === undefined ? null : storableText(text);
}

/** Figures of a day by a mapping: delivery as Meta says, conversions by the account's choices. */
export function deriveFigures(
  row: Pick<InsightRow, "spend" | "impressions" | "clicks" | "inline_link_clicks"> & RawLists,
  mapping: Mapping,
  date: CalendarDay,
): FactFigures {
  try {
    return {
      total_spend: new Decimal(row.spend ?? 0),
      total_impressions: new Decimal(row.impressions ?? 0),
      total_clicks: new Decimal(row.clicks ?? 0),
      link_clicks: new Decimal(row.inline_link_clicks ?? 0),
      ...deriveKpis(row, mapping.choices, date),
    };
  } catch (error) {
    if (error instanceof MalformedItemError) throw new RefusedWindow(`Malformed: ${error.message} (${date})`);
    throw error;
  }
}
