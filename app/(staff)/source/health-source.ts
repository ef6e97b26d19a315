import type { Temporal } from "temporal-polyfill";
import { clientRows, tokenRows } from "@/app/(staff)/source/health-client-rows";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { gridWindow } from "@/lib/facts/grid/grid-window";
import { readCalls } from "@/lib/facts/grid/read-calls";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { readRunFacts } from "@/lib/facts/grid/read-run-facts";
import { readShownZones } from "@/lib/facts/grid/read-shown-zones";
import { rangeYearText } from "@/lib/i18n/date-text";
import { createFormats } from "@/lib/i18n/formats";

/** Figures of data health that are no figure of one client's month: how they are counted, over what, and when. */
export const healthFigures = [
  "lastGood",
  "settledTo",
  "collected",
  "counted",
  "spanSpend",
  "missing",
  "reconciled",
  "restated",
  "token",
  "duration",
  "done",
  "failed",
  "skipped",
  "calls",
  "errors",
  "evaluated",
  "findings",
  "noticed",
  "monitor",
] as const;
export type HealthFigure = (typeof healthFigures)[number];

interface Asked {
  readonly metric: HealthFigure;
  /** The client's slug (of a span of days followed by its first and last day), the run, or the check. */
  readonly part: string;
  readonly now: Temporal.Instant;
}

/** Where a figure of data health comes from; null where there is no such client, run or span. */
export async function healthSource(tx: StaffTx, page: StaffPage, asked: Asked): Promise<SourceAnswer | null> {
  const { t } = page;
  const { metric } = asked;
  const about = await aboutRows(tx, page, asked);
  if (!about) return null;
  return {
    title: t(`today.source.health.${metric}.title`),
    sum: null,
    rows: [[t("report.panel.formula"), t(`today.source.health.${metric}.formula`)], ...about],
    wrong: null,
  };
}

export type Rows = (readonly [term: string, text: string])[];

/** What else is known of the figure. Each names its own days and time or none: those of another figure would be a lie. */
async function aboutRows(tx: StaffTx, page: StaffPage, { metric, part, now }: Asked): Promise<Rows | null> {
  const zones = [page.t("report.panel.zone"), page.t("today.source.health.eachZone")] as const;
  switch (metric) {
    case "lastGood":
    case "settledTo":
    case "collected":
    case "spanSpend":
    case "missing":
    case "reconciled":
    case "restated":
      return clientRows(tx, page, { metric, part, now });
    case "token":
      return tokenRows(tx, page, part);
    case "duration":
    case "done":
    case "failed":
    case "skipped":
    case "calls":
      return runRows(tx, page, part);
    case "evaluated":
    case "findings":
      return [zones, await checksRow(tx, page, now)];
    case "monitor":
      return [zones, await monitorRow(tx, page)];
    case "counted":
      return [await gridDaysRow(tx, page, now), zones];
    // Of attempts and alerts of many times, which stand beside them.
    case "errors":
    case "noticed":
      return [];
  }
}

async function runRows(tx: StaffTx, page: StaffPage, id: string): Promise<Rows | null> {
  const { t, staff, agency } = page;
  const run = await readRunFacts(tx, id);
  if (!run) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: "EUR" });
  return [
    [
      t("report.panel.days"),
      run.window
        ? rangeYearText(staff.locale, run.window.since, run.window.until)
        : t("report.panel.notRead"),
    ],
    [t("report.panel.zone"), run.zones.join(", ") || "—"],
    [t("today.source.health.run"), id],
    [t("today.source.health.started"), format.instantMinute(run.startedAt.toString())],
    [
      t("today.source.health.finished"),
      run.finishedAt ? format.instantMinute(run.finishedAt.toString()) : t("health.runs.running"),
    ],
    [t("today.source.health.version"), run.apiVersion ?? "—"],
  ];
}

async function checksRow(tx: StaffTx, page: StaffPage, now: Temporal.Instant): Promise<Rows[number]> {
  const { evaluatedAt } = (await readCheckAnswers(tx, now)).coverage;
  const { t } = page;
  return [t("report.panel.read"), evaluatedAt ? minuteText(page, evaluatedAt) : t("health.checks.leadNever")];
}

async function monitorRow(tx: StaffTx, page: StaffPage): Promise<Rows[number]> {
  const { monitor } = await readCalls(tx);
  const { t } = page;
  return [
    t("today.source.health.called"),
    monitor ? minuteText(page, monitor) : t("today.source.health.notCalled"),
  ];
}

async function gridDaysRow(tx: StaffTx, page: StaffPage, now: Temporal.Instant): Promise<Rows[number]> {
  const { since, until } = gridWindow(await readShownZones(tx), page.agency.zone, now);
  return [page.t("report.panel.days"), rangeYearText(page.staff.locale, since, until)];
}

function minuteText({ staff, agency }: StaffPage, instant: Temporal.Instant): string {
  return createFormats({ locale: staff.locale, zone: agency.zone, currency: "EUR" }).instantMinute(
    instant.toString(),
  );
}
