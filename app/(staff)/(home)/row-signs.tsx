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

/** How far the report of the month that ended last has come. */
export function ReportSign({ t, report }: { t: Translate; report: PortfolioRow["report"] }) {
  if (!report)
    return (
      <Sign glyph="none" tone="text-ink-3" folds>
        {t("today.portfolio.report.none")}
      </Sign>
    );
  const { version, state, withdrawn } = report;
  if (version !== null) {
    const word = withdrawn ? "withdrawn" : version > 1 ? "corrected" : "published";
    return (
      <Sign glyph={word} folds>
        {t(`today.portfolio.report.${word}`, { version: String(version) })}
      </Sign>
    );
  }
  return state === "in_review" ? (
    <Sign glyph="inReview" folds>
      {t("today.portfolio.report.inReview")}
    </Sign>
  ) : (
    <Sign glyph="draft" folds>
      {t("today.portfolio.report.draft")}
    </Sign>
  );
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
        className="decoration-rule-strong underline-offset-3 hover:underline max-desk:py-1"
      >
        {words}
      </SoftLink>
    </Sign>
  );
}

function Sign(props: { glyph?: GlyphName; tone?: string; folds?: boolean; children: ReactNode }) {
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
          // Between 1024 and 1399 px the word folds away for eyes; its shape and column stay.
          props.folds ? "desk:max-wide:sr-only" : "",
        )}
      >
        {props.children}
      </span>
    </span>
  );
}
