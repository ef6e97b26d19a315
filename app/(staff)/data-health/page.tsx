import type { Metadata } from "next";
import { answerOf } from "@/app/(staff)/data-health/answer";
import { checkRows } from "@/app/(staff)/data-health/check-rows";
import { DaysSection } from "@/app/(staff)/data-health/days-section";
import { headRight } from "@/app/(staff)/data-health/head-right";
import { loadCalls, loadChecks, loadGrid, pageNow } from "@/app/(staff)/data-health/load-health";
import { createTimes } from "@/app/(staff)/data-health/times";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { nowText } from "@/app/(staff)/reports/now-text";
import { PageHead } from "@/components/shell/page-head";
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
  const page = await loadStaffPage();
  const { t, staff, agency } = page;
  const now = pageNow();
  const [grid, answers, calls] = await Promise.all([loadGrid(), loadChecks(), loadCalls()]);
  const times = createTimes(staff.locale, agency.zone, now);
  const clients = grid.ok ? grid.value.rows.map(({ client }) => client) : [];
  const checks = answers.ok
    ? {
        rows: checkRows({ clients, answers: answers.value, now }),
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
  };
  return (
    <div className="max-w-[1160px]">
      <PageHead
        left={nowText(staff.locale, agency.zone, now)}
        right={headRight(t, {
          times,
          calls: calls.ok ? calls.value : null,
          run: answers.ok ? answers.value.lastRun : null,
          clients,
        })}
        answer={answer}
        rest={rest}
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
        <DaysSection page={page} grid={grid.value} times={times} asked={asked} />
      )}
    </div>
  );
}

/** A parameter that stands once; repeated or empty ones are none. */
function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
