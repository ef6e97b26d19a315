import { SourceOf } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locale";
import { numberText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import { paceScale, paceWarnsFrom } from "@/lib/today/pace";
import type { PortfolioRow } from "@/lib/today/read-portfolio";
import { parseDecimal } from "@/lib/values/decimal";

/** Spend against the budget's share: the figure, and a bar from the line that is "on budget". */
export function PaceCell(props: { t: Translate; locale: Locale; row: PortfolioRow; month: string }) {
  const { t, locale, row, month } = props;
  if (!row.pace) return <span className="text-ink-3">{t("today.portfolio.noBudget")}</span>;
  if (row.pace.deviation === null) return <span className="text-ink-3">—</span>;
  const shown = paceText(locale, row.pace.deviation);
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <SourceOf
        source={{ kind: "month", client: row.slug, month, metric: "total_spend" }}
        shown={shown}
        title={t("today.source.title")}
        className={isFarOff(row.pace.deviation) ? "text-warn" : ""}
      >
        {shown}
      </SourceOf>
      <PaceBar deviation={row.pace.deviation} />
    </span>
  );
}

/** "+12 %", "−51 %". */
export function paceText(locale: Locale, deviation: string): string {
  const whole = numberText(locale, deviation, 0);
  return `${/^[1-9]/.test(whole) ? "+" : ""}${whole}%`;
}

function isFarOff(deviation: string): boolean {
  return parseDecimal(deviation).abs().gt(paceWarnsFrom);
}

function PaceBar({ deviation }: { deviation: string }) {
  const limited = Math.max(-paceScale, Math.min(paceScale, Number(deviation)));
  const width = Math.abs(limited);
  const x = 41 + Math.min(0, limited);
  return (
    <svg
      viewBox="0 0 82 14"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cn("h-3.5 w-14 desk:hidden wide:block wide:w-[66px]")}
    >
      <path d="M1 7h80" stroke="var(--rule)" />
      <rect x={x} y={4} width={width} height={6} fill={isFarOff(deviation) ? "var(--warn)" : "var(--bar)"} />
      <path d="M41 1v12" stroke="var(--ink-3)" />
    </svg>
  );
}
