import type { ReactNode } from "react";
import { SoftLink } from "@/components/shell/soft-link";
import { cn } from "@/components/ui/cn";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import { dayShortText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { DataState } from "@/lib/today/data-state";
import type { PortfolioRow } from "@/lib/today/read-portfolio";
import type { Unjudged } from "@/lib/today/read-unjudged";
import { addDays, daysBetween } from "@/lib/values/calendar-day";

interface ReportSignProps {
  readonly t: Translate;
  readonly report: PortfolioRow["report"];
  /** The month it is of, which the head of the column says where there is one: beside it stand figures of another month. */
  readonly month: string;
}

/** How far the report of the month that ended last has come. */
export function ReportSign({ t, report, month }: ReportSignProps) {
  const { glyph, tone, words } = reportState(t, report);
  return (
    <Sign glyph={glyph} tone={tone} folds>
      <span className="text-ink-3 desk:hidden">{month}: </span>
      {words}
    </Sign>
  );
}

function reportState(
  t: Translate,
  report: PortfolioRow["report"],
): { glyph: GlyphName; tone?: string; words: string } {
  if (!report) return { glyph: "none", tone: "text-ink-3", words: t("today.portfolio.report.none") };
  const { version, state, withdrawn } = report;
  if (version !== null) {
    const word = withdrawn ? "withdrawn" : version > 1 ? "corrected" : "published";
    return { glyph: word, words: t(`today.portfolio.report.${word}`, { version: String(version) }) };
  }
  return state === "in_review"
    ? { glyph: "inReview", words: t("today.portfolio.report.inReview") }
    : { glyph: "draft", words: t("today.portfolio.report.draft") };
}

/** How the client's data stands: silence is the normal state, only what differs has a sign and a colour; what could not be judged says why. */
export function DataSign(props: DataSignProps & { unjudged: Unjudged | null }) {
  const { t, unjudged } = props;
  const [first] = unjudged?.reasons ?? [];
  if (!unjudged || !first) return <StateSign {...props} />;
  return (
    <>
      <StateSign {...props} isUnknown />
      <span className="block whitespace-normal text-ink-3 text-xs leading-4 desk:pb-1 desk:pl-6">
        {t("today.unjudged.row", {
          reason: t(`today.unjudged.short.${first.reason}`),
          more: unjudged.reasons.length - 1,
        })}
      </span>
    </>
  );
}

interface DataSignProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly slug: string;
  readonly data: DataState;
}

function StateSign({ t, locale, slug, data, isUnknown = false }: DataSignProps & { isUnknown?: boolean }) {
  const date = (day: string) => dayShortText(locale, day);
  if (data.kind === "complete") {
    return (
      <Sign {...(isUnknown ? { glyph: "unknown", tone: "text-ink-3" } : {})}>
        {t("today.portfolio.data.complete", { date: date(data.until) })}
      </Sign>
    );
  }
  if (data.kind === "not_due") return <Sign>{t("today.portfolio.data.notDue")}</Sign>;
  if (data.kind === "no_delivery") {
    const words = data.since
      ? t("today.portfolio.data.noDelivery", { date: date(addDays(data.since, 1)) })
      : t("today.portfolio.data.noDeliveryAtAll", {
          count: String(daysBetween(data.quietFrom, data.until) + 1),
        });
    return (
      <Sign glyph="noDelivery" tone="text-ink-3">
        {words}
      </Sign>
    );
  }
  const [first = ""] = data.days;
  const words = t(`today.portfolio.data.${data.kind}`, { count: data.days.length, date: date(first) });
  const glyph = ({ missing: "incomplete", unreconciled: "unreconciled", late: "late" } as const)[data.kind];
  return (
    <Sign glyph={glyph} tone={data.kind === "missing" ? "text-bad" : "text-warn"}>
      <SoftLink
        href={`/data-health?client=${slug}`}
        className="decoration-rule-strong underline-offset-3 hover:underline max-desk:-mb-2.5 max-desk:pt-1 max-desk:pb-2.5"
      >
        {words}
      </SoftLink>
    </Sign>
  );
}

function Sign(props: { glyph?: GlyphName; tone?: string | undefined; folds?: boolean; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      {props.glyph ? (
        <Glyph name={props.glyph} />
      ) : (
        <span className="hidden w-4 flex-none desk:block" aria-hidden="true" />
      )}
      <span
        className={cn(
          props.tone ?? (props.glyph ? "" : "text-ink-3"),
          // Between 1024 and 1399 px the word folds away for eyes; its shape and column stay. Paper has no hover and no second look: all of it.
          props.folds ? "desk:max-wide:sr-only print:not-sr-only! print:whitespace-nowrap!" : "",
        )}
      >
        {props.children}
      </span>
    </span>
  );
}
