import type { ReactNode } from "react";
import { groupLabel } from "@/app/(staff)/reports/list-filter";
import {
  byCurrency,
  homeCurrency,
  type Readiness,
  readinessGroups,
  readinessOf,
} from "@/app/(staff)/reports/readiness";
import { ReportRow } from "@/app/(staff)/reports/report-row";
import type { ListedReport } from "@/lib/facts/list-reports";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { CalendarMonth } from "@/lib/values/calendar-month";

interface ReportsTableProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly zone: string;
  readonly month: CalendarMonth;
  readonly reports: readonly ListedReport[];
}

/** One row per client, grouped by what its month waits for. Below 1024 px rows become blocks with the column's name before each figure. */
export function ReportsTable({ t, locale, zone, month, reports }: ReportsTableProps) {
  const home = homeCurrency(reports);
  const groups = readinessGroups.map((group) => ({
    group,
    rows: byCurrency(
      reports.filter((report) => readinessOf(report) === group),
      home,
    ),
  }));
  return (
    <table className="block w-full max-w-[1160px] border-collapse desk:table desk:table-fixed">
      <colgroup className="hidden desk:table-column-group">
        <col />
        <col className="w-[152px] wide:w-[168px]" />
        <col className="w-[104px]" />
        <col className="w-[58px]" />
        <col className="w-0 wide:w-[152px]" />
        <col className="w-[176px] wide:w-[196px]" />
        <col className="w-[176px] wide:w-[196px]" />
      </colgroup>
      <thead className="sr-only desk:not-sr-only desk:table-header-group">
        <tr>
          <Head>{t("staff.reports.column.client")}</Head>
          <Head>{t("staff.reports.column.month")}</Head>
          <Head right>{t("staff.reports.column.spend")}</Head>
          <Head span={2}>{t("staff.reports.column.results")}</Head>
          <Head>{t("staff.reports.column.check")}</Head>
          <Head>{t("staff.reports.column.publication")}</Head>
        </tr>
      </thead>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ group, rows }) => (
          <tbody key={group} className="block desk:table-row-group">
            <GroupHead t={t} group={group} count={rows.length} />
            {rows.map((report) => (
              <ReportRow
                key={report.slug}
                t={t}
                locale={locale}
                zone={zone}
                month={month}
                report={report}
                showCurrency={report.currency !== home}
              />
            ))}
          </tbody>
        ))}
    </table>
  );
}

function Head({ right = false, span, children }: { right?: boolean; span?: number; children: ReactNode }) {
  return (
    <th
      scope={span ? "colgroup" : "col"}
      colSpan={span}
      className={`h-8 whitespace-nowrap border-rule-strong border-b pb-[7px] pl-3 align-bottom font-normal text-ink-3 text-xs first:pl-2.5 ${right ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

function GroupHead({ t, group, count }: { t: Translate; group: Readiness; count: number }) {
  return (
    <tr className="block desk:table-row">
      <th
        scope="rowgroup"
        colSpan={7}
        className="block border-rule border-b pt-5 pb-1 text-left font-normal text-ink-3 text-xs desk:table-cell desk:pt-4 desk:pl-2.5"
      >
        {groupLabel(t, group)} · {count}
      </th>
    </tr>
  );
}
