import { ratioDefinitions } from "@/lib/kpi/catalogue";
import type { Comparison, Figure, Report, ReportMetric, ResultMetric } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { costOfResult, resultOf } from "@/lib/report/result";
import { currencyDecimals } from "@/lib/values/currency";
import { Decimal, type DecimalText, parseDecimal, sum, toDecimalText, zero } from "@/lib/values/decimal";
import type { RatioMetric } from "@/lib/values/metric";

type Campaigns = ReportInput["campaigns"];
type Unexplained = Extract<Report["drivers"], { unavailable: string }>;
type Explained = Omit<Extract<Report["drivers"], { of: string }>, "texts">;
type Unavailable = Unexplained["unavailable"];
type Factor = Explained["factors"][number];

/** What the split needs of a month. */
interface Explaining {
  readonly shown: readonly ReportMetric[];
  readonly figures: Record<ReportMetric, Figure>;
  readonly currency: string;
  readonly campaigns: Campaigns;
  /** The month before, where both are whole and reconciled, so that their campaigns explain both; else null. */
  readonly previousCampaigns: Campaigns | null;
}

/**
 * Why the cost of a result changed against the month before, or the spend where the client has no measured result: amounts that add up to the
 * printed change to the minor unit (screens.md §1.4). The factors multiply to the metric, so the logarithmic mean splits its change without a
 * rest; what rounding leaves goes to the largest that it does not turn. Nothing is split where R9 forbids the comparison or a factor is 0 or missing. Pure.
 */
export function driversOf(month: Explaining): Explained | Unexplained {
  const result = resultOf(month);
  const hasCost = result !== null && month.figures[costOfResult[result]].value !== null;
  const explained = hasCost ? explain(month, costFactors(result)) : explain(month, spendFactors);
  return "unavailable" in explained ? { ...explained, by_campaign: amountsBy(month) } : explained;
}

/** One factor of a metric: how it is shown, and whether more of it makes the metric smaller. */
interface Part {
  readonly key: Factor["key"];
  readonly numerator: ReportMetric;
  readonly denominator: ReportMetric | null;
  readonly scale: number;
  readonly inverse: boolean;
}

/** A metric that is the product of its factors. */
interface Split {
  readonly of: RatioMetric | "total_spend";
  readonly factors: readonly Part[];
}

const part = (
  key: Part["key"],
  numerator: ReportMetric,
  denominator: ReportMetric | null,
  scale: number,
  inverse = false,
): Part => ({ key, numerator, denominator, scale, inverse });

const priceOfImpressions = part("cpm", "total_spend", "total_impressions", 1000);

const spendFactors: Split = {
  of: "total_spend",
  factors: [part("total_impressions", "total_impressions", null, 1), priceOfImpressions],
};

/** Fewer clicks a view, or fewer results a click, make a result dearer: these two are inverse. */
const costFactors = (result: ResultMetric): Split => ({
  of: costOfResult[result],
  factors: [
    priceOfImpressions,
    part("link_ctr", "link_clicks", "total_impressions", 100, true),
    part("result_rate", result, "link_clicks", 100, true),
  ],
});

function explain(month: Explaining, { of, factors }: Split): Explained | { unavailable: Unavailable } {
  const whole = month.figures[of].comparisons.previous;
  const refused = whyNot(whole);
  if (refused) return { unavailable: refused };
  const inputs = factors.flatMap(({ numerator, denominator }) => [numerator, denominator ?? numerator]);
  const sums = sumsOf(month.figures, [...new Set(inputs)]);
  if (!sums) return { unavailable: "factor_missing" };
  const [own, base] = sums;
  const change = printedChange(whole, month.currency);
  const shown = factors.map(({ key, numerator, denominator, scale, inverse }) => {
    const valueIn = (values: Sums) =>
      denominator === null
        ? at(values, numerator)
        : at(values, numerator).times(scale).dividedBy(at(values, denominator));
    return { key, inverse, from: valueIn(base), to: valueIn(own) };
  });
  return {
    of,
    ...change.ends,
    factors: splitByLogarithm(shown, change),
    ...(of === "total_spend" ? { between: null, within: null } : splitByCampaign(month, of, change)),
  };
}

/** A split needs a fair comparison (R9) in which percentages may be said. */
function whyNot({ kind }: Comparison): Unavailable | null {
  switch (kind) {
    case "percent":
      return null;
    case "not_comparable":
      return "not_comparable";
    case "from_zero":
      return "factor_missing";
    case "counts":
      return "too_few";
  }
}

type Sums = ReadonlyMap<ReportMetric, Decimal>;

function at(sums: Sums, metric: ReportMetric): Decimal {
  const value = sums.get(metric);
  if (!value) throw new Error(`unreachable: ${metric} was read`);
  return value;
}

/** Both periods' sums of some metrics over the same days; null where one of them is 0 or missing. */
function sumsOf(
  figures: Explaining["figures"],
  metrics: readonly ReportMetric[],
): readonly [Sums, Sums] | null {
  const [own, base] = [new Map<ReportMetric, Decimal>(), new Map<ReportMetric, Decimal>()];
  for (const metric of metrics) {
    const { kind, own: mine, base: theirs } = figures[metric].comparisons.previous;
    if (kind === "not_comparable" || mine === null || theirs === null) return null;
    own.set(metric, parseDecimal(mine));
    base.set(metric, parseDecimal(theirs));
  }
  const isWhole = [...own.values(), ...base.values()].every((value) => value.gt(0));
  return isWhole ? [own, base] : null;
}

interface Change {
  readonly ends: { readonly from: DecimalText; readonly to: DecimalText };
  /** The difference of the two amounts as they are printed. */
  readonly amount: Decimal;
  readonly digits: number;
}

