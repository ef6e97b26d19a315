import type { Metadata } from "next";
import { Fragment, Suspense } from "react";
import { answerOf } from "@/app/(staff)/data-health/answer";
import { ChangesSection } from "@/app/(staff)/data-health/changes-section";
import { checkRows } from "@/app/(staff)/data-health/check-rows";
import { ChecksSection } from "@/app/(staff)/data-health/checks-section";
import { type AskedDay, DaysSection } from "@/app/(staff)/data-health/days-section";
import { type HeadPart, headRight } from "@/app/(staff)/data-health/head-right";
import { HealthSkeleton } from "@/app/(staff)/data-health/health-skeleton";
import { IncidentsSection } from "@/app/(staff)/data-health/incidents-section";
import { loadCalls, loadChecks, loadGrid, pageNow } from "@/app/(staff)/data-health/load-health";
import { RunsSection } from "@/app/(staff)/data-health/runs-section";
import { trustQuery, trustSortOf } from "@/app/(staff)/data-health/sort-trust";
import { createTimes } from "@/app/(staff)/data-health/times";
import { TrustSection } from "@/app/(staff)/data-health/trust-section";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { nowText } from "@/app/(staff)/now-text";
import { pageMinute } from "@/app/(staff)/read-kept";
import { keptBy } from "@/components/shell/kept-by";
import { PageHead } from "@/components/shell/page-head";
import { BriefSource, SourceBase } from "@/components/shell/source-of";
import { StateBlock } from "@/components/shell/state-block";
import { loadStaffPage } from "@/lib/auth/staff-page";

// Every part of the page is figures read for this request; see app/layout.tsx.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadStaffPage();
  return { title: t("health.title") };
}

/** Whether every client's data is there and right: the answer, the days, and what stands behind them. */
export default async function DataHealthPage({ searchParams }: PageProps<"/data-health">) {
  const query = await searchParams;
  const { t } = await loadStaffPage();
  return (
    <Suspense fallback={<HealthSkeleton t={t} />}>
      <HealthContent query={query} />
    </Suspense>
  );
}

async function HealthContent({ query }: { query: Awaited<PageProps<"/data-health">["searchParams"]> }) {
  const page = await loadStaffPage();
  const { t, staff, agency } = page;
  const now = pageNow();
  const [grid, answers, calls] = await Promise.all([loadGrid(), loadChecks(), loadCalls()]);
  const times = createTimes(staff.locale, agency.zone, now);
  const clients = grid.ok ? grid.value.rows.map(({ client }) => client) : [];
  // Without the clients nobody can say for whom a check answered.
  const checks =
    answers.ok && grid.ok
      ? {
          rows: keptBy([grid.value, answers.value], "checks", () =>
            checkRows({ clients, answers: answers.value, now: pageMinute() }),
          ),
          everRan: answers.value.clients.length > 0,
        }
      : null;
  const { answer, rest } = answerOf(
    t,
    { grid: grid.ok ? grid.value : null, checks, calls: calls.ok ? calls.value : null, now },
    times.moment,
  );
  const asked = {
    client: one(query.client),
    day: one(query.day),
    asTable: one(query.view) === "table",
    all: one(query.rows) === "all",
  };
  return (
    <SourceBase base={{ kind: "health" }} className="max-w-[1160px]">
      <PageHead
        left={nowText(staff.locale, agency.zone, now)}
        right={
          <HeadLine
            parts={headRight(t, {
              times,
              calls: calls.ok ? calls.value : null,
              coverage: answers.ok ? answers.value.coverage : null,
              clients,
            })}
          />
        }
        answer={answer}
        rest={rest}
        {...(grid.ok
          ? { source: { about: { kind: "sentence", of: "health" }, title: t("today.source.title") } }
          : {})}
      />
      {!grid.ok ? (
        <UnreadBlock t={t} id="days" title={t("health.days.title")} />
      ) : grid.value.rows.length === 0 ? (
        <div className="mt-6">
          <StateBlock title={t("staff.reports.empty.effect")}>
            <code className="text-ink">npm run cli -- clients import FILE</code>
          </StateBlock>
        </div>
      ) : (
        <>
          <DaysSection
            page={page}
            grid={grid.value}
            times={times}
            asked={asked}
            keep={trustQuery(trustSortOf(query.sort, query.dir))}
          />
          <TrustSection
            page={page}
            grid={grid.value}
            times={times}
            sort={trustSortOf(query.sort, query.dir)}
            all={asked.all}
            keep={keptOf(asked)}
          />
          <ChangesSection page={page} grid={grid.value} times={times} />
        </>
      )}
      <RunsSection
        page={page}
        times={times}
        accountIds={clients.flatMap(({ account }) => account?.id ?? [])}
      />
      <ChecksSection
        page={page}
        times={times}
        rows={checks?.rows ?? null}
        answers={answers.ok ? answers.value : null}
        grid={grid.ok ? grid.value : null}
      />
      <IncidentsSection page={page} times={times} checks={checks?.rows ?? null} />
    </SourceBase>
  );
}

/** Who still works, each count with its source. */
function HeadLine({ parts }: { parts: readonly HeadPart[] }) {
  return parts.map(({ text, of }, index) => (
    <Fragment key={text}>
      {index > 0 ? " · " : null}
      {of ? <BriefSource of={of}>{text}</BriefSource> : text}
    </Fragment>
  ));
}

/** The open day, how the days are shown and how many rows, as the address has them. */
function keptOf({ client, day, asTable, all }: AskedDay): Record<string, string> {
  return {
    ...(client ? { client } : {}),
    ...(day ? { day } : {}),
    ...(asTable ? { view: "table" } : {}),
    ...(all ? { rows: "all" } : {}),
  };
}

/** A parameter that stands once; repeated or empty ones are none. */
function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
