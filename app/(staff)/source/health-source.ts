import type { Temporal } from "temporal-polyfill";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { readRunFacts } from "@/lib/facts/grid/read-run-facts";
import { readTrustFacts } from "@/lib/facts/grid/read-trust-facts";
import { rangeText } from "@/lib/i18n/date-text";
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

const ofClient: readonly HealthFigure[] = [
  "lastGood",
  "settledTo",
  "collected",
  "spanSpend",
  "missing",
  "reconciled",
  "restated",
  "token",
];
const ofRun: readonly HealthFigure[] = ["duration", "done", "failed", "skipped", "calls"];

/** Where a figure of data health comes from; `part` is the client's slug, the run, or the check. null where there is no such one. */
export async function healthSource(
  tx: StaffTx,
  page: StaffPage,
  {
    metric,
    part,
    now,
  }: { readonly metric: HealthFigure; readonly part: string; readonly now: Temporal.Instant },
): Promise<SourceAnswer | null> {
  const { t } = page;
  const about = ofClient.includes(metric)
    ? await clientRows(tx, page, part)
    : ofRun.includes(metric)
      ? await runRows(tx, page, part)
      : await checksRows(tx, page, now);
  if (!about) return null;
  return {
    title: t(`today.source.health.${metric}.title`),
    sum: null,
    rows: [[t("report.panel.formula"), t(`today.source.health.${metric}.formula`)], ...about],
    wrong: null,
  };
}

type Rows = (readonly [term: string, text: string])[];

async function clientRows(tx: StaffTx, page: StaffPage, slug: string): Promise<Rows | null> {
  const { t, staff, agency } = page;
  const found = await readTrustFacts(tx, slug);
  if (!found) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: found.currency });
  const never = t("report.panel.notRead");
  return [
    [t("today.source.health.client"), found.name],
    [
      t("report.panel.days"),
      found.window ? rangeText(staff.locale, found.window.since, found.window.until) : never,
    ],
    [t("report.panel.zone"), t("report.panel.zoneOf", { zone: found.zone, currency: found.currency })],
    [t("report.panel.attribution"), found.attribution.join(", ") || "—"],
    [t("today.source.health.mapping"), found.mapping === null ? "—" : `v${found.mapping}`],
    [
      t("report.panel.read"),
      found.readAt
        ? t("report.panel.readOf", {
            instant: format.instantMinute(found.readAt.toString()),
            run: found.runId ?? "—",
          })
        : never,
    ],
    [
      t("report.panel.lastChange"),
      found.changedAt ? format.instantMinute(found.changedAt.toString()) : t("report.panel.noChange"),
    ],
  ];
}

async function runRows(tx: StaffTx, page: StaffPage, id: string): Promise<Rows | null> {
  const { t, staff, agency } = page;
  const run = await readRunFacts(tx, id);
  if (!run) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: "EUR" });
  return [
    [
      t("report.panel.days"),
      run.window ? rangeText(staff.locale, run.window.since, run.window.until) : t("report.panel.notRead"),
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

async function checksRows(tx: StaffTx, page: StaffPage, now: Temporal.Instant): Promise<Rows> {
  const { t, staff, agency } = page;
  const { evaluatedAt } = (await readCheckAnswers(tx, now)).coverage;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: "EUR" });
  return [
    [t("report.panel.zone"), t("today.source.health.eachZone")],
    [
      t("report.panel.read"),
      evaluatedAt ? format.instantMinute(evaluatedAt.toString()) : t("health.checks.leadNever"),
    ],
  ];
}
