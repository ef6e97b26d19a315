import { Glyph } from "@/components/ui/glyph";
import type { MonthDot } from "@/lib/facts/read-list-history";
import { monthNameText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

/** The reports of the months before, a circle each; their words are there for who cannot see them, and on hovering. */
export function MonthDots(props: { t: Translate; locale: Locale; months: readonly MonthDot[] }) {
  const { t, locale, months } = props;
  return (
    <ol className="flex justify-end gap-px">
      {months.map((dot) => {
        const words = `${monthNameText(locale, dot.month)}: ${dotText(t, dot)}`;
        return (
          <li key={dot.month} title={words} className="flex">
            <Glyph name={dot.kind} />
            <span className="sr-only">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** The first letters of the months, over their circles. */
export function DotHeads({ locale, months }: { locale: Locale; months: readonly MonthDot[] }) {
  return (
    <span aria-hidden="true" className="flex justify-end gap-px">
      {months.map(({ month }) => (
        <span key={month} className="w-4 text-center">
          {monthNameText(locale, month).slice(0, 1).toLocaleUpperCase(locale)}
        </span>
      ))}
    </span>
  );
}

/** What the circles mean, once under the list. */
export function DotLegend({ t }: { t: Translate }) {
  const kinds = ["draft", "inReview", "published", "corrected", "withdrawn", "none"] as const;
  return (
    <ul className="mt-3 flex max-w-[1160px] flex-wrap gap-x-5 gap-y-1 border-rule border-t pt-3 text-ink-2 text-xs">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <Glyph name={kind} />
          {dotText(t, { kind, version: null })}
        </li>
      ))}
    </ul>
  );
}

function dotText(t: Translate, { kind, version }: Pick<MonthDot, "kind" | "version">): string {
  if (kind === "none") return t("publish.list.notClient");
  const word = t(`publish.state.words.${kind === "inReview" ? "in_review" : kind}`);
  return version === null ? word : `${word} v${version}`;
}
