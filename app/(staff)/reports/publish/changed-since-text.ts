import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { ChangedPart } from "@/lib/publications/reading-mark";

/** Why a month was not published: what of it reads otherwise now than when the page was drawn. */
export function changedSinceText(t: Translate, locale: Locale, parts: readonly ChangedPart[]): string {
  const names = parts.map((part) => t(`publish.changedSince.${part}`));
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
  return t("publish.changedSince.sentence", { parts: list });
}
