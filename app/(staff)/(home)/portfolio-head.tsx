import type { ReactNode } from "react";
import { nextSort, todayHref } from "@/app/(staff)/(home)/filters";
import type { TableProps } from "@/app/(staff)/(home)/portfolio-table";
import { capitalised } from "@/components/report/text-lists";
import { SortHead } from "@/components/shell/sort-head";
import { monthNameText, monthShortText } from "@/lib/i18n/date-text";
import type { SortKey } from "@/lib/today/sort-portfolio";

/** Heads that sort: a link each, so that the address says how the list stands, with the way it is sorted for readers of the page. */
export function PortfolioHead({
  page,
  portfolio,
  filters,
  base,
  hasPace,
}: TableProps & { hasPace: boolean }) {
  const { t, staff } = page;
  const head = (
    key: SortKey,
    label: string,
    options: { right?: boolean; className?: string; short?: string } = {},
  ) => {
    const active = filters.sort.key === key;
    return (
      <SortHead
        href={todayHref({ ...filters, sort: nextSort(filters.sort, key) })}
        active={active}
        down={filters.sort.down}
        {...options}
      >
        {options.short ? (
          <>
            <span className="hidden wide:inline">{label}</span>
            <span className="wide:hidden" aria-hidden="true">
              {options.short}
            </span>
            <span className="sr-only wide:hidden">{label}</span>
          </>
        ) : (
          label
        )}
      </SortHead>
    );
  };
  const month = capitalised(monthNameText(staff.locale, portfolio.reportMonth));
  const reportHead = t("today.portfolio.column.report", { month });
  return (
    <thead className="hidden desk:table-header-group">
      <tr>
        {head("client", t("today.portfolio.column.client"), { className: "pl-0" })}
        {head("spend", t("today.portfolio.column.spend"), { right: true })}
        <Hidden>{t("today.portfolio.column.days")}</Hidden>
        {head("results", t("today.portfolio.column.results"), { right: true, className: "pl-0" })}
        <Hidden>{t("today.portfolio.column.kind")}</Hidden>
        {head("cost", t("today.portfolio.column.cost"), { right: true, className: "pl-0" })}
        {head("change", t("today.portfolio.column.change", { range: base }), {
          className: "overflow-hidden pl-0 wide:whitespace-normal wide:pl-3.5 max-wide:invisible",
        })}
        {hasPace ? head("pace", t("today.portfolio.column.pace"), { right: true }) : null}
        {head("report", reportHead, {
          className: "wide:pl-6",
          short: monthShortText(staff.locale, portfolio.reportMonth).slice(0, 3),
        })}
        {head("data", t("today.portfolio.column.data"), { className: "pl-9" })}
      </tr>
    </thead>
  );
}

const headCell =
  "h-8 whitespace-nowrap border-rule-strong border-b pb-[7px] pl-3 align-bottom font-normal text-ink-3 text-xs";

function Hidden({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className={headCell}>
      <span className="sr-only">{children}</span>
    </th>
  );
}
