import { type FactFigures, sumFigures } from "@/lib/kpi/figures";
import { accountChangesOf, moneyAndClock } from "@/lib/report/account-changes";
import { breakdownsOf } from "@/lib/report/breakdowns";
import { campaignRows, endedCampaigns, unattributedRow, withoutAmounts } from "@/lib/report/campaigns";
import { comparableCampaigns } from "@/lib/report/comparable-campaigns";
import { coverageOf, dailyOf } from "@/lib/report/daily";
import { lastDelivery, ranNothing } from "@/lib/report/delivery";
import { differingSums } from "@/lib/report/differing-sums";
import type { Report } from "@/lib/report/document";
import { driversOf } from "@/lib/report/drivers";
import { driversTexts } from "@/lib/report/drivers-text";
import { funnelOf } from "@/lib/report/funnel";
import { goalsOf } from "@/lib/report/goals";
import type { ReportInput } from "@/lib/report/input";
import { lastRead, mayChange } from "@/lib/report/last-read";
import { monthState, reportMonths } from "@/lib/report/month-facts";
import { monthFigures, partlyMeasuredRatios } from "@/lib/report/month-figures";
import { noNotes } from "@/lib/report/notes";
import { reachOf } from "@/lib/report/reach";
import { reconciliationOf, unreconciledOf } from "@/lib/report/reconciliation";
import { verdictOf } from "@/lib/report/verdict-text";
import { dayIn } from "@/lib/values/calendar-day";
import { kpiMetrics } from "@/lib/values/metric";

/**
 * One client's month as the document of architecture.md §5: facts and settings in, report out. Pure: the same input gives the same document,
 * for any past or present `now`. Figures are Meta's account totals over the month's account-days (R7), exact and not rounded.
 */
export function buildReport(input: ReportInput): Report {
  const { client, account, mapping } = input;
  const months = reportMonths(input);
  const facts = months.own;
  const figures = monthFigures(input, months);
  // Campaign sums do not know the days they are made of, so amounts of a month in two currencies are left out of them altogether.
  const added = facts.currencies.length > 1 ? withoutAmounts : (sums: FactFigures) => sums;
  const totals = added(sumFigures(facts.days.map((day) => day.figures)));
  const campaigns = input.campaigns.map((campaign) => ({ ...campaign, figures: added(campaign.figures) }));
  const changes = accountChangesOf(facts, account);
  const without = partlyMeasuredRatios(figures);
  const everyDay = facts.days.every((day) => day.reconciled);
  // Where a day differs its own amounts say by how much; amounts of two currencies have no sum.
  const apart =
    everyDay && facts.currencies.length <= 1
      ? differingSums(totals, campaigns, { days: facts.days.length, currency: account.currency })
      : [];
  const reconciled = facts.days.length === 0 ? null : everyDay && apart.length === 0;
  const read = lastRead(facts.days);
  const previousCampaigns = comparableCampaigns(input, months, figures);

  const told = {
    client: { slug: client.slug, name: client.name },
    agency: { name: input.agency.name, contact: input.agency.contact },
    month: input.month,
    window: { since: facts.window.since, until: facts.window.until },
    ...moneyAndClock(facts, account),
    locale: client.locale,
    state: monthState(facts, input),
    reconciled,
    no_delivery: ranNothing(facts),
    last_delivery: lastDelivery(facts, input),
    unreconciled: unreconciledOf(facts.days),
    ...(apart.length > 0 ? { differing_sums: apart } : {}),
    coverage: coverageOf(facts, input),
    ...(changes.length > 0 ? { account_changes: changes } : {}),
    ...(input.monthTotal ? { month_total: input.monthTotal } : {}),
    publication: input.publication,
    may_change: mayChange(facts, dayIn(account.zone, input.now)),
    observed_at: read?.observedAt.toString() ?? null,
    run_id: read?.runId ?? null,
    attribution: [...new Set(input.attribution)].sort(),
    mapping: { version: mapping.version, kpis: chosenKpis(mapping.choices) },
    shown: [...client.shown],
    names: definedNames(client.names),
    figures,
    daily: dailyOf(facts, input),
    campaigns: campaignRows(campaigns, previousCampaigns, without),
    ended_campaigns: endedCampaigns(campaigns, previousCampaigns, without),
    funnel: funnelOf(figures),
    unattributed: unattributedRow(totals, campaigns, { reconciled: reconciled ?? true, without }),
    reach: reachOf(facts, input),
    breakdowns: breakdownsOf(facts, input, without),
    appendix: { reconciliation: reconciliationOf(totals, campaigns, read) },
  };
  const drivers = driversOf({ ...told, campaigns, previousCampaigns });
  return {
    schema: 1,
    ...told,
    verdict: verdictOf(told),
    goals: goalsOf(told, input.settings),
    words: input.words ?? null,
    notes: input.notes ?? noNotes,
    drivers: "of" in drivers ? { ...drivers, texts: driversTexts(drivers, told) } : drivers,
  };
}

/** KPIs that have a choice; one that is not there is not measured. */
function chosenKpis(choices: ReportInput["mapping"]["choices"]): Report["mapping"]["kpis"] {
  const kpis: Report["mapping"]["kpis"] = {};
  for (const kpi of kpiMetrics) {
    const choice = choices[kpi];
    if (choice) kpis[kpi] = { list: choice.list, type: choice.type, measured_since: choice.measured_since };
  }
  return kpis;
}

function definedNames(names: ReportInput["client"]["names"]): Report["names"] {
  return Object.fromEntries(
    Object.entries(names).filter(([, name]) => name !== undefined),
  ) as Report["names"];
}
