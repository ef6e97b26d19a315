import { ChangeWords } from "@/app/(staff)/(home)/change-words";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { PaceCell } from "@/app/(staff)/(home)/pace-cell";
import { DataSign, ReportSign } from "@/app/(staff)/(home)/row-signs";
import { Amount, Dash } from "@/app/(staff)/amount";
import { DemoMark } from "@/app/(staff)/reports/list/report-row";
import { inSentence } from "@/components/report/text-lists";
import { SoftLink } from "@/components/shell/soft-link";
import { SourceOf } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import { monthShortText } from "@/lib/i18n/date-text";
import { countText, numberText } from "@/lib/i18n/number-text";
import type { PlainFigure } from "@/lib/report/month-figures";
import type { Portfolio, PortfolioRow } from "@/lib/today/read-portfolio";
import type { Unjudged } from "@/lib/today/read-unjudged";
import { currencyDecimals } from "@/lib/values/currency";

interface ClientRowProps {
  readonly page: TodayPage;
  readonly portfolio: Portfolio;
  readonly row: PortfolioRow;
  /** Why it could not be judged in full; null where it was. */
  readonly unjudged: Unjudged | null;
  readonly hasPace: boolean;
  /** Carries its currency's code: not the one most clients have. */
  readonly foreign: boolean;
}

