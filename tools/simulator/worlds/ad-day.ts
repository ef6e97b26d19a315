import { Temporal } from "temporal-polyfill";
import { randomOf, seedOf } from "@/tools/simulator/random";
import type { SourceRow } from "@/tools/simulator/world";
import type { CastMember } from "@/tools/simulator/worlds/cast";
import { eventLists } from "@/tools/simulator/worlds/events";

/** Meta's currencies without a minor unit that the cast uses. */
export const wholeUnits = new Set(["HUF", "JPY"]);
/** Share of an ordinary day, Monday first. */
const weekRhythm = [0.94, 0.92, 0.95, 0.98, 1.05, 1.12, 1.04];
/** Share of an ordinary month, January first. */
const yearRhythm = {
  hotel: [0.8, 0.82, 0.9, 1, 1.12, 1.25, 1.3, 1.28, 1.05, 1, 0.85, 0.9],
  other: [0.9, 0.9, 0.98, 1, 1, 0.96, 0.9, 0.92, 1.02, 1.05, 1.2, 1.22],
};

export interface AdOfCampaign {
  readonly member: CastMember;
  readonly seed: number;
  readonly campaign: number;
  readonly ad: number;
}

/** How many days after the ad was seen an event is credited: 70 % by day 1, 92 % by day 3, 98 % by day 8, all by day 28. */
function creditedAfter(random: number): number {
  if (random < 0.7) return 1;
  if (random < 0.92) return 2 + Math.floor(((random - 0.7) / 0.22) * 2);
  if (random < 0.98) return 4 + Math.floor(((random - 0.92) / 0.06) * 5);
  return 9 + Math.floor(((random - 0.98) / 0.02) * 20);
}

/** How long ago the day was when Meta was asked. */
export interface Observation {
  /** Whole account days since; 0 is today. */
  readonly age: number;
  /** How much of the day has passed, 0 … 1. */
  readonly elapsed: number;
}

/**
 * One ad's day as Meta reports it `age` days later: whole events that mature until day 28, spend that is corrected downward by a cent now
 * and then until day 3, and of today only what has passed. The same arguments always give the same row. Null where the ad did not run.
 */
export function adDay(
  { member, seed, campaign, ad }: AdOfCampaign,
  date: string,
  { age, elapsed }: Observation,
): SourceRow | null {
  const day = Temporal.PlainDate.from(date);
  const share = shareOf(member, seed, campaign, day);
  if (share === 0) return null;
  // Every number is drawn whatever the age, so that a later look sees the same day.
  const random = randomOf(seedOf(seed, member.accountId, campaign, ad, date));
  const [noise, correction, price, clickRate, linkShare, crowd] = Array.from({ length: 6 }, random) as Six;
  const rhythm = (member.trade === "hotel" ? yearRhythm.hotel : yearRhythm.other)[day.month - 1] ?? 1;
  const scale = (share / 2) * rhythm * (weekRhythm[day.dayOfWeek - 1] ?? 1) * (0.85 + noise * 0.3);
  const cents = wholeUnits.has(member.currency) ? 1 : 100;
  const spendFinal = Math.round((member.monthlySpend / 30.4) * scale * cents);
  const spend = Math.floor(spendFinal * elapsed) + (age > 0 && age < 3 && correction < 0.25 ? 1 : 0);
  const allImpressions = Math.max(
    1,
    Math.round(spendFinal * (180 / cents) * (0.8 + price * 0.4) * perUnit(member)),
  );
  const impressions = Math.floor(allImpressions * elapsed);
  if (impressions === 0) return null;
  const clicks = Math.min(impressions, Math.round(impressions * (0.014 + clickRate * 0.012)));
  const linkClicks = Math.round(clicks * (0.62 + linkShare * 0.2));
  const expected = (member.monthlyResults / 30.4) * scale;
  const events = Array.from({ length: drawCount(expected, random) }, () => ({
    after: creditedAfter(random()),
    view: random() < 0.18,
    value: 0.6 + random() * 0.8,
    at: random(),
  }));
  const credited = events.filter((event) => event.after <= Math.max(age, 1) && event.at < elapsed);
  const lists = eventLists({
    trade: member.trade,
    resultValue: member.resultValue,
    cents,
    linkClicks,
    credited,
    random,
  });
  return {
    date_start: date,
    date_stop: date,
    ...namesOf(member, campaign, ad),
    impressions: String(impressions),
    reach: String(Math.max(1, Math.round(impressions * (0.62 + crowd * 0.2)))),
    clicks: String(clicks),
    inline_link_clicks: String(linkClicks),
    spend: cents === 1 ? String(spend) : trimmed(spend / 100),
    ...lists,
    attribution_setting: "1d_view_7d_click",
  };
}

type Six = [number, number, number, number, number, number];

/** Ids and names of an ad and all above it. */
export function namesOf(member: CastMember, campaign: number, ad: number) {
  const id = (kind: number, index: number) =>
    `1202${kind}00000${member.accountId.slice(-2)}${String(index).padStart(4, "0")}`;
  return {
    campaign_id: id(1, campaign),
    campaign_name: member.campaigns[campaign] ?? "",
    objective: objectives[member.trade],
    adset_id: id(3, campaign),
    adset_name: `Zestaw reklam ${campaign + 1}`,
    ad_id: id(2, campaign * 10 + ad),
    ad_name: `Reklama ${ad + 1}`,
  };
}

const objectives = {
  hotel: "OUTCOME_SALES",
  shop: "OUTCOME_SALES",
  leads: "OUTCOME_LEADS",
  calls: "OUTCOME_ENGAGEMENT",
} as const;

/** Whether a campaign runs in a month: the first two always, every other one pauses for some months of the year. */
export function campaignRuns(
  { accountId }: CastMember,
  seed: number,
  campaign: number,
  { year, month }: { readonly year: number; readonly month: number },
): boolean {
  return campaign < 2 || randomOf(seedOf(seed, accountId, campaign, year, month))() < 0.8;
}

/** The campaign's share of the account on that day; 0 while it pauses. */
function shareOf(member: CastMember, seed: number, campaign: number, day: Temporal.PlainDate): number {
  const weight = (index: number) => (campaignRuns(member, seed, index, day) ? 1 / (index + 1.4) : 0);
  return weight(campaign) / member.campaigns.reduce((sum, _, index) => sum + weight(index), 0);
}

/** Impressions for one unit of money differ by currency; one zloty buys about as much as 90 forints. */
function perUnit({ currency }: CastMember): number {
  return { HUF: 1 / 90, JPY: 1 / 38, INR: 1 / 22 }[currency] ?? 1;
}

/** A count around `expected`: its whole part, and one more as often as the rest says, with some noise. */
function drawCount(expected: number, random: () => number): number {
  const noisy = expected * (0.6 + random() * 0.8);
  return Math.floor(noisy) + (random() < noisy % 1 ? 1 : 0);
}

const trimmed = (value: number): string => value.toFixed(2).replace(/\.?0+$/, "");
