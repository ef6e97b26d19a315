import { bySpend } from "@/lib/publications/view/campaign-rows";
import type { Report } from "@/lib/report/document";
import { partsHaveCosts, resultOf } from "@/lib/report/result";
import { type Decimal, parseDecimal, sum, toDecimalText, zero } from "@/lib/values/decimal";

/** What the sentence above the campaign table says. Shares are percentages of the account total, not yet rounded. */
export type CampaignFinding =
  | { readonly kind: "single" | "dearest"; readonly names: readonly string[] }
  | { readonly kind: "spend"; readonly names: readonly string[]; readonly spend: string }
  | {
      readonly kind: "results";
      readonly names: readonly string[];
      readonly results: string;
      readonly spend: string;
    };

/** Below this many results a share says more than the data does (R9's limit for percentages). */
const enoughResults = 10;

/** Two campaigns are named where there are more; of two, naming both would say "100%". */
function leading<Item>(campaigns: readonly Item[]): Item[] {
  return campaigns.slice(0, campaigns.length > 2 ? 2 : 1);
}

/** A percentage, or null where campaigns show more than the account: "225% of the results" would be a sentence without a meaning (R7). */
function share(part: Decimal, whole: Decimal): string | null {
  return part.gt(whole) ? null : toDecimalText(part.times(100).dividedBy(whole));
}

/**
 * Chooses the sentence by fixed rules: one campaign is named; with at least 10 results the two campaigns (of two, the one) that brought
 * most of them (equal ones: the dearer) and their shares of results and spend, if both are of the same days; else the dearest and their share of
 * spend; the dearest alone where shares make no sense; null without spend.
 */
export function campaignFindingOf(report: Report): CampaignFinding | null {
  const delivered = bySpend(report.campaigns).filter((c) => Number(c.figures.total_spend ?? "0") > 0);
  const spend = parseDecimal(report.figures.total_spend.value ?? "0");
  if (delivered.length === 0 || spend.isZero()) return null;
  const [only] = delivered;
  if (delivered.length === 1 && only) return { kind: "single", names: [only.name] };

  const metric = resultOf(report);
  const results = metric === null ? zero : parseDecimal(report.figures[metric].value ?? "0");
  const amount = (campaign: Report["campaigns"][number], key: "total_spend" | typeof metric): Decimal =>
    parseDecimal((key && campaign.figures[key]) ?? "0");
  const spendOf = (campaigns: typeof delivered) => sum(campaigns.map((c) => amount(c, "total_spend")));
  if (metric !== null && results.gte(enoughResults) && partsHaveCosts(report, metric)) {
    // `delivered` is by spend and sorting is stable: equal results keep the dearer first.
    const top = leading([...delivered].sort((a, b) => amount(b, metric).comparedTo(amount(a, metric))));
    const ofResults = share(sum(top.map((c) => amount(c, metric))), results);
    const ofSpend = share(spendOf(top), spend);
    if (ofResults !== null && ofSpend !== null) {
      return { kind: "results", names: top.map((c) => c.name), results: ofResults, spend: ofSpend };
    }
  }
  const top = leading(delivered);
  const ofSpend = share(spendOf(top), spend);
  if (ofSpend !== null) return { kind: "spend", names: top.map((c) => c.name), spend: ofSpend };
  return { kind: "dearest", names: delivered.slice(0, 1).map((c) => c.name) };
}
