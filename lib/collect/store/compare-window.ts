import {
  type AccountBasis,
  type AccountTotal,
  makeAccountDay,
  makeCampaignDay,
  noRaw,
} from "@/lib/collect/rows/derive-rows";
import type { AccountDayRow, CampaignDayRow, CampaignName } from "@/lib/collect/rows/fact-row";
import type { FoundIssue } from "@/lib/collect/rows/illogical";
import { reconcileDay } from "@/lib/collect/rows/reconcile-day";
import { storableText } from "@/lib/collect/rows/storable-text";
import type { Merge } from "@/lib/collect/store/merge-staged";
import { findResultsGone } from "@/lib/collect/store/results-gone";
import type { Changes, StagedRow } from "@/lib/collect/store/stage-rows";
import type { StoredFact, StoredWindow } from "@/lib/collect/store/stored-window";
import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { toDecimalText, zero } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** Reads stored figures of account-days and campaign-days by key. */
type ReadFacts = (
  accountDays: readonly string[],
  campaignDays: readonly { readonly date: string; readonly campaignId: string }[],
) => Promise<readonly StoredFact[]>;

export interface ComparedWindow {
  /** Every day of the window after its double entry. */
  readonly accountDays: readonly AccountDayRow[];
  /** Only what differs from what is stored. */
  readonly staged: readonly StagedRow[];
  /** Whether the staged rows are stored already. */
  readonly days: Merge["days"];
  /** Days that Meta had told us were final, and results that are gone. */
  readonly alarmingChanges: readonly FoundIssue[];
}

interface Comparison {
  readonly rows: {
    readonly accountTotals: readonly AccountTotal[];
    readonly campaignDays: readonly CampaignDayRow[];
    readonly mappingVersion: number;
  };
  readonly stored: Pick<StoredWindow, "accountDays" | "campaignDays" | "hasRaw">;
  readonly basis: AccountBasis;
}

/**
 * Compares a read window with the stored one by row hashes and settles the double entry of each day (R7), stored rows that the answer no
 * longer has among them (C19). Stored figures are read once, of rows that differ or are gone, and not at all when nothing does.
 */
export async function compareWindow(
  { rows, stored, basis }: Comparison,
  readFacts: ReadFacts,
): Promise<ComparedWindow> {
  const received = byDate(rows.campaignDays);
  const changed = rows.campaignDays.filter((row) => stored.campaignDays.get(row.key) !== row.hash);
  const absent = absentKeys(rows.campaignDays, stored.campaignDays).map(parseKey);
  // Before absent rows are read, a day without them is judged as it will be stored; the others are judged below.
  const absentDates = new Set(absent.map(({ date }) => date));
  const judge = (total: AccountTotal, gone: readonly StoredFact[]) => {
    const verdict = reconcileDay(
      total.figures,
      (received.get(total.date) ?? []).map(({ figures }) => figures),
      gone.map(({ figures }) => figures),
      basis.currency,
    );
    return { verdict, row: makeAccountDay(total, verdict.differences, basis, rows.mappingVersion) };
  };
  const plain = rows.accountTotals
    .filter(({ date }) => !absentDates.has(date))
    .map((total) => judge(total, []).row);
  const changedDays = plain.filter((row) => isStoredOtherwise(stored.accountDays, row.date, row.hash));

  const facts = await readFacts(
    [
      ...changedDays.map(({ date }) => date),
      ...[...absentDates].filter((date) => stored.accountDays.has(date)),
    ],
    [...changed.filter((row) => stored.campaignDays.has(row.key)), ...absent],
  );
  const before = new Map(facts.map((fact) => [`${fact.date} ${fact.campaignId ?? ""}`, fact]));
  const gone = new Set(absent.map(keyOf));
  const goneByDate = byDate(facts.filter((fact) => gone.has(keyOf(fact))));

  const accountDays: AccountDayRow[] = [...plain];
  const campaignDays: CampaignDayRow[] = [...changed];
  for (const total of rows.accountTotals.filter(({ date }) => absentDates.has(date))) {
    const left = goneByDate.get(total.date) ?? [];
    const { verdict, row } = judge(total, left);
    accountDays.push(row);
    if (verdict.absent === "zero") {
      const zeros = left.map((fact) => withdrawn(fact, rows.mappingVersion));
      campaignDays.push(...zeros.filter((one) => stored.campaignDays.get(one.key) !== one.hash));
    }
  }
  const staged: StagedRow[] = [
    ...accountDays
      .filter((row) => stored.accountDays.get(row.date) !== row.hash)
      .map((row) => ({
        grain: "account" as const,
        row,
        changes: changesOf(before.get(`${row.date} `), row.figures),
      })),
    ...campaignDays.map((row) => ({
      grain: "campaign" as const,
      row,
      changes: changesOf(before.get(row.key), row.figures),
    })),
  ];
  return {
    accountDays,
    staged,
    days: daysOf(staged, stored),
    alarmingChanges: [
      ...settledChanges(staged, before),
      ...findResultsGone(accountDays, figuresOfDays(facts)),
    ],
  };
}