/** A client's month to date; on a phone a block of four lines (mocks/staff.md, Widths). */
export function ClientRow({ page, portfolio, row, unjudged, hasPace, foreign }: ClientRowProps) {
  const { t, staff } = page;
  const { result, coverage, spend } = row;
  const short = coverage.days < coverage.expected;
  const nothing = coverage.days === 0 && coverage.expected > 0;
  const partial = short ? (
    <SourceOf
      source={{
        kind: "month",
        client: row.slug,
        month: portfolio.month,
        metric: "total_spend",
        part: "days:",
      }}
      title={t("today.source.title")}
      className={cn("whitespace-nowrap text-xs", nothing ? "text-bad" : "text-warn")}
    >
      {t("today.portfolio.partial", { days: String(coverage.days), expected: String(coverage.expected) })}
    </SourceOf>
  ) : null;
  const figure = (metric: string, of: PlainFigure, shown: string | null, children: React.ReactNode) =>
    shown === null ? (
      <Dash />
    ) : (
      <SourceOf
        source={{ kind: "month", client: row.slug, month: portfolio.month, metric }}
        shown={shown}
        title={t("today.source.title")}
        className={of.state === "unreconciled" ? "text-warn" : ""}
      >
        {children}
      </SourceOf>
    );
  const money = (value: string | null) =>
    value === null ? null : numberText(staff.locale, value, currencyDecimals(row.currency));
  const count = result?.figure.value ? countText(staff.locale, result.figure.value) : null;
  const kind = kindOf(row, t);
  const reportMonth = monthShortText(staff.locale, portfolio.reportMonth).slice(0, 3);
  return (
    <tr
      data-row=""
      className="group grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-rule border-b py-3 desk:table-row desk:h-9 desk:py-0 desk:hover:bg-canvas"
    >
      <th
        scope="row"
        className={cn(
          cell,
          "col-start-1 row-start-1 min-w-0 whitespace-normal break-words max-desk:wrap-anywhere text-left desk:pl-0 font-normal max-desk:text-[16px] desk:leading-4 print:py-1",
        )}
      >
        {/* Whatever begins a line of it, name or mark, begins where the name does. */}
        <span className="-ml-2 block">
          <SoftLink
            href={`/reports?client=${row.slug}&period=${portfolio.month}`}
            data-row-open=""
            className="ml-2 inline-block text-ink decoration-rule-strong underline-offset-3 hover:underline group-hover:underline max-desk:-my-2.5 max-desk:py-2.5"
          >
            {row.name}
          </SoftLink>
          {foreign ? <span className="pl-2 text-ink-3 text-xs">{row.currency}</span> : null}
          {row.isDemo ? <DemoMark t={t} /> : null}
        </span>
      </th>
      <td
        className={cn(
          cell,
          "num col-start-2 row-start-1 text-right max-desk:text-[16px] [--source-above:20px] [--source-below:0px]",
        )}
      >
        {partial ? <span className="mr-2 desk:hidden">{partial}</span> : null}
        {figure(
          "total_spend",
          spend,
          money(spend.value),
          <Amount locale={staff.locale} currency={row.currency} value={spend.value} />,
        )}
      </td>
      <td className={cn(cell, "hidden pl-2 desk:table-cell")}>{partial}</td>
      <td
        className={cn(
          cell,
          "num hidden pl-0 text-right desk:table-cell desk:max-wide:py-0.5 desk:max-wide:leading-4 print:leading-5!",
        )}
      >
        {result ? figure(result.metric, result.figure, count, count) : <Dash />}
        {/* No room for a column of its own here. */}
        <span className="hidden whitespace-normal text-ink-3 text-xs leading-4 desk:max-wide:block print:hidden!">
          {kind}
        </span>
      </td>
      <td
        className={cn(
          cell,
          "col-start-1 row-start-2 whitespace-normal text-pretty pl-1.5 text-ink-3 max-desk:pl-0 desk:leading-4",
        )}
      >
        <span className="desk:hidden">{count ?? "—"} </span>
        <span className="desk:hidden wide:inline print:inline!">{kind}</span>
      </td>
      <td
        className={cn(
          cell,
          "num col-start-2 row-start-2 pl-0 text-right [--source-above:0px]",
          hasPace ? "[--source-below:0px]" : "[--source-below:20px]",
        )}
      >
        {result?.cost.value ? (
          <span aria-hidden="true" className="text-ink-3 desk:hidden">
            {t("today.portfolio.each")}{" "}
          </span>
        ) : null}
        {result ? (
          figure(
            result.costMetric,
            result.cost,
            money(result.cost.value),
            <Amount locale={staff.locale} currency={row.currency} value={result.cost.value} />,
          )
        ) : (
          <Dash />
        )}
      </td>
      <td
        className={cn(
          cell,
          "col-start-1 row-start-3 overflow-hidden text-xs max-desk:pl-0 max-desk:text-sm wide:pl-3.5 desk:max-wide:pl-0",
        )}
      >
        <span className="desk:hidden wide:inline">
          {result?.change && result.change.own !== null && result.change.base !== null ? (
            <SourceOf
              source={{
                kind: "month",
                client: row.slug,
                month: portfolio.month,
                metric: result.costMetric,
                part: "compared:previous",
              }}
              title={t("today.source.title")}
            >
              <ChangeWords t={t} locale={staff.locale} change={result.change} />
            </SourceOf>
          ) : (
            <ChangeWords t={t} locale={staff.locale} change={result?.change ?? null} />
          )}
        </span>
      </td>
      {hasPace ? (
        <td className={cn(cell, "num col-start-2 row-start-3 text-right")}>
          <PaceCell t={t} locale={staff.locale} row={row} month={portfolio.month} />
        </td>
      ) : null}
      <td className={cn(cell, "col-start-1 row-start-4 max-desk:pt-0.5 max-desk:pl-0 wide:pl-6")}>
        <ReportSign t={t} report={row.report} month={reportMonth} />
      </td>
      <td
        className={cn(
          cell,
          "col-start-2 row-start-4 max-desk:pt-0.5 min-[360px]:max-desk:text-right max-[359px]:col-span-2 max-[359px]:col-start-1 max-[359px]:row-start-5 max-[359px]:pl-0",
        )}
      >
        <DataSign t={t} locale={staff.locale} slug={row.slug} data={row.data} unjudged={unjudged} />
      </td>
    </tr>
  );
}

const cell = "whitespace-nowrap leading-6 desk:border-rule desk:border-b desk:pl-3 desk:leading-5";

/** "purchases": the client's own word for its result; or that it is not measured. */
function kindOf({ result }: PortfolioRow, t: TodayPage["t"]): string {
  if (!result) return "";
  if (result.figure.unavailable === "not_measured") return t("today.portfolio.notMeasured");
  return inSentence(result.name ?? t(`metrics.${result.metric}`));
}