function printedChange({ own, base }: Comparison, currency: string): Change {
  const digits = currencyDecimals(currency);
  const [to, from] = [parseDecimal(own ?? "0"), parseDecimal(base ?? "0")];
  const amount = to
    .toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)
    .minus(from.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP));
  return { ends: { from: toDecimalText(from), to: toDecimalText(to) }, amount, digits };
}

/**
 * Shares of a change by the logarithm of each factor: Δ = Σ L(to, from) · ln(factor to ⁄ factor from), exact for any product of factors.
 */
function splitByLogarithm(
  factors: readonly { key: Factor["key"]; from: Decimal; to: Decimal; inverse: boolean }[],
  change: Change,
): Factor[] {
  const logarithms = factors.map(({ from, to, inverse }) => {
    const ln = to.dividedBy(from).ln();
    return inverse ? ln.negated() : ln;
  });
  const [from, to] = [parseDecimal(change.ends.from), parseDecimal(change.ends.to)];
  const mean = to.eq(from) ? to : to.minus(from).dividedBy(to.dividedBy(from).ln());
  const amounts = roundedTo(
    logarithms.map((ln) => ln.times(mean)),
    change,
  );
  return factors.map(({ key, from: before, to: after }, index) => ({
    key,
    from: toDecimalText(before.toSignificantDigits(12)),
    to: toDecimalText(after.toSignificantDigits(12)),
    amount: toDecimalText(amounts[index] ?? zero),
  }));
}

/**
 * Rounds parts to the minor unit so that they add up to the printed change. What rounding leaves goes, unit by unit, to the largest part that it does
 * not turn: a factor that made the result cheaper is never said to have made it dearer.
 */
function roundedTo(parts: readonly Decimal[], { amount, digits }: Change): Decimal[] {
  const rounded = parts.map((part) => part.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP));
  const largestFirst = [...parts.keys()].sort((a, b) =>
    absoluteAt(parts, b).comparedTo(absoluteAt(parts, a)),
  );
  const rest = amount.minus(sum(rounded));
  const unit = new Decimal(10).pow(-digits).times(rest.isNegative() ? -1 : 1);
  for (let left = rest; left.abs().gte(unit.abs()); left = left.minus(unit)) {
    const stays = largestFirst.find((index) => !isTurned(parts[index], rounded[index]?.plus(unit)));
    const index = stays ?? largestFirst[0] ?? 0;
    rounded[index] = (rounded[index] ?? zero).plus(unit);
  }
  return rounded;
}

function absoluteAt(parts: readonly Decimal[], index: number): Decimal {
  return (parts[index] ?? zero).abs();
}

/** Whether an amount says the other way than its exact part, or any way where the part says none. */
function isTurned(part = zero, amount = zero): boolean {
  return !amount.isZero() && (part.isZero() || part.isNegative() !== amount.isNegative());
}

/**
 * The same change once more: `within` what results per spend changed inside campaigns that ran in both months, weighted by their mean share of
 * the spend; `between` all else, which is budget moved, begun or ended. Results per spend, because a campaign without results has no cost.
 */
function splitByCampaign(
  { campaigns, previousCampaigns }: Explaining,
  cost: RatioMetric,
  change: Change,
): Pick<Explained, "between" | "within"> {
  if (!previousCampaigns || campaigns.length === 0) return { between: null, within: null };
  const { numerator: spend, denominator: result } = ratioDefinitions[cost];
  const total = (list: Campaigns) => sum(list.map(({ figures }) => figures[spend] ?? zero));
  const [ownSpend, baseSpend] = [total(campaigns), total(previousCampaigns)];
  const before = new Map(previousCampaigns.map((campaign) => [campaign.id, campaign.figures]));
  let changed = zero;
  let shared = 0;
  for (const { id, figures } of campaigns) {
    const [own, base] = [figures, before.get(id)];
    const [a, b] = [own[spend] ?? zero, base?.[spend] ?? zero];
    if (!base || !a.gt(0) || !b.gt(0)) continue;
    shared += 1;
    const weight = a.dividedBy(ownSpend).plus(b.dividedBy(baseSpend)).dividedBy(2);
    const efficiency = (own[result] ?? zero).dividedBy(a).minus((base[result] ?? zero).dividedBy(b));
    changed = changed.plus(weight.times(efficiency));
  }
  if (shared === 0) return { between: null, within: null };
  const [from, to] = [parseDecimal(change.ends.from), parseDecimal(change.ends.to)];
  // 1 ⁄ cost is results per spend: Δcost = −from · to · Δ(1 ⁄ cost).
  const within = changed.times(from).times(to).negated();
  const [a = zero, b = zero] = roundedTo([within, to.minus(from).minus(within)], change);
  return { within: toDecimalText(a), between: toDecimalText(b) };
}

const mostAmounts = 8;

/** Where no split is fair or possible: by how much the spend of each campaign changed, largest first; empty where the month before is not whole. */
function amountsBy({ campaigns, previousCampaigns }: Explaining) {
  if (!previousCampaigns) return [];
  const before = new Map(previousCampaigns.map((campaign) => [campaign.id, campaign]));
  const now = new Set(campaigns.map(({ id }) => id));
  const all = [...campaigns, ...previousCampaigns.filter(({ id }) => !now.has(id))];
  return all
    .map(({ id, name, figures }) => {
      const spend = now.has(id) ? (figures.total_spend ?? zero) : zero;
      return { id, name, amount: spend.minus(before.get(id)?.figures.total_spend ?? zero) };
    })
    .filter(({ amount }) => !amount.isZero())
    .sort((a, b) => b.amount.abs().comparedTo(a.amount.abs()) || (a.id < b.id ? -1 : 1))
    .slice(0, mostAmounts)
    .map(({ id, name, amount }) => ({ id, name, amount: toDecimalText(amount) }));
}
