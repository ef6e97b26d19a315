import Link from "next/link";
import type { Temporal } from "temporal-polyfill";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { clock, todaySentence } from "@/app/(staff)/(home)/today-sentence";
import { nowText } from "@/app/(staff)/now-text";
import { PageHead } from "@/components/shell/page-head";
import { SourceOf } from "@/components/shell/source-of";
import { isUncalled } from "@/lib/facts/grid/read-calls";
import { dayShortText, localDay } from "@/lib/i18n/date-text";
import { isUnchecked, isUnwatched } from "@/lib/today/read-operation";

/** Dateline and the one sentence, both made from the data by fixed rules (lib/today/answer.ts). */
export function TodayHead({ page }: { page: TodayPage }) {
  const { t, staff, agency, now } = page;
  const { answer, rest } = todaySentence(page);
  return (
    <PageHead
      left={nowText(staff.locale, agency.zone, now)}
      right={
        <>
          {page.portfolio?.onlyDemo ? `${t("staff.reports.demoOnly")} ` : null}
          <RunLine page={page} />
        </>
      }
      answer={answer}
      {...(rest ? { rest } : {})}
      {...(page.portfolio
        ? { source: { about: { kind: "sentence", of: "today" }, title: t("today.source.title") } }
        : {})}
    />
  );
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
      {!lastRun || !counts ? (
        t("today.run.none")
      ) : (
        <SourceOf
          source={{ kind: "health", metric: "done", part: lastRun.id }}
          title={t("today.source.title")}
          className="text-left"
        >
          {lastRun.finishedAt
            ? t("today.run.finished", {
                ...counts,
                from: at(lastRun.startedAt),
                to: clock(agency.zone, lastRun.finishedAt),
              })
            : t("today.run.running", { ...counts, from: at(lastRun.startedAt) })}
        </SourceOf>
      )}
      {unknown > 0 || unchecked ? (
        <>
          {" · "}
          <Link className="link" href={unknown > 0 ? "#unjudged" : "/data-health"}>
            {unchecked ? t("today.run.unchecked") : t("today.run.unknown", { count: unknown })}
          </Link>
        </>
      ) : null}
      {isUncalled(operation.collectionAt, now) ? (
        <>
          {" · "}
          <Link className="link" href="/data-health">
            {operation.collectionAt
              ? t("today.run.uncalled", { at: at(operation.collectionAt) })
              : t("today.run.neverCalled")}
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
