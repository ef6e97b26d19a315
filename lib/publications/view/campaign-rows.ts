import type { Report, ReportMetric, ResultMetric } from "@/lib/report/document";
import { costOfResult, partsHaveCosts, resultOf } from "@/lib/report/result";
import { type Decimal, parseDecimal, sum, toDecimalText, zero } from "@/lib/values/decimal";

/** The figures of one table row: exact decimal text, null where there is none. Columns in the order of `columns`. */
export interface CampaignRow {
  readonly key: string;
  readonly kind: "campaign" | "others" | "in_no_campaign" | "rounding" | "total";
  /** The campaign's name on Meta; empty for the rows that are not a campaign. */
  readonly name: string;
  /** Campaigns that stand behind the row. */
  readonly count: number;
  readonly values: readonly (string | null)[];
  /** Against the month before; null where nothing fair can be said of this row (R9). */
  readonly change: CampaignChange | null;
}

/** How a row's cost of a result changed: in per cent, or as two counts of results under ten; or the campaign is new. */
export type CampaignChange =
  | { readonly kind: "percent"; readonly change: string }
  | { readonly kind: "counts"; readonly from: string; readonly to: string }
  | { readonly kind: "new" };

export interface CampaignTable {
  /** Whether the two months are compared at all: costs of a result are, so not without a result that is measured. */
  readonly hasChanges: boolean;
  /** Campaigns of the month before that did not run in this one, and what they spent; null where there are none. */
  readonly ended: { readonly count: number; readonly spend: string } | null;
  readonly columns: readonly ReportMetric[];
  readonly rows: readonly CampaignRow[];
  readonly total: CampaignRow;
}

const shownRows = 8;

type Campaign = Report["campaigns"][number];

function amountOf(campaign: Pick<Campaign, "figures">, metric: ReportMetric): Decimal | null {
  const text = campaign.figures[metric];
  return text === null ? null : parseDecimal(text);
}

/** Campaigns by spend, dearest first; equal ones by id, so that the same data always gives the same order. */
export function bySpend(campaigns: readonly Campaign[]): Campaign[] {
  return [...campaigns].sort((a, b) => {
    const difference = (amountOf(b, "total_spend") ?? zero).comparedTo(amountOf(a, "total_spend") ?? zero);
    return difference || (a.id < b.id ? -1 : 1);
  });
}

function sumOf(campaigns: readonly Pick<Campaign, "figures">[], metric: ReportMetric): string | null {
  const amounts = campaigns.map((campaign) => amountOf(campaign, metric));
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : toDecimalText(sum(known));
}

/** Quotient of two sums, null without a denominator (R8: a ratio of sums, never a sum of ratios). */
function quotient(numerator: string | null, denominator: string | null): string | null {
  if (numerator === null || denominator === null) return null;
  const by = parseDecimal(denominator);
  return by.isZero() ? null : toDecimalText(parseDecimal(numerator).dividedBy(by));
}

/** Under this many results counts say more than a percentage (R9). */
const enough = 10;

/** One or several campaigns together against their month before; campaigns that are all new are new. */
function changeOf(result: ResultMetric | null, campaigns: readonly Campaign[]): CampaignChange | null {
  const before = campaigns.flatMap(({ previous }) => previous ?? []);
  if (result === null || campaigns.some(({ previous }) => previous === undefined)) return null;
  if (before.length === 0) return { kind: "new" };
  const totals = (metric: ReportMetric, of: readonly Campaign["figures"][]) => {
    const known = of.flatMap((figures) => figures[metric] ?? []);
    return known.length === 0 ? null : sum(known.map(parseDecimal));
  };
  const own = campaigns.map(({ figures }) => figures);
  const [to, from] = [totals(result, own), totals(result, before)];
  const [spend, spendBefore] = [totals("total_spend", own), totals("total_spend", before)];
  if (!to || !from || !spend || !spendBefore) return null;
  if (to.lt(enough) || from.lt(enough)) {
    return { kind: "counts", from: toDecimalText(from), to: toDecimalText(to) };
  }
  if (spendBefore.isZero()) return null;
  const [cost, costBefore] = [spend.dividedBy(to), spendBefore.dividedBy(from)];
  const change = cost.minus(costBefore).times(100).dividedBy(costBefore).toSignificantDigits(12);
  return { kind: "percent", change: toDecimalText(change) };
}

/** The account's own comparison, so that the total row says what the key figure says. */
function totalChange(report: Report, result: ResultMetric): CampaignChange | null {
  const cost = report.figures[costOfResult[result]].comparisons.previous;
  if (cost.kind === "percent" && cost.change !== null) return { kind: "percent", change: cost.change };
  const { kind, own, base } = report.figures[result].comparisons.previous;
  const isCounted = kind === "counts" || kind === "from_zero";
  return isCounted && own !== null && base !== null ? { kind: "counts", from: base, to: own } : null;
}

function endedOf({ ended_campaigns: ended }: Report): CampaignTable["ended"] {
  const spend = sumOf(ended, "total_spend");
  return spend === null ? null : { count: ended.length, spend };
}

/**
 * The campaign table (screens.md §1.8): first 8 by spend, the rest as one row, then what no campaign explains (R7), and the account
 * total, whose values are the key figures themselves.
 */
export function campaignTableOf(report: Report): CampaignTable {
  const result = resultOf(report);
  const columns: ReportMetric[] = result ? ["total_spend", result, costOfResult[result]] : ["total_spend"];
  const campaigns = bySpend(report.campaigns);
  // A row "1 other" would hide one name to save nothing.
  const top = campaigns.length <= shownRows + 1 ? campaigns : campaigns.slice(0, shownRows);
  const rest = campaigns.slice(top.length);
  const rows: CampaignRow[] = top.map((campaign) => ({
    key: campaign.id,
    kind: "campaign",
    name: campaign.name,
    count: 1,
    values: columns.map((metric) => campaign.figures[metric]),
    change: changeOf(result, [campaign]),
  }));
  if (rest.length > 0) {
    const spend = sumOf(rest, "total_spend");
    const results = result === null ? null : sumOf(rest, result);
    const cost = result && partsHaveCosts(report, result) ? quotient(spend, results) : null;
    const values = result ? [spend, results, cost] : [spend];
    rows.push({
      key: "others",
      kind: "others",
      name: "",
      count: rest.length,
      values,
      change: changeOf(result, rest),
    });
  }
  if (report.unattributed.kind !== "none") {
    // A ratio of what no campaign explains means nothing; a row of zeros would explain nothing.
    const values = columns.map((metric) =>
      result && metric === costOfResult[result] ? null : report.unattributed.figures[metric],
    );
    if (values.some((value) => value !== null && !parseDecimal(value).isZero())) {
      rows.push({
        key: "unattributed",
        kind: report.unattributed.kind,
        name: "",
        count: 0,
        values,
        change: null,
      });
    }
  }
  const values = columns.map((metric) => report.figures[metric].value);
  return {
    columns,
    hasChanges: result !== null && campaigns.some(({ previous }) => previous !== undefined),
    ended: endedOf(report),
    rows,
    total: {
      ...{ key: "total", kind: "total", name: "", count: campaigns.length, values },
      change: result && totalChange(report, result),
    },
  };
}
