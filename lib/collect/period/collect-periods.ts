import type { Collector } from "@/lib/collect/collector";
import { Asker, NotToday, type Outcome, type PeriodWork } from "@/lib/collect/period/asker";
import { checkPeriodRow } from "@/lib/collect/period/check-period-row";
import { deriveBreakdown } from "@/lib/collect/period/derive-breakdown";
import { deriveReach } from "@/lib/collect/period/derive-reach";
import { LostHold } from "@/lib/collect/period/hold-account";
import { orderQuestions } from "@/lib/collect/period/order-questions";
import type { PeriodState } from "@/lib/collect/period/period-state";
import { type DueMonth, planPeriods } from "@/lib/collect/period/plan-periods";
import { hasImpressions, readPeriodState } from "@/lib/collect/period/read-period-state";
import { writeBreakdown, writeFailedBreakdown } from "@/lib/collect/period/write-breakdown";
import { writeFailedReach, writeReach } from "@/lib/collect/period/write-reach";
import type { Mapping } from "@/lib/collect/rows/derive-rows";
import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import { unresolvedChoices } from "@/lib/kpi/choices";
import { logger } from "@/lib/ops/logger";
import type { BreakdownKind } from "@/lib/values/breakdown";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import { Decimal } from "@/lib/values/decimal";

/**
 * What cannot be added up from days, for the months that are due: reach, and figures by who and where (R8, graph-api.md §3.5, §3.8). Each
 * question is a call and a transaction of its own: one that fails is stored as unavailable with its reason and fails no other (incident
 * 47). Runs after the days of a morning pass are stored and never ends that pass badly: nothing is thrown.
 */
export async function collectPeriods(collector: Collector, work: PeriodWork): Promise<void> {
  const { account } = work;
  const about = { clientId: account.clientId, account: account.externalId };
  try {
    const tally = await askAllDue(collector, work);
    if (tally.asked > 0) logger.info({ ...about, ...tally }, "periods_collected");
  } catch (error) {
    if (error instanceof LostHold) logger.info(about, "periods_held");
    else if (error instanceof NotToday) logger.info({ ...about, reason: error.message }, "periods_put_off");
    else logger.error({ ...about, err: error }, "periods_broke");
  }
}

async function askAllDue(collector: Collector, work: PeriodWork) {
  const { account } = work;
  const now = collector.clock();
  const yesterday = addDays(dayIn(account.timeZone, now), -1);
  const state = await collector.db.asCollector((tx) => readPeriodState(tx, account, yesterday));
  const asker = new Asker(collector, work, state.usage);
  const mapping = newestMapping(state);
  /** Asked once a month, with the first breakdown of it. */
  const spends = new Map<string, AccountSpend>();
  try {
    for (const { due, of } of orderQuestions(
      planPeriods(account, state, now, collector.olderMonths),
      state,
    )) {
      if (of === "reach") {
        await collectReach(asker, due);
        continue;
      }
      const spend = spends.get(due.month) ?? (await collectSpend(asker, due));
      spends.set(due.month, spend);
      await collectBreakdown(asker, due, of, mapping, spend);
    }
  } finally {
    await asker.keepUsage();
  }
  return asker.tally;
}

async function collectReach(asker: Asker, { window }: DueMonth): Promise<void> {
  const { account, collector } = asker;
  const answer = await asker.ask("reach", window);
  if (answer.kind === "failed") {
    await asker.write((tx, now) => writeFailedReach(tx, account.id, window, answer.reason, now));
    return;
  }
  const delivered = await collector.db.asCollector((tx) => hasImpressions(tx, account.id, window));
  const today = dayIn(account.timeZone, collector.clock());
  const fact = asker.accept("reach", () =>
    deriveReach(answer.value, { ...asker.rules(window), today, hasImpressions: delivered }),
  );
  await asker.write((tx, now) =>
    fact.kind === "ok"
      ? writeReach(tx, account.id, window, fact.value, now)
      : writeFailedReach(tx, account.id, window, fact.reason, now),
  );
}

type AccountSpend = Outcome<Decimal>;

/** What the breakdowns of these days have to add up to; failed where Meta did not say: then nobody knows what they cover. */
async function readAccountSpend(asker: Asker, { window }: DueMonth): Promise<AccountSpend> {
  const answer = await asker.ask("total", window);
  if (answer.kind === "failed") return answer;
  return asker.accept("total", () => {
    const [row, another] = answer.value;
    if (another)
      throw new RefusedWindow(`Malformed: ${answer.value.length} rows for the total of one period.`);
    if (row) checkPeriodRow(row, asker.rules(window), "total");
    return new Decimal(row?.spend ?? 0);
  });
}

/** The total, which comes before the month's breakdowns: when it ends the turn they have failed by it, so that others come first next time. */
async function collectSpend(asker: Asker, due: DueMonth): Promise<AccountSpend> {
  const spend = await readAccountSpend(asker, due);
  if (spend.kind === "failed" && asker.isOutOfTime) {
    await asker.write(async (tx, now) => {
      for (const kind of due.breakdowns)
        await writeFailedBreakdown(tx, asker.account.id, { ...due, kind }, spend.reason, now);
    });
  }
  return spend;
}

async function collectBreakdown(
  asker: Asker,
  { month, window }: DueMonth,
  kind: BreakdownKind,
  mapping: Mapping,
  spend: AccountSpend,
): Promise<void> {
  const { id } = asker.account;
  const answer = await asker.ask(kind, window);
  const accountSpend = spend.kind === "ok" ? spend.value : null;
  const derived =
    answer.kind === "failed"
      ? answer
      : asker.accept(kind, () => deriveBreakdown(kind, answer.value, mapping, asker.rules(window)));
  const of = { month, kind, window };
  if (derived.kind === "failed") {
    return asker.write((tx, now) => writeFailedBreakdown(tx, id, of, derived.reason, now));
  }
  const rows = derived.value;
  // Out of range Meta answers nothing at all, without an error (graph-api.md §3.7): no rows are a zero only beside a zero.
  if (rows.length === 0 && !accountSpend?.isZero()) {
    return asker.write((tx, now) => writeFailedBreakdown(tx, id, of, "not_reported", now));
  }
  await asker.write(async (tx, now) => {
    const read = { ...of, rows, accountSpend, mappingVersion: mapping.version };
    await writeBreakdown(tx, id, read, now);
  });
}

function newestMapping({ choices }: PeriodState): Mapping {
  const version = Math.max(0, ...choices.keys());
  return { version, choices: choices.get(version) ?? unresolvedChoices };
}
