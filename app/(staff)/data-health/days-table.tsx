import Link from "next/link";
import type { ReactNode } from "react";
import { glyphOf } from "@/components/health/cell-glyph";
import { BriefSource, SourceOf } from "@/components/shell/source-of";
import { Glyph } from "@/components/ui/glyph";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { GridCell, GridRow } from "@/lib/facts/grid/build-grid";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import { dayText, rangeText } from "@/lib/i18n/date-text";
import { moneyText } from "@/lib/i18n/money-text";
import { monthOf } from "@/lib/values/calendar-month";
import { Decimal } from "@/lib/values/decimal";

/** The grid in words: what needs somebody day by day, the rest in ranges. Each line opens its newest day; the panel goes on from there. */
export function DaysTable({ page: { t, staff }, grid }: { page: StaffPage; grid: ReadGrid }) {
  return (
    <table className="block w-full border-collapse desk:table" id="days-table">
      <caption className="mb-2 text-left text-ink-3 max-desk:block">{t("health.table.caption")}</caption>
      <thead className="sr-only desk:not-sr-only desk:table-header-group">
        <tr>
          <Head>{t("health.table.client")}</Head>
          <Head>{t("health.table.days")}</Head>
          <Head>{t("health.table.state")}</Head>
          <Head right>{t("health.table.spend")}</Head>
          <Head right>{t("health.table.open")}</Head>
        </tr>
      </thead>
      {grid.rows.map((row) => (
        <tbody key={row.client.slug} className="block desk:table-row-group" data-client={row.client.slug}>
          {spansOf(row).map((span, index) => (
            <Line key={span.since} page={{ t, staff }} row={row} span={span} isFirst={index === 0} />
          ))}
          {spansOf(row).length === 0 ? (
            <tr className="block border-rule border-b py-1.5 desk:table-row">
              <th scope="row" className="block text-left font-semibold desk:table-cell">
                {row.client.name}
              </th>
              <td className="block text-ink-3 desk:table-cell" colSpan={4}>
                {t(row.client.account ? "health.table.none" : "health.days.noAccount")}
              </td>
            </tr>
          ) : null}
        </tbody>
      ))}
    </table>
  );
}

interface Span {
  readonly since: string;
  readonly until: string;
  readonly cell: GridCell;
  readonly spend: string | null;
}

function Line(props: { page: Pick<StaffPage, "t" | "staff">; row: GridRow; span: Span; isFirst: boolean }) {
  const { page, row, span, isFirst } = props;
  const { t, staff } = page;
  const isOne = span.since === span.until;
  const newest = dayText(staff.locale, span.until);
  return (
    <tr
      className="block border-rule border-b py-1.5 desk:table-row"
      data-since={span.since}
      data-until={span.until}
      data-state={span.cell.drawn}
    >
      <th
        scope="row"
        className={`block text-left desk:table-cell desk:h-[30px] ${isFirst ? "font-semibold" : "font-normal text-ink-3"}`}
      >
        {row.client.name}
      </th>
      <Cell>{rangeText(staff.locale, span.since, span.until)}</Cell>
      <Cell>
        <span className="inline-flex items-center gap-2 align-middle">
          <Glyph name={glyphOf(span.cell)} />
          {t(`health.state.${span.cell.drawn}`)}
        </span>
      </Cell>
      <Cell right>
        {span.spend === null ? (
          <span className="text-ink-3">—</span>
        ) : (
          <SpendOf page={page} row={row} span={span} />
        )}
      </Cell>
      <Cell right>
        <Link
          className="link max-desk:inline-flex max-desk:min-h-11 max-desk:items-center"
          href={`/data-health?view=table&client=${row.client.slug}&day=${span.until}#days`}
        >
          {t(isOne ? "health.table.openOne" : "health.table.openNewest", { day: newest })}
        </Link>
      </Cell>
    </tr>
  );
}

/** Of one day its own source; of a range how it is added up. */
function SpendOf({ page, row, span }: { page: Pick<StaffPage, "t" | "staff">; row: GridRow; span: Span }) {
  const { slug, account } = row.client;
  const text = moneyText(page.staff.locale, account?.currency ?? "", span.spend ?? "0");
  if (span.since !== span.until) {
    return (
      <BriefSource of="spanSpend" part={`${slug} ${span.since} ${span.until}`}>
        {text}
      </BriefSource>
    );
  }
  const month = monthOf(span.cell.date);
  return (
    <SourceOf
      source={{ kind: "month", client: slug, month, metric: "total_spend", part: `day:${span.until}` }}
      shown={text}
      title={page.t("today.source.title")}
    >
      {text}
    </SourceOf>
  );
}

const together = ["settled", "provisional", "no_delivery"];

/** Days of one state in a row; a day that needs somebody, or that Meta changed, stands alone. */
function spansOf(row: GridRow): Span[] {
  const spans: Span[] = [];
  for (const cell of row.cells) {
    if (!cell) continue;
    const last = spans.at(-1);
    if (last && last.cell.drawn === cell.drawn && together.includes(cell.drawn)) {
      const spend =
        last.spend === null || cell.spend === null
          ? null
          : new Decimal(last.spend).plus(cell.spend).toFixed();
      spans[spans.length - 1] = { ...last, until: cell.date, spend };
    } else spans.push({ since: cell.date, until: cell.date, cell, spend: cell.spend });
  }
  return spans;
}

function Head({ right = false, children }: { right?: boolean; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`h-8 border-rule-strong border-b pb-[7px] pl-3 align-bottom font-normal text-ink-3 text-xs first:pl-0 ${right ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

function Cell({ right = false, children }: { right?: boolean; children: ReactNode }) {
  return (
    <td className={`block desk:table-cell desk:pl-3 ${right ? "num desk:text-right" : ""}`}>{children}</td>
  );
}
