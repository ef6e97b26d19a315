import Link from "next/link";
import type { Temporal } from "temporal-polyfill";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { nowText } from "@/app/(staff)/reports/now-text";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayShortText, localDay } from "@/lib/i18n/date-text";
import { isUnchecked, isUnwatched } from "@/lib/today/read-operation";

/** Dateline and the one sentence, both made from the data by fixed rules (lib/today/answer.ts). */
export function TodayHead({ page }: { page: TodayPage }) {
  const { t, staff, agency, now } = page;
  const words = answerText(page);
  const rest = restText(page);
  return (
    <PageHead
      left={nowText(staff.locale, agency.zone, now)}
      right={
        <>
          {page.portfolio?.onlyDemo ? `${t("staff.reports.demoOnly")} ` : null}
          <RunLine page={page} />
        </>
      }
      answer={words}
      {...(rest ? { rest } : {})}
    />
  );
}

function answerText({ t, answer, needs }: TodayPage): string {
  const { rule, need, all } = answer;
  switch (rule) {
    case "portal":
      return t("today.answer.portal", { count: needs.filter(({ clients }) => clients.length === 0).length });
    case "clients":
      return t("today.answer.clients", { need, all });
    case "all_complete":
      return t("today.answer.all_complete", { all, to: answer.toYesterday ? "yesterday" : "due" });
    default:
      return t(`today.answer.${rule}`);
  }
}

function restText({ t, answer, watch, ...page }: TodayPage): string {
  const next = watch?.operation.nextRun;
  const parts = answer.rest.map((part) => {
    if (part.kind === "unwatched" || part.kind === "unchecked") return t(`today.rest.${part.kind}`);
    const { kind, count } = part;
    if (kind === "complete")
      return t("today.rest.complete", {
        count,
        others: answer.need > 0 ? "yes" : "no",
        to: answer.toYesterday ? "yesterday" : "due",
      });
    if (kind === "late" && next) return t("today.rest.lateDue", { count, at: clock(page.agency.zone, next) });
    return t(`today.rest.${kind}`, { count });
  });
  return parts.length === 0 ? "" : `${capitalised(parts.join("; "))}.`;
}

/** "Last run 04:30 to 04:49, 13 of 16 complete · 1 check unknown · next run 12:00". */
function RunLine({ page: { t, staff, agency, watch, now } }: { page: TodayPage }) {
  if (!watch) return null;
  const { operation, unjudged } = watch;
  const { lastRun, nextRun } = operation;
  const unknown = unjudged.length;
  const unchecked = isUnchecked(operation, now);
  const at = (instant: Temporal.Instant) => {
    const day = localDay(agency.zone, instant.toString());
    const today = day === localDay(agency.zone, now.toString());
    return today
      ? clock(agency.zone, instant)
      : `${dayShortText(staff.locale, day)} ${clock(agency.zone, instant)}`;
  };
  const counts = lastRun && { done: String(lastRun.done), expected: String(lastRun.expected) };
  return (
    <>
      {!lastRun || !counts
        ? t("today.run.none")
        : lastRun.finishedAt
          ? t("today.run.finished", {
              ...counts,
              from: at(lastRun.startedAt),
              to: clock(agency.zone, lastRun.finishedAt),
            })
          : t("today.run.running", { ...counts, from: at(lastRun.startedAt) })}
      {unknown > 0 || unchecked ? (
        <>
          {" · "}
          <Link className="link" href={unknown > 0 ? "#unjudged" : "/data-health"}>
            {unchecked ? t("today.run.unchecked") : t("today.run.unknown", { count: unknown })}
          </Link>
        </>
      ) : null}
      {isUnwatched(operation, now) ? (
        <>
          {" · "}
          <Link className="link" href="/data-health">
            {t("today.run.unwatched")}
          </Link>
        </>
      ) : null}
      {nextRun ? ` · ${t("today.run.next", { at: at(nextRun) })}` : null}
    </>
  );
}

function clock(zone: string, instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
}
