import type { AccountChange, MonthTotalDifference, Report } from "@/lib/report/document";

/** A reason not to publish (R11). `overridable`: one named person's reason of at least 20 characters, printed on the report, lifts it. */
export type Blocker =
  | { readonly kind: "open" | "nothing_collected"; readonly overridable: false }
  | {
      readonly kind: "missing" | "failed" | "unreconciled";
      readonly overridable: true;
      readonly dates: readonly string[];
    }
  | {
      readonly kind: "sums_differ";
      readonly overridable: true;
      readonly metrics: NonNullable<Report["differing_sums"]>;
    }
  | { readonly kind: "month_total_differs"; readonly overridable: true; readonly total: MonthTotalDifference }
  | {
      readonly kind: "currency_changed" | "time_zone_changed";
      readonly overridable: true;
      readonly changes: readonly AccountChange[];
    };

/** Shortest reason that may override, in characters without the blanks around it (product.md, What blocks publishing). */
export const shortestOverrideReason = 20;

/** As much of a document as decides whether it may be published. */
export type Judged = Pick<
  Report,
  "state" | "coverage" | "month_total" | "account_changes" | "differing_sums"
> & {
  readonly daily: readonly Pick<Report["daily"][number], "date" | "state">[];
};

/**
 * What stands against publishing this document, gravest first; empty means that it may be published. A late day is a day without data and
 * blocks as a missing one. So do campaigns that do not add up to the account's total although each day is said to, days that do not add up to Meta's own total of the month, and days that are not all in the currency and zone
 * that the account has now. A provisional month publishes; an open one never does, nor one of which nothing was collected.
 */
export function whatBlocks(report: Judged): Blocker[] {
  const blockers: Blocker[] = [];
  if (report.state === "open") blockers.push({ kind: "open", overridable: false });
  else if (report.coverage.days === 0) blockers.push({ kind: "nothing_collected", overridable: false });

  const gaps = (failed: boolean) =>
    report.coverage.missing.filter((day) => (day.reason === "failed") === failed).map((day) => day.date);
  const unreconciled = report.daily.filter((day) => day.state === "unreconciled").map((day) => day.date);
  const dated = [
    { kind: "failed", dates: gaps(true) },
    { kind: "missing", dates: gaps(false) },
    { kind: "unreconciled", dates: unreconciled },
  ] as const;
  for (const { kind, dates } of dated) {
    if (dates.length > 0) blockers.push({ kind, overridable: true, dates });
  }
  if (report.differing_sums) {
    blockers.push({ kind: "sums_differ", overridable: true, metrics: report.differing_sums });
  }
  if (report.month_total) {
    blockers.push({ kind: "month_total_differs", overridable: true, total: report.month_total });
  }
  for (const field of ["currency", "time_zone"] as const) {
    const changes = (report.account_changes ?? []).filter((change) => change.field === field);
    if (changes.length > 0) blockers.push({ kind: `${field}_changed`, overridable: true, changes });
  }
  return blockers;
}
