import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

/** "3 selected" for any number, made in the browser: the sentence of each plural form with `{count}` in it, and that of none. */
export interface SelectedWords {
  readonly locale: Locale;
  readonly none: string;
  readonly forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
}

/** So far up each plural form of both languages has been met. */
const enough = 10;

export function selectedWords(t: Translate, locale: Locale): SelectedWords {
  const rules = new Intl.PluralRules(locale);
  const samples = Array.from({ length: enough }, (_, index) => index + 1);
  return {
    locale,
    none: t("publish.list.selectedNone"),
    forms: Object.fromEntries(
      samples.map((count) => [rules.select(count), t("publish.list.selected", { count, shown: "{count}" })]),
    ),
  };
}

/** The sentence for `count` ticked reports. Pure. */
export function selectedText({ locale, none, forms }: SelectedWords, count: number): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other ?? "{count}";
  return count === 0 ? none : form.replace("{count}", String(count));
}
