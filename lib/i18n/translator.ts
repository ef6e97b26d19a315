import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/i18n/locale";
import { en } from "@/lib/i18n/messages/en";
import { pl } from "@/lib/i18n/messages/pl";
import { tidyPolish } from "@/lib/i18n/tidy-polish";

type Messages = typeof en;

/** `t("report.record.live")`: keys and the arguments of each message are checked by the compiler. */
export type Translate = ReturnType<typeof createTranslator<Messages>>;

const catalogue: Record<Locale, unknown> = { en, pl: tidyPolish(pl) };

const translators = new Map<Locale, Translate>();

/**
 * The translator for one language, made once: it keeps each message compiled. A key or argument that is missing throws instead of printing
 * the key (product.md, Quality bars).
 */
export function createTranslate(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const made = createTranslator<Messages>({
    locale,
    // `pl` has the keys of `en` by type (MessagesLike); only its words differ.
    messages: catalogue[locale] as Messages,
    onError(error) {
      throw error;
    },
  });
  translators.set(locale, made);
  return made;
}
