import type { ReactNode } from "react";
import { ChangeWords } from "@/app/(staff)/(home)/change-words";
import { Amount, Dash, PartialDays } from "@/app/(staff)/amount";
import { checkOf } from "@/app/(staff)/reports/list/check-word";
import { MonthDots } from "@/app/(staff)/reports/list/month-dots";
import { monthStateOf } from "@/app/(staff)/reports/list/month-state";
import { inSentence } from "@/components/report/text-lists";
import { SoftLink } from "@/components/shell/soft-link";
import { SourceOf } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import type { ListedReport } from "@/lib/facts/list-reports";
import { dayShortText, localDay } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { countText, numberText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { currencyDecimals } from "@/lib/values/currency";

interface ReportRowProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly zone: string;
  readonly month: CalendarMonth;
  readonly report: ListedReport;
  readonly showCurrency: boolean;
}

/** A client's month: state, spend, result and its cost, what stands against publishing, its publication and those of the months before. */
export function ReportRow({ t, locale, zone, month, report, showCurrency }: ReportRowProps) {
  const state = monthStateOf(report, t);
  const check = checkOf(report, t, locale);
  const { result, spend } = report;
  const { days, expected, calendar } = report.coverage;
  const short = days < calendar && report.state !== "open" ? calendar : days < expected ? expected : null;
  return (
    <tr
      data-row
      className="group block border-rule border-b py-2.5 min-[640px]:max-desk:grid min-[640px]:max-desk:grid-cols-2 min-[640px]:max-desk:gap-x-12 desk:table-row desk:h-9 desk:py-0 desk:hover:bg-canvas"
    >
      <th
        scope="row"
        className="col-span-2 block break-words max-desk:wrap-anywhere text-left font-normal max-desk:text-base desk:table-cell desk:border-rule desk:border-b desk:pl-2.5"
      >
        <span className="flex items-center">
          {/* After the name in the text, so that the row is called by its client; before it to the eye. */}
          {/* Whatever begins a line of it, name or mark, begins where the name does. */}
          <span className="-ml-2 min-w-0">
            <SoftLink
              data-row-open=""
              href={`/reports?client=${report.slug}&period=${month}`}
              className="ml-2 inline-flex min-h-11 items-center align-middle text-ink decoration-rule-strong underline-offset-3 hover:underline group-hover:underline desk:min-h-0"
            >
              {report.name}
            </SoftLink>
            {showCurrency ? (
              <span className="pl-2 align-middle text-ink-3 text-xs">{report.currency}</span>
            ) : null}
            {report.isDemo ? <DemoMark t={t} /> : null}
          </span>
          <label className="-ml-2.5 order-first flex size-11 flex-none items-center justify-center desk:mr-2.5 desk:ml-0 desk:size-4">
            <span className="sr-only">{t("publish.list.select", { client: report.name })}</span>
            <input
              type="checkbox"
              form="review-queue"
              name="queue"
              value={report.slug}
              className="size-6 desk:size-4"
            />
          </label>
        </span>
      </th>
      <Cell label={t("staff.reports.column.month")}>
        <Sign glyph={state.glyph} className={state.tone}>
          {state.word}
        </Sign>
      </Cell>
      <Cell label={t("staff.reports.column.spend")} figure reach="[--source-above:20px] [--source-below:0px]">
        {spend.value === null ? (
          <Amount locale={locale} currency={report.currency} value={null} />
        ) : (
          <SourceOf
            source={{ kind: "month", client: report.slug, month, metric: "total_spend" }}
            shown={numberText(locale, spend.value, currencyDecimals(report.currency))}
            title={t("today.source.title")}
          >
            <Amount locale={locale} currency={report.currency} value={spend.value} />
          </SourceOf>
        )}
        {short !== null && spend.value === null ? (
          <>
            {" "}
            <PartialDays t={t} days={days} of={short} />
          </>
        ) : null}
      </Cell>
      <Cell
        label={t("staff.reports.column.results")}
        figure
        reach="[--source-above:0px] [--source-below:0px]"
      >
        {result?.figure.value ? (
          <SourceOf
            source={{ kind: "month", client: report.slug, month, metric: result.metric }}
            shown={countText(locale, result.figure.value)}
            title={t("today.source.title")}
          >
            {countText(locale, result.figure.value)}
          </SourceOf>
        ) : (
          <Dash />
        )}
        <span className="text-ink-3 desk:hidden"> {kindOf(report, t)}</span>
      </Cell>
      <td className="hidden border-rule border-b pl-1.5 text-ink-3 desk:table-cell">
        <span className="hidden wide:inline">{kindOf(report, t)}</span>
      </td>
      <Cell label={t("staff.reports.column.cost")} reach="[--source-above:0px] [--source-below:20px]">
        {result?.cost.value ? (
          <SourceOf
            source={{ kind: "month", client: report.slug, month, metric: result.costMetric }}
            className="text-left"
            shown={numberText(locale, result.cost.value, currencyDecimals(report.currency))}
            title={t("today.source.title")}
          >
            <span className="num desk:sr-only">
              <Amount locale={locale} currency={report.currency} value={result.cost.value} />{" "}
            </span>
            <span className="text-xs">
              <ChangeWords t={t} locale={locale} change={result.change} />
            </span>
          </SourceOf>
        ) : (
          <Dash />
        )}
      </Cell>
      <Cell label={t("staff.reports.column.check")}>
        <Sign glyph={check.glyph} className={check.tone}>
          {check.word}
        </Sign>
      </Cell>
      <Cell label={t("staff.reports.column.publication")}>
        <PublicationSign t={t} locale={locale} zone={zone} report={report} />
      </Cell>
      <td className="hidden border-rule border-b wide:table-cell">
        <MonthDots t={t} locale={locale} months={report.history} />
      </td>
    </tr>
  );
}