/** Campaigns that are new, renamed or seen on days outside of what is known. */
export function compareCampaigns(
  campaigns: readonly CampaignName[],
  stored: ReadonlyMap<string, string>,
): CampaignName[] {
  return campaigns.filter((one) => {
    const known = stored.get(one.campaignId);
    if (known === undefined) return true;
    const [first = "", last = ""] = known.split(" ", 2);
    if (one.firstSeen < first || one.lastSeen > last) return true;
    return (
      one.lastSeen === last && known !== `${first} ${last} ${one.objective ?? ""} ${storableText(one.name)}`
    );
  });
}

/** A stored row that Meta withdrew: zeros where it was measured (R7), and no raw. */
function withdrawn(fact: StoredFact, mappingVersion: number): CampaignDayRow {
  const figures = Object.fromEntries(
    factMetrics.map((metric) => [metric, fact.figures[metric] === null ? null : zero]),
  ) as FactFigures;
  const { date, campaignId, attributionSetting } = fact;
  return makeCampaignDay(
    { date, campaignId: campaignId ?? "", attributionSetting },
    figures,
    noRaw,
    mappingVersion,
  );
}

/** What Meta changed in a row that was stored before; null for a new row and for one whose metrics are the same (raw alone makes none). */
export function changesOf(before: StoredFact | undefined, figures: FactFigures): Changes | null {
  if (!before) return null;
  const changes: { [Metric in FactMetric]?: NonNullable<Changes[Metric]> } = {};
  for (const metric of factMetrics) {
    const [from, to] = [before.figures[metric], figures[metric]];
    if (from === null ? to === null : to?.eq(from)) continue;
    changes[metric] = { from: from && toDecimalText(from), to: to && toDecimalText(to) };
  }
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Raw lists may have lost their campaign-day: rows count as new, and are inserted without looking, only where there are no raw lists at all. */
function daysOf(staged: readonly StagedRow[], stored: Comparison["stored"]): Merge["days"] {
  const known = staged.filter((one) =>
    one.grain === "account" ? stored.accountDays.has(one.row.date) : stored.campaignDays.has(one.row.key),
  ).length;
  if (known === 0 && !stored.hasRaw) return "new";
  return known === staged.length ? "stored" : "both";
}

function figuresOfDays(facts: readonly StoredFact[]): Map<CalendarDay, FactFigures> {
  return new Map(
    facts.flatMap(({ date, campaignId, figures }) => (campaignId === null ? [[date, figures]] : [])),
  );
}

function settledChanges(staged: readonly StagedRow[], before: ReadonlyMap<string, StoredFact>): FoundIssue[] {
  return staged.flatMap(({ grain, row, changes }) => {
    if (grain !== "account" || changes === null || !before.get(`${row.date} `)?.wasSettled) return [];
    return [
      {
        check: "settled_day_restated" as const,
        subject: row.date,
        severity: "normal" as const,
        message: `Meta changed ${Object.keys(changes).join(", ")} of a settled day.`,
        evidence: { changes },
      },
    ];
  });
}

function keyOf(row: { readonly date: string; readonly campaignId: string | null }): string {
  return `${row.date} ${row.campaignId}`;
}

function parseKey(key: string): { date: string; campaignId: string } {
  const space = key.indexOf(" ");
  return { date: key.slice(0, space), campaignId: key.slice(space + 1) };
}

/** Keys of stored rows that a read does not have; found without a set of its own when there are none. */
function absentKeys(rows: readonly CampaignDayRow[], stored: ReadonlyMap<string, string>): string[] {
  let found = 0;
  for (const { key } of rows) if (stored.has(key)) found += 1;
  if (found === stored.size) return [];
  const received = new Set(rows.map(({ key }) => key));
  return [...stored.keys()].filter((key) => !received.has(key));
}

function isStoredOtherwise(stored: ReadonlyMap<string, string>, date: string, hash: string): boolean {
  const known = stored.get(date);
  return known !== undefined && known !== hash;
}

function byDate<Row extends { readonly date: CalendarDay }>(rows: readonly Row[]): Map<CalendarDay, Row[]> {
  const grouped = new Map<CalendarDay, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.date);
    if (group) group.push(row);
    else grouped.set(row.date, [row]);
  }
  return grouped;
}
