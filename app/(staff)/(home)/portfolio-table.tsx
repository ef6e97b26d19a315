import { Fragment } from "react";
import { type TodayFilters, todayHref } from "@/app/(staff)/(home)/filters";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { PortfolioHead } from "@/app/(staff)/(home)/portfolio-head";
import { ClientRow } from "@/app/(staff)/(home)/portfolio-row";
import { TotalRow } from "@/app/(staff)/(home)/total-row";
import { cutRows } from "@/app/(staff)/cut-rows";
import { MoreRow } from "@/components/shell/more-row";
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

const withPace = 10;

/**
 * One row per client, home currency first with its total, then each other currency alone. Of many clients the first rows, and wherever they stand
 * those that need somebody; order and totals are of all. Below 1024 px rows become blocks.
 */
export function PortfolioTable(props: TableProps) {
  const { page, portfolio, rows, filters } = props;
  const { t } = page;
  const [home, ...others] = groupPortfolio(rows, filters.sort);
  const hasPace = rows.some(({ pace }) => pace);
  const { watch } = page;
  const kept = (group: string) => {
    const as = [page.staff.locale, todayHref(filters), group].join(" ");
    return watch ? { kept: { of: [portfolio, watch] as const, as } } : {};
  };
  const columns = hasPace ? withPace : withPace - 1;
  if (!home) return null;
  return (
    <table className="block w-full border-collapse desk:table desk:table-fixed">
      <colgroup className="hidden desk:table-column-group">
        <col />
        <col className="w-[84px]" />
        <col className="w-[84px]" />
        <col className="w-[84px] wide:w-[56px] print:w-[56px]" />
        <col className="w-0 wide:w-[112px] print:w-[88px]" />
        <col className="w-[104px]" />
        <col className="w-0 wide:w-[150px]" />
        {hasPace ? <col className="w-[72px] wide:w-[128px]" /> : null}
        <col className="w-[64px] wide:w-[150px] print:w-[134px]" />
        <col className="w-[196px] print:w-[174px]" />
      </colgroup>
      <PortfolioHead {...props} hasPace={hasPace} />
      <StaticRows className="block desk:table-row-group" {...kept("home")}>
        {others.length > 0 ? (
          <GroupLine columns={columns}>
            {t("today.portfolio.group", { currency: home.currency, count: home.rows.length })}
          </GroupLine>
        ) : null}
        <Rows {...props} group={home} columns={columns} foreign={false} />
        {home.rows.length > 1 ? (
          <TotalRow page={page} group={home} filters={filters} hasPace={hasPace} />
        ) : null}
      </StaticRows>
      {others.length > 0 ? (
        <StaticRows className="block desk:table-row-group" {...kept("others")}>
          <GroupLine columns={columns} apart>
            {t("today.portfolio.others")}
          </GroupLine>
          {others.map((group) => (
            <Fragment key={group.currency}>
              <Rows {...props} group={group} columns={columns} foreign />
              {group.rows.length > 1 ? (
                <TotalRow page={page} group={group} filters={filters} hasPace={hasPace} />
              ) : null}
            </Fragment>
          ))}
        </StaticRows>
      ) : null}
    </table>
  );
}

function Rows(props: TableProps & { group: CurrencyGroup; columns: number; foreign: boolean }) {
  const { page, portfolio, filters, group, columns, foreign } = props;
  const needed = new Set(page.needs.flatMap(({ clients }) => clients.map(({ clientId }) => clientId)));
  const unjudged = new Map((page.watch?.unjudged ?? []).map((each) => [each.clientId, each]));
  const { shown, left } = cutRows(group.rows, {
    all: filters.all,
    keeps: ({ clientId, data }) =>
      needed.has(clientId) || data.kind === "missing" || data.kind === "unreconciled",
  });
  return (
    <>
      {shown.map((row) => (
        <ClientRow
          key={row.slug}
          page={page}
          portfolio={portfolio}
          row={row}
          unjudged={unjudged.get(row.clientId) ?? null}
          hasPace={columns === withPace}
          foreign={foreign}
        />
      ))}
      {left.length > 0 ? (
        <MoreRow
          columns={columns}
          left={left.length}
          says={page.t("today.portfolio.left", {
            count: left.length,
            late: left.filter(({ data }) => data.kind === "late").length,
            unjudged: left.filter(({ clientId }) => unjudged.has(clientId)).length,
          })}
          href={todayHref({ ...filters, all: true })}
          link={page.t("today.portfolio.showAll", { count: String(group.rows.length) })}
        />
      ) : null}
    </>
  );
}

function GroupLine(props: { columns: number; apart?: boolean; children: string }) {
  return (
    <tr className="block desk:table-row">
      <th
        scope="rowgroup"
        colSpan={props.columns}
        className={`block border-rule border-b pb-1 text-left align-bottom font-normal text-ink-3 text-xs desk:table-cell ${props.apart ? "min-h-10 pt-4 desk:h-10" : "min-h-7 pt-2 desk:h-7"}`}
      >
        {props.children}
      </th>
    </tr>
  );
}
