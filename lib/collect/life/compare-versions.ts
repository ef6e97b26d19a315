import type { CollectAccount } from "@/lib/collect/account";
import { lookAtCallGate } from "@/lib/collect/call-gate";
import type { Collector } from "@/lib/collect/collector";
import { type AccountTotal, deriveAccountTotals } from "@/lib/collect/derive-rows";
import { readMapping } from "@/lib/collect/mapping";
import { readAccounts } from "@/lib/collect/read-accounts";
import { NotConfigured, readToken } from "@/lib/collect/read-token";
import { RefusedWindow, validateDailyData } from "@/lib/collect/validate-daily-data";
import type { ErrorClass } from "@/lib/graph/graph-error";
import type { KpiChoices } from "@/lib/kpi/choices";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { type FactMetric, factMetrics } from "@/lib/values/metric";
import { type Window, windowLength } from "@/lib/values/window";

/** A figure that the two versions tell differently; null = not measured. Amounts in the account's currency. */
export interface VersionDifference {
  readonly date: CalendarDay;
  readonly metric: FactMetric;
  readonly configured: string | null;
  readonly candidate: string | null;
}

/** What became of one account's comparison: days compared with what differs, or why it was not compared. */
export interface VersionComparison {
  readonly client: string;
  readonly account: string;
  readonly window: Window;
  readonly state: "equal" | "different" | "not_compared";
  readonly reason: string | null;
  readonly days: number;
  readonly differences: readonly VersionDifference[];
}

/** Days after which Meta changes nothing any more, with one to spare for whose day it is where (graph-api.md §3.7). */
const settledAfter = 30;
const comparedDays = 7;

/** After one of these no other account would be answered either. */
const endsAll: readonly ErrorClass[] = ["WAIT_APP", "VERSION"];

/**
 * Reads the same settled week of every account in two versions and compares spend, impressions, clicks and each mapped KPI, day by day
 * (graph-api.md §1.4). Nothing is written; waits that Meta asked for are kept, and an answer of a third version counts as none.
 */
export async function compareVersions(
  configured: Collector,
  candidate: Collector,
  signal: AbortSignal,
): Promise<VersionComparison[]> {
  const accounts = await configured.db.asCollector((tx) => readAccounts(tx));
  const compared: VersionComparison[] = [];
  let ended: string | null = null;
  for (const account of accounts) {
    const of = {
      client: account.clientSlug,
      account: account.externalId,
      window: settledWeek(configured, account),
    };
    const read: Read | Failed = ended
      ? { reason: ended, endsAll: true }
      : await readBoth(configured, candidate, account, of.window, signal);
    if ("reason" in read) {
      if (read.endsAll) ended = read.reason;
      compared.push({ ...of, state: "not_compared", reason: read.reason, days: 0, differences: [] });
      continue;
    }
    const differences = differencesOf(read.configured, read.candidate);
    const state = differences.length > 0 ? "different" : "equal";
    compared.push({ ...of, state, reason: null, days: windowLength(of.window), differences });
  }
  return compared;
}

function settledWeek({ clock }: Collector, { timeZone }: CollectAccount): Window {
  const until = addDays(dayIn(timeZone, clock()), -settledAfter);
  return { since: addDays(until, 1 - comparedDays), until };
}

interface Read {
  readonly configured: readonly AccountTotal[];
  readonly candidate: readonly AccountTotal[];
}

interface Failed {
  readonly reason: string;
  readonly endsAll?: boolean;
}

async function readBoth(
  configured: Collector,
  candidate: Collector,
  account: CollectAccount,
  window: Window,
  signal: AbortSignal,
): Promise<Read | Failed> {
  const { db, clock } = configured;
  const gate = await db.asCollector((tx) => lookAtCallGate(tx, configured, account.id, clock()));
  if (gate.kind !== "open") return { reason: gate.reason.replaceAll("_", " ") };
  const { choices } = await db.asCollectorBulk((tx) => readMapping(tx, account));
  const first = await readTotals(configured, account, window, choices, signal);
  if ("reason" in first) return first;
  const second = await readTotals(candidate, account, window, choices, signal);
  return "reason" in second ? second : { configured: first.totals, candidate: second.totals };
}

async function readTotals(
  collector: Collector,
  account: CollectAccount,
  window: Window,
  choices: KpiChoices,
  signal: AbortSignal,
): Promise<{ readonly totals: readonly AccountTotal[] } | Failed> {
  const { apiVersion } = collector;
  try {
    const graph = collector.openGraph(await readToken(collector, account));
    const { externalId: accountId, currency } = account;
    const read = await graph.readInsights({ accountId, level: "account", window, signal });
    if (read.kind === "error") {
      const { message, class: errorClass } = read.error;
      return { reason: `${apiVersion}: ${message}`, endsAll: endsAll.includes(errorClass) };
    }
    const { answered } = read.version;
    if (answered !== undefined && answered !== apiVersion)
      return { reason: `${apiVersion} was asked for, ${answered} answered`, endsAll: true };
    validateDailyData(read.value, { level: "account", window, accountId, currency });
    // Settled days may be older than the first that a KPI was met on: both versions are counted by today's choice all the same.
    return {
      totals: deriveAccountTotals(read.value, window, { version: 0, choices: from(window.since, choices) }),
    };
  } catch (error) {
    if (error instanceof RefusedWindow || error instanceof NotConfigured || error instanceof RangeError)
      return { reason: `${apiVersion}: ${error.message}` };
    throw error;
  }
}

function from(day: CalendarDay, choices: KpiChoices): KpiChoices {
  const moved = Object.entries(choices).map(([kpi, choice]) => [
    kpi,
    choice && { ...choice, measured_since: day },
  ]);
  return Object.fromEntries(moved) as KpiChoices;
}

/** Figures of the same days that are not exactly the same. Pure. */
function differencesOf(
  configured: readonly AccountTotal[],
  candidate: readonly AccountTotal[],
): VersionDifference[] {
  return configured.flatMap(({ date, figures }, index) =>
    factMetrics.flatMap((metric) => {
      const [here, there] = [
        figures[metric]?.toFixed() ?? null,
        candidate[index]?.figures[metric]?.toFixed() ?? null,
      ];
      return here === there ? [] : [{ date, metric, configured: here, candidate: there }];
    }),
  );
}
