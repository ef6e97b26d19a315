import type { Database } from "@/lib/db/database";
import { collectionAttempts, collectionRunAccounts, collectionRuns } from "@/lib/db/schema/collection";
import { campaignDailyKpiData, campaigns, dailyKpiData } from "@/lib/db/schema/facts";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { daysOf, makeWindow } from "@/lib/values/window";
import type { CastClient } from "@/tests/integration/cast";

/** Figures of one day as exact decimal text; what is left out is 0, or null where the cast does not measure it. */
export interface DayFigures {
  readonly totalSpend?: string;
  readonly totalImpressions?: string;
  readonly totalClicks?: string;
  readonly linkClicks?: string;
  readonly reservations?: string | null;
  readonly reservationValue?: string | null;
  readonly leads?: string | null;
}

export interface SeededDay {
  readonly account: DayFigures;
  /** Rows by campaign id; one campaign "1" with the account's figures when left out. */
  readonly campaigns?: Readonly<Record<string, DayFigures>>;
  readonly differences?: readonly {
    readonly metric: string;
    readonly campaigns: string;
    readonly account: string;
    readonly difference: string;
  }[];
}

/**
 * Stores a window as one good attempt that finished at `observedAt` would leave it. `day` answers null for a day that has no row
 * (which a good attempt never leaves; for tests that delete one, say so there).
 */
export async function seedDays(
  db: Database,
  client: CastClient,
  args: {
    readonly since: string;
    readonly until: string;
    readonly observedAt: string;
    readonly day: (date: CalendarDay) => SeededDay | null;
    /** Where the account had another currency or zone than it has now. */
    readonly currency?: string;
    readonly zone?: string;
  },
): Promise<{ readonly runId: string; readonly attemptId: string }> {
  const window = makeWindow(args.since as CalendarDay, args.until as CalendarDay);
  const at = new Date(args.observedAt);
  return db.asCollector(async (tx) => {
    const [run] = await tx
      .insert(collectionRuns)
      .values({
        trigger: "cli",
        pass: "range",
        requestedBy: "test",
        expected: 1,
        done: 1,
        startedAt: at,
        finishedAt: at,
        apiVersion: "v26.0",
      })
      .returning({ id: collectionRuns.id });
    if (!run) throw new Error("no run");
    await tx.insert(collectionRunAccounts).values({
      runId: run.id,
      adAccountId: client.accountId,
      ...window,
      state: "done",
      finishedAt: at,
    });
    const [attempt] = await tx
      .insert(collectionAttempts)
      .values({
        runId: run.id,
        adAccountId: client.accountId,
        ...window,
        attemptNumber: 1,
        leaseUntil: at,
        state: "ok",
        apiVersion: "v26.0",
        startedAt: at,
        finishedAt: at,
      })
      .returning({ id: collectionAttempts.id });
    if (!attempt) throw new Error("no attempt");
    for (const date of daysOf(window)) {
      const seeded = args.day(date);
      if (!seeded) continue;
      await tx.insert(dailyKpiData).values({
        adAccountId: client.accountId,
        clientId: client.id,
        platform: "meta",
        date,
        ...figures(seeded.account),
        currency: args.currency ?? client.currency,
        timeZone: args.zone ?? client.zone,
        reconciled: (seeded.differences ?? []).length === 0,
        differences: seeded.differences ?? [],
        mappingVersion: 1,
        rowHash: 1n,
        firstObservedAt: at,
        changedAt: at,
        attemptId: attempt.id,
      });
      for (const [id, row] of Object.entries(seeded.campaigns ?? { 1: seeded.account })) {
        await tx
          .insert(campaigns)
          .values({
            adAccountId: client.accountId,
            externalId: id,
            name: `Campaign ${id}`,
            firstSeen: date,
            lastSeen: date,
          })
          .onConflictDoNothing();
        await tx.insert(campaignDailyKpiData).values({
          adAccountId: client.accountId,
          date,
          campaignId: id,
          ...figures(row),
          attributionSetting: "7d_click_1d_view",
          mappingVersion: 1,
          rowHash: 1n,
          attemptId: attempt.id,
        });
      }
    }
    return { runId: run.id, attemptId: attempt.id };
  });
}

function figures(day: DayFigures) {
  return {
    totalSpend: day.totalSpend ?? "0",
    totalImpressions: day.totalImpressions ?? "0",
    totalClicks: day.totalClicks ?? "0",
    linkClicks: day.linkClicks ?? "0",
    reservations: day.reservations === undefined ? "0" : day.reservations,
    reservationValue: day.reservationValue === undefined ? "0" : day.reservationValue,
    leads: day.leads === undefined ? "0" : day.leads,
  };
}