/** Draft, in review, published, corrected or withdrawn: the circle of the month, its word, and of a publication the day. */
function PublicationSign({
  t,
  locale,
  zone,
  report,
}: Pick<ReportRowProps, "t" | "locale" | "zone" | "report">) {
  const { publication, reportState } = report;
  if (!publication) {
    return reportState === "in_review" ? (
      <Sign glyph="inReview">{t("publish.state.words.in_review")}</Sign>
    ) : (
      <Sign glyph="draft">
        {t(reportState === null ? "staff.reports.publication.none" : "publish.state.words.draft")}
      </Sign>
    );
  }
  const version = String(publication.version);
  const day = dayShortText(locale, localDay(zone, publication.at.toString()));
  if (publication.withdrawn) {
    return <Sign glyph="withdrawn">{t("publish.list.withdrawnWord", { version })}</Sign>;
  }
  return (
    <Sign glyph={publication.version > 1 ? "corrected" : "published"}>
      {t(`staff.reports.publication.${publication.version > 1 ? "corrected" : "version"}`, { version })}{" "}
      <span className="text-ink-3">{day}</span>
    </Sign>
  );
}

/** "purchases": the client's own word for its result; or that it is not measured. */
function kindOf({ result }: ListedReport, t: Translate): string {
  if (!result) return "";
  if (result.figure.unavailable === "not_measured") return t("staff.reports.notMeasured");
  return inSentence(result.name ?? t(`metrics.${result.metric}`));
}

/** `reach`: how far its figure answers above and below its line on a phone, where the next figure stands 24 px off. */
function Cell(props: { label: string; figure?: boolean; reach?: string; children: ReactNode }) {
  return (
    <td
      className={cn(
        "flex justify-between gap-4 leading-6 desk:table-cell desk:border-rule desk:border-b desk:pl-3 desk:leading-[18px]",
        props.figure ? "num whitespace-nowrap desk:text-right" : null,
        props.reach,
      )}
    >
      <span aria-hidden="true" className="text-ink-3 desk:hidden">
        {props.label}
      </span>
      <span className={props.figure ? "" : "min-w-0"}>{props.children}</span>
    </td>
  );
}

function Sign(props: { glyph: GlyphName; className?: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      <Glyph name={props.glyph} />
      <span className={props.className}>{props.children}</span>
    </span>
  );
}

/** Stands beside every client that is not real (incident 22). */
export function DemoMark({ t }: { t: Translate }) {
  return (
    <span className="ml-2 inline-block whitespace-nowrap rounded-sm align-middle border border-rule-strong px-1 text-2xs text-ink-2">
      {t("staff.reports.demo")}
    </span>
  );
}
