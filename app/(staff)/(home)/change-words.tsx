import { Dash } from "@/app/(staff)/amount";
import type { Locale } from "@/lib/i18n/locale";
import { countText, numberText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import type { Comparison } from "@/lib/report/document";
import { parseDecimal } from "@/lib/values/decimal";

/** From this many per cent a change gets its arrow and its word (mocks/staff.md, Tables). */
const worthAnArrow = 10;

/** A change in words: with arrow from 10 %, quiet below, counts where there are few, else that it cannot be compared (R9). */
export function ChangeWords(props: { t: Translate; locale: Locale; change: Comparison | null }) {
  const { t, locale, change } = props;
  if (!change || change.own === null) {
    return change?.kind === "not_comparable" &&
      change.reason !== "no_denominator" &&
      change.reason !== "not_measured" ? (
      <span className="text-ink-3">{t("today.portfolio.change.notComparable")}</span>
    ) : (
      <Dash />
    );
  }
  const quiet = (words: string) => <span className="text-ink-3">{words}</span>;
  if (change.kind !== "percent" || change.change === null) {
    return change.base === null
      ? quiet(t("today.portfolio.change.notComparable"))
      : quiet(
          t("today.portfolio.change.counts", {
            own: numberOf(locale, change.own),
            base: numberOf(locale, change.base),
          }),
        );
  }
  const value = parseDecimal(change.change);
  if (value.abs().lt(0.5)) return quiet(t("today.portfolio.change.same"));
  const percent = `${numberText(locale, value.abs().toFixed(), 0)}%`;
  const words = t(`today.portfolio.change.${value.gt(0) ? "higher" : "lower"}`, { percent });
  if (value.abs().lt(worthAnArrow)) return quiet(words);
  const text = change.good === true ? t("today.portfolio.change.good", { change: words }) : words;
  return (
    <span className={change.good === null ? "" : change.good ? "text-good" : "text-bad"}>
      <Triangle up={value.gt(0)} /> {text}
    </span>
  );
}

/** Drawn, because the fonts of the house have no such sign. */
function Triangle({ up }: { up: boolean }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden="true" className="inline-block size-2 align-[-.02em]">
      <path d={up ? "M4 .5 8 7.5H0Z" : "M4 7.5 0 .5h8Z"} fill="currentColor" />
    </svg>
  );
}

function numberOf(locale: Locale, value: string): string {
  return parseDecimal(value).isInteger() ? countText(locale, value) : numberText(locale, value, 2);
}
