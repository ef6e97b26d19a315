import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { lookAtCallGate } from "@/lib/collect/gate/call-gate";
import { WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { readAccounts } from "@/lib/collect/read-accounts";
import { type AccountTotal, deriveAccountTotals } from "@/lib/collect/rows/derive-rows";
import { readMapping } from "@/lib/collect/rows/mapping";
import { RefusedWindow, validateDailyData } from "@/lib/collect/rows/validate-daily-data";
import { NotConfigured, readToken } from "@/lib/collect/run/read-token";
import type { ErrorClass } from "@/lib/graph/errors/graph-error";
import type { KpiChoices } from "@/lib/kpi/choices";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { type FactMetric, factMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** A figure that the two versions tell differently; null = not measured. Amounts in the account's currency. */
export interface VersionDifference {
  readonly date: CalendarDay;
  readonly metric: FactMetric;
  readonly from: string | null;
  readonly to: string | null;
}

/** What became of one account's comparison: what differs in these days, or why they were not read in both versions. */
export interface VersionComparison {
  readonly client: string;
  readonly account: string;
  /** Both days inclusive, account zone. */
  readonly window: Window;
  readonly state: "equal" | "differs" | "not_read";
  readonly differences: readonly VersionDifference[];
  /** Only with `not_read`. */
  readonly error?: string;
}

/** Meta restates a day until it is 28 days old (graph-api.md §3.7). */
const settledAfter = 29;
const comparedDays = 7;

/** After one of these no other account would be answered either. */
const endsAll: readonly ErrorClass[] = ["WAIT_APP", "VERSION"];

/**
 * Reads the same settled week of every account, or of one client's, in two versions and compares spend, impressions, clicks and each mapped
 * KPI, day by day (graph-api.md §1.4). No figure and no state is written; waits that Meta asked for are kept, and an answer of a third version
 * counts as none.
 *
 * @throws WrongSelection for a client that is not there.
 */
export async function compareVersions(
  from: Collector,
  to: Collector,
  { client, signal }: { readonly client?: string | undefined; readonly signal: AbortSignal },
): Promise<VersionComparison[]> {
  const accounts = await from.db.asCollector((tx) =>
    readAccounts(tx, from.envToken, client ? { slugs: [client] } : {}),
  );
  if (client && accounts.length === 0)
    throw new WrongSelection(`There is no client ${client} with an ad account.`);
  const compared: VersionComparison[] = [];
  let ended: string | null = null;
  for (const account of accounts) {
    const of = {
      client: account.clientSlug,
      account: account.externalId,
      window: settledWeek(from, account),
    };
    const read: Read | Failed = ended
      ? { error: ended, endsAll: true }
      : await readBoth(from, to, account, of.window, signal);
    if ("error" in read) {
      if (read.endsAll) ended = read.error;
      compared.push({ ...of, state: "not_read", differences: [], error: read.error });
      continue;
    }
    const differences = differencesOf(read.from, read.to);
    compared.push({ ...of, state: differences.length > 0 ? "differs" : "equal", differences });
  }
  return compared;
}

function settledWeek({ clock }: Collector, { timeZone }: CollectAccount): Window {
  const until = addDays(dayIn(timeZone, clock()), -settledAfter);
  return { since: addDays(until, 1 - comparedDays), until };
}

interface Read {
  readonly from: readonly AccountTotal[];
  readonly to: readonly AccountTotal[];
}

interface Failed {
  readonly error: string;
  readonly endsAll?: boolean;
}

async function readBoth(
  from: Collector,
  to: Collector,
  account: CollectAccount,
  window: Window,
  signal: AbortSignal,
): Promise<Read | Failed> {
  const { db, clock } = from;
  const gate = await db.asCollector((tx) => lookAtCallGate(tx, from, account.id, clock()));
  if (gate.kind !== "open") return { error: gate.reason.replaceAll("_", " ") };
  const { choices } = await db.asCollectorBulk((tx) => readMapping(tx, account));
  const first = await readTotals(from, account, window, choices, signal);
  if ("error" in first) return first;
  const second = await readTotals(to, account, window, choices, signal);
  return "error" in second ? second : { from: first.totals, to: second.totals };
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
      return { error: `${apiVersion}: ${message}`, endsAll: endsAll.includes(errorClass) };
    }
    const { answered } = read.version;
    if (answered !== undefined && answered !== apiVersion)
      return { error: `${apiVersion} was asked for, ${answered} answered`, endsAll: true };
    validateDailyData(read.value, { level: "account", window, accountId, currency });
    // Settled days may be older than the first that a KPI was met on: both versions are counted by today's choice all the same.
    return {
      totals: deriveAccountTotals(read.value, window, {
        version: 0,
        choices: choicesSince(window.since, choices),
      }),
    };
  } catch (error) {
    if (error instanceof RefusedWindow || error instanceof NotConfigured || error instanceof RangeError)
      return { error: `${apiVersion}: ${error.message}` };
    throw error;
  }
}

function choicesSince(day: CalendarDay, choices: KpiChoices): KpiChoices {
  const moved = Object.entries(choices).map(([kpi, choice]) => [
    kpi,
    choice && { ...choice, measured_since: day },
  ]);
  return Object.fromEntries(moved) as KpiChoices;
}

/** Figures of the same days that are not exactly the same. Pure. */
function differencesOf(from: readonly AccountTotal[], to: readonly AccountTotal[]): VersionDifference[] {
  return from.flatMap(({ date, figures }, index) =>
    factMetrics.flatMap((metric) => {
      const [here, there] = [
        figures[metric]?.toFixed() ?? null,
        to[index]?.figures[metric]?.toFixed() ?? null,
      ];
      return here === there ? [] : [{ date, metric, from: here, to: there }];
    }),
  );
}
