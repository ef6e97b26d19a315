import Link from "next/link";
import type { ReactNode } from "react";
import { nextSort, todayHref } from "@/app/(staff)/(home)/filters";
import type { TableProps } from "@/app/(staff)/(home)/portfolio-table";
import { capitalised } from "@/components/report/text-lists";
import { cn } from "@/components/ui/cn";
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
      <th
        scope="col"
        aria-sort={active ? (filters.sort.down ? "descending" : "ascending") : undefined}
        className={cn(headCell, options.right ? "text-right" : "text-left", options.className)}
      >
        <Link
          href={todayHref({ ...filters, sort: nextSort(filters.sort, key) })}
          scroll={false}
          className={cn(
            "inline-flex items-center gap-1 leading-4 hover:text-ink",
            options.right && "flex-row-reverse",
            active && "font-semibold text-ink",
          )}
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
          <Arrows active={active} down={filters.sort.down} />
        </Link>
      </th>
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
          className: "overflow-hidden pl-0 wide:pl-3.5 max-wide:invisible",
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

function Arrows({ active, down }: { active: boolean; down: boolean }) {
  const drawing = active ? (down ? "M3.5 9.5 0 5h7Z" : "M3.5.5 7 5H0Z") : "M3.5 0 6.5 4h-6ZM3.5 10l-3-4h6Z";
  return (
    <svg
      viewBox="0 0 7 10"
      aria-hidden="true"
      className={cn("h-2.5 w-[7px] flex-none", active ? "" : "text-rule-strong")}
    >
      <path d={drawing} fill="currentColor" />
    </svg>
  );
}
