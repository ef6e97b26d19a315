import type { Temporal } from "temporal-polyfill";
import type { Claim } from "@/lib/collect/claim";
import type { AccountBasis, AccountTotal } from "@/lib/collect/rows/derive-rows";
import type { CampaignDayRow, CampaignName } from "@/lib/collect/rows/fact-row";
import { type FoundIssue, findIllogical, findUnreconciled, readChecks } from "@/lib/collect/rows/illogical";
import { compareCampaigns, compareWindow } from "@/lib/collect/store/compare-window";
import { mergeStaged } from "@/lib/collect/store/merge-staged";
import { stageRows } from "@/lib/collect/store/stage-rows";
import { readStoredFacts, readStoredWindow } from "@/lib/collect/store/stored-window";
import { writeFindings } from "@/lib/collect/store/write-findings";
import { type AttemptCost, closeGoodAttempt } from "@/lib/collect/window/close-attempt";
import type { BulkTx } from "@/lib/db/database";

/** A window read completely, derived and validated: what `replaceWindow` makes true. */
export interface WindowRows {
  /** Meta's own total, one for every day of the window (R3: a day without delivery is a zero row). */
  readonly accountTotals: readonly AccountTotal[];
  readonly campaignDays: readonly CampaignDayRow[];
  readonly campaigns: readonly CampaignName[];
  /** The mapping version that all of them are derived with. */
  readonly mappingVersion: number;
  readonly cost: AttemptCost;
}

export interface Replaced {
  readonly written: number;
  readonly restatements: number;
  /** Days whose rows do not add up to Meta's total. */
  readonly unreconciled: number;
}

/**
 * Replaces one account's window in the caller's transaction: all or nothing (R4), repeatable (R5), every change an event (R6). At most six
 * statements whatever the rows (performance.md P3): is the attempt still mine and what is stored; figures of what differs; COPY of the
 * differences; the guarded upserts; findings; attempt closed. A read that changes nothing writes no fact row.
 *
 * @throws LostClaim, MappingChanged: roll back.
 */
export async function replaceWindow(
  tx: BulkTx,
  claim: Claim,
  rows: WindowRows,
  now: Temporal.Instant,
): Promise<Replaced> {
  const { account, window, attemptId } = claim;
  const basis: AccountBasis = account;
  const stored = await readStoredWindow(
    tx,
    claim,
    rows.campaigns.map(({ campaignId }) => campaignId),
  );
  const compared = await compareWindow({ rows, stored, basis }, (accountDays, campaignDays) =>
    readStoredFacts(tx, account, accountDays, campaignDays),
  );
  const named = compareCampaigns(rows.campaigns, stored.campaigns);
  if (compared.staged.length > 0) await stageRows(tx, attemptId, compared.staged);
  const merging =
    compared.staged.length + named.length > 0
      ? mergeStaged(
          tx,
          { attemptId, account, mappingVersion: rows.mappingVersion, basis: "account", days: compared.days },
          named,
          now,
        )
      : null;
  // Judged while the server merges.
  const found: FoundIssue[] = [
    ...findUnreconciled(compared.accountDays),
    ...findIllogical(compared.accountDays, rows.campaignDays),
    ...compared.alarmingChanges,
  ];
  // Sent one behind the other on one connection: none waits for the answer of the one before, and the first error ends all.
  await Promise.all([
    merging,
    found.length > 0 || stored.hasOpenFindings
      ? writeFindings(tx, account, found, { checks: readChecks, window }, now)
      : null,
    closeGoodAttempt(tx, claim, rows.cost, rows.mappingVersion, now),
  ]);
  return {
    written: compared.staged.length,
    restatements: compared.staged.filter(({ changes }) => changes !== null).length,
    unreconciled: compared.accountDays.filter(({ differences }) => differences.length > 0).length,
  };
}
