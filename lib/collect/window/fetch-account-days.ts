import { failureOf, isTooHeavy, mayBeOutage } from "@/lib/collect/failure";
import { mostClamps } from "@/lib/collect/retention";
import {
  type DailyDataRules,
  RefusedWindow,
  validateDailyData,
} from "@/lib/collect/rows/validate-daily-data";
import type { CostSheet, FetchedOutcome } from "@/lib/collect/window/fetch-window";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { logger } from "@/lib/ops/logger";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import type { ActionList } from "@/lib/values/metric";
import { type Window, windowLength } from "@/lib/values/window";

/** Days per request when the account's own days are read, each step narrower; a row is a whole day, so wide ones are rarely too much. */
const historySteps = [90, 31, 15, 7, 3, 1] as const;
/** After so many questions in a row without an answer it is seen whether Meta answers at all, and no day is looked for alone any more. */
const mostUnanswered = 3;

/** Errors that are not of the days that were asked for: whoever asks on would only be refused again. */
const endsAll: ReadonlySet<GraphError["class"]> = new Set([
  "WAIT_ACCOUNT",
  "WAIT_APP",
  "FIX_CREDENTIALS",
  "FIX_PERMISSION",
  "VERSION",
]);

/**
 * The account's own days only, for the choice of what counts as which KPI (product.md, Metrics), newest first, in fewer days where Meta does
 * not answer so many. A single day that is not answered, or whose row cannot be true, is left out: what it could teach comes with another day
 * or another pass, and the days that are collected must not wait for it. `answered`: a day that Meta has just answered. When it does not
 * any more, it is Meta and not the days, and the read fails.
 */
export async function fetchAccountDays(
  graph: GraphClient,
  window: Window,
  of: {
    readonly rules: Pick<DailyDataRules, "accountId" | "currency">;
    readonly answered: CalendarDay;
    readonly without: readonly ActionList[];
  },
  costs: CostSheet,
  signal: AbortSignal,
): Promise<FetchedOutcome<readonly InsightRow[]>> {
  const { accountId } = of.rules;
  const ask = async (part: Window, quick: boolean) => {
    const read = await graph.readInsights({
      accountId,
      level: "account",
      window: part,
      without: of.without,
      quick,
      signal,
    });
    costs.add(read);
    return read;
  };
  const rows: InsightRow[] = [];
  const leftOut: Window[] = [];
  /** What is still to be asked for, the newest last. */
  const left: Window[] = [window];
  let widest = windowLength(window);
  let clamps = 0;
  let isLooking = false;
  /** Windows in a row that were given up, and the error of the last one of which Meta said nothing. */
  let unanswered = 0;
  let silence: GraphError | null = null;
  /** Null: Meta answers, so that it was the days. */
  const whetherOut = async (): Promise<GraphError | null> => {
    if (!silence) return null;
    const probed = await ask({ since: of.answered, until: of.answered }, true);
    return probed.kind === "error" ? silence : null;
  };
  for (let part = left.pop(); part; part = left.pop()) {
    const days = windowLength(part);
    if (days > widest) {
      left.push(...splitWindow(part, widest));
      continue;
    }
    // One question with all its tries; after that it is only looked for what is not answered.
    const read = await ask(part, isLooking);
    if (read.kind === "ok") {
      rows.push(...read.value);
      [unanswered, silence] = [0, null];
      continue;
    }
    const { error } = read;
    if (endsAll.has(error.class) || error.reason === "stopped" || error.reason === "paced")
      return { kind: "error", error, cost: costs.cost };
    if (error.class === "CLAMP" && clamps < mostClamps && days > 1) {
      clamps += 1;
      left.push({ since: addDays(part.since, 1), until: part.until });
      continue;
    }
    isLooking = true;
    const failure = failureOf(error);
    const isHeavy = isTooHeavy(failure);
    if (error.class === "RETRY" || mayBeOutage(failure)) silence = error;
    if (days > 1 && unanswered < mostUnanswered) {
      const width = historySteps.find((step) => step < days) ?? 1;
      // That so many days are too many is true of all of them; that some are not answered is not.
      if (isHeavy) widest = width;
      left.push(...splitWindow(part, width));
      continue;
    }
    leftOut.push(part);
    unanswered += 1;
    const out = unanswered === mostUnanswered ? await whetherOut() : null;
    if (out) return { kind: "error", error: out, cost: costs.cost };
  }
  const out = unanswered > 0 ? await whetherOut() : null;
  if (out) return { kind: "error", error: out, cost: costs.cost };
  const value = rows.filter((row) => isTrue(row, { ...of.rules, level: "account", window }));
  if (leftOut.length > 0 || value.length < rows.length) {
    const refused = rows.filter((row) => !value.includes(row)).map(({ date_start: date }) => date);
    logger.warn({ account: accountId, leftOut, refused }, "days_left_out_of_the_choice");
  }
  return { kind: "ok", value, cost: costs.cost };
}

/** Parts of so many days, the newest last. */
function splitWindow({ since, until }: Window, days: number): Window[] {
  const parts: Window[] = [];
  for (let end = until; end >= since; ) {
    const part: Window = { since: laterDay(since, addDays(end, 1 - days)), until: end };
    parts.unshift(part);
    end = addDays(part.since, -1);
  }
  return parts;
}

function isTrue(row: InsightRow, rules: DailyDataRules): boolean {
  try {
    validateDailyData([row], rules);
    return true;
  } catch (error) {
    if (error instanceof RefusedWindow) return false;
    throw error;
  }
}
