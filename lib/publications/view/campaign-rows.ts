import type { Report, ReportMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";
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
}

export interface CampaignTable {
  readonly columns: readonly ReportMetric[];
  readonly rows: readonly CampaignRow[];
  readonly total: CampaignRow;
}

const shownRows = 8;

type Campaign = Report["campaigns"][number];

function amountOf(campaign: Campaign, metric: ReportMetric): Decimal | null {
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

function sumOf(campaigns: readonly Campaign[], metric: ReportMetric): string | null {
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
  }));
  if (rest.length > 0) {
    const spend = sumOf(rest, "total_spend");
    const results = result === null ? null : sumOf(rest, result);
    const values = result ? [spend, results, quotient(spend, results)] : [spend];
    rows.push({ key: "others", kind: "others", name: "", count: rest.length, values });
  }
  if (report.unattributed.kind !== "none") {
    // A ratio of what no campaign explains means nothing; a row of zeros would explain nothing.
    const values = columns.map((metric) =>
      result && metric === costOfResult[result] ? null : report.unattributed.figures[metric],
    );
    if (values.some((value) => value !== null && !parseDecimal(value).isZero())) {
      rows.push({ key: "unattributed", kind: report.unattributed.kind, name: "", count: 0, values });
    }
  }
  const values = columns.map((metric) => report.figures[metric].value);
  return {
    columns,
    rows,
    total: { key: "total", kind: "total", name: "", count: campaigns.length, values },
  };
}
