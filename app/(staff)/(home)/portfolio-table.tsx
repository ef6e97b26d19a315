import { Fragment } from "react";
import type { TodayFilters } from "@/app/(staff)/(home)/filters";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { PortfolioHead } from "@/app/(staff)/(home)/portfolio-head";
import { ClientRow } from "@/app/(staff)/(home)/portfolio-row";
import { TotalRow } from "@/app/(staff)/(home)/total-row";
import { StaticRows } from "@/components/shell/static-rows";
import type { Portfolio, PortfolioRow } from "@/lib/today/read-portfolio";
import { type CurrencyGroup, groupPortfolio } from "@/lib/today/sort-portfolio";

export interface TableProps {
  readonly page: TodayPage;
  readonly portfolio: Portfolio;
  readonly rows: readonly PortfolioRow[];
  readonly filters: TodayFilters;
  /** "1–5 October": the same days of the month before. */
  readonly base: string;
}

/** One row per client, home currency first with its total, then each other currency alone. Below 1024 px rows become blocks. */
export function PortfolioTable(props: TableProps) {
  const { page, rows, filters } = props;
  const { t } = page;
  const [home, ...others] = groupPortfolio(rows, filters.sort);
  const hasPace = rows.some(({ pace }) => pace);
  const columns = hasPace ? 10 : 9;
  if (!home) return null;
  return (
    <table className="block w-full border-collapse desk:table desk:table-fixed">
      <colgroup className="hidden desk:table-column-group">
        <col />
        <col className="w-[84px]" />
        <col className="w-[84px]" />
        <col className="w-[56px]" />
        <col className="w-0 wide:w-[112px]" />
        <col className="w-[104px]" />
        <col className="w-0 wide:w-[150px]" />
        {hasPace ? <col className="w-[72px] wide:w-[128px]" /> : null}
        <col className="w-[64px] wide:w-[150px]" />
        <col className="w-[196px]" />
      </colgroup>
      <PortfolioHead {...props} hasPace={hasPace} />
      <StaticRows className="block desk:table-row-group">
        {others.length > 0 ? (
          <GroupLine columns={columns}>
            {t("today.portfolio.group", { currency: home.currency, count: home.rows.length })}
          </GroupLine>
        ) : null}
        <Rows {...props} group={home} hasPace={hasPace} foreign={false} />
        {home.rows.length > 1 ? <TotalRow page={page} group={home} hasPace={hasPace} /> : null}
      </StaticRows>
      {others.length > 0 ? (
        <StaticRows className="block desk:table-row-group">
          <GroupLine columns={columns} apart>
            {t("today.portfolio.others")}
          </GroupLine>
          {others.map((group) => (
            <Fragment key={group.currency}>
              <Rows {...props} group={group} hasPace={hasPace} foreign />
              {group.rows.length > 1 ? <TotalRow page={page} group={group} hasPace={hasPace} /> : null}
            </Fragment>
          ))}
        </StaticRows>
      ) : null}
    </table>
  );
}

function Rows(props: TableProps & { group: CurrencyGroup; hasPace: boolean; foreign: boolean }) {
  const { page, portfolio, group, hasPace, foreign } = props;
  return group.rows.map((row) => (
    <ClientRow
      key={row.slug}
      page={page}
      portfolio={portfolio}
      row={row}
      hasPace={hasPace}
      foreign={foreign}
    />
  ));
}

function GroupLine(props: { columns: number; apart?: boolean; children: string }) {
  return (
    <tr className="block desk:table-row">
      <th
        scope="rowgroup"
        colSpan={props.columns}
        className={`block border-rule border-b pb-1 text-left align-bottom font-normal text-ink-3 text-xs desk:table-cell ${props.apart ? "h-10 pt-4" : "h-7 pt-2"}`}
      >
        {props.children}
      </th>
    </tr>
  );
}
