import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/i18n/locale";
import { en } from "@/lib/i18n/messages/en";
import { pl } from "@/lib/i18n/messages/pl";
import { tidyPolish } from "@/lib/i18n/tidy-polish";

type Messages = typeof en;

/** `t("report.record.live")`: keys and the arguments of each message are checked by the compiler. */
export type Translate = ReturnType<typeof createTranslator<Messages>>;

const catalogue: Record<Locale, unknown> = { en, pl: tidyPolish(pl) };

/** The translator for one language. A key or argument that is missing throws instead of printing the key (product.md, Quality bars). */
export function createTranslate(locale: Locale): Translate {
  return createTranslator<Messages>({
    locale,
    // `pl` has the keys of `en` by type (MessagesLike); only its words differ.
    messages: catalogue[locale] as Messages,
    onError(error) {
      throw error;
    },
  });
}
