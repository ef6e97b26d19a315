import type { Temporal } from "temporal-polyfill";
import type { Times } from "@/app/(staff)/data-health/times";
import type { GlyphName } from "@/components/ui/glyph";
import { firstNamedDay } from "@/lib/alerts/named-days";
import { alertWords } from "@/lib/alerts/words";
import type { StaffPage } from "@/lib/auth/staff-page";
import { type CheckKey, checks } from "@/lib/checks/catalogue";
import { dueAt } from "@/lib/facts/day-state";
import type { Incident } from "@/lib/facts/grid/read-incidents";
import { createFormats } from "@/lib/i18n/formats";
import { isCalendarDay } from "@/lib/values/calendar-day";

/** A line of the list: one cause, however many clients and days it hit. */
export interface IncidentRow {
  readonly key: string;
  readonly glyph: GlyphName;
  readonly state: Incident["state"];
  readonly title: string;
  readonly stateText: string;
  readonly owner: string | null;
  readonly cause: string;
  readonly noticedBy: string;
  /** From when it was so in the data to when it was said; null where nobody can tell. */
  readonly time: Temporal.Duration | null;
}

const namesShown = 3;
/** About a day that is not there: it happened when the day fell due. */
const gapChecks = ["yesterday_late", "data_stale", "days_missing"];
const severities = ["critical", "high", "normal"];
const states = ["open", "acknowledged", "snoozed", "resolved"];

/** Incidents in words, one line per check, cause and state, what waits for somebody first, the gravest of it first. */
export function incidentRows(page: StaffPage, incidents: readonly Incident[], times: Times): IncidentRow[] {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const key = `${incident.check} ${incident.cause} ${incident.state}`;
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  const order = ([, [first]]: [string, Incident[]]) =>
    first ? states.indexOf(first.state) * 10 + severities.indexOf(first.severity) : 0;
  return [...groups]
    .sort((a, b) => order(a) - order(b))
    .flatMap(([key, group]) => rowOf(page, key, group, times));
}

function rowOf(page: StaffPage, key: string, group: readonly Incident[], times: Times): IncidentRow[] {
  const [first] = group;
  const check = first && (Object.keys(checks) as CheckKey[]).find((known) => known === first.check);
  if (!first || !check) return [];
  const { t, staff, agency } = page;
  const formats = createFormats({
    locale: staff.locale,
    currency: first.client?.currency ?? "PLN",
    zone: first.client?.zone ?? agency.zone,
  });
  const words = alertWords(t, formats, { check, subject: first.subject, evidence: first.evidence });
  const names = [...new Set(group.flatMap(({ client }) => client?.name ?? []))];
  const title = group.length > 1 ? t(`alerts.check.${check}.title`) : words.title;
  const owners = [...new Set(group.flatMap(({ owner }) => owner ?? []))];
  return [
    {
      key,
      glyph: glyphOf(first),
      state: first.state,
      title:
        names.length === 0
          ? title
          : t("health.incidents.clients", {
              check: title,
              names: t("health.checks.names", {
                names: names.slice(0, namesShown).join(", "),
                more: Math.max(0, names.length - namesShown),
              }),
            }),
      stateText:
        first.state === "resolved"
          ? t("health.incidents.resolved", { day: times.day(first.resolvedAt ?? first.openedAt) })
          : t(`health.incidents.${first.state}`),
      owner: owners.length > 0 ? owners.slice(0, 2).join(", ") : null,
      cause: t(`alerts.check.${check}.cause`),
      noticedBy: t(`health.incidents.by.${checks[check].where}`),
      time: noticeTime(first),
    },
  ];
}

function glyphOf({ state, severity }: Incident): GlyphName {
  if (state === "open") return severity === "normal" ? "look" : "blocked";
  return state === "resolved" ? "clear" : state;
}

/**
 * From when it happened: as the read or the look at access met it; days that are not there happened when the first of them fell due, however
 * much later a check looked.
 */
export function noticeTime({
  check,
  happenedAt,
  openedAt,
  subject,
  client,
  evidence,
}: Pick<
  Incident,
  "check" | "happenedAt" | "openedAt" | "subject" | "client" | "evidence"
>): Temporal.Duration | null {
  const [about = ""] = subject.split(" ");
  const day = isCalendarDay(about) ? about : firstNamedDay(evidence);
  const due = gapChecks.includes(check) && day && client?.zone ? dueAt(day, client.zone) : null;
  const [happened] = [happenedAt, due]
    .filter((at) => at !== null)
    .filter((at) => at.epochMilliseconds <= openedAt.epochMilliseconds)
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
  return happened ? openedAt.since(happened) : null;
}
