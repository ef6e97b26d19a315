import { type Locale, locales } from "@/lib/i18n/locale";

/** The first of our languages in an `Accept-Language` header, by its weights; English where none of them is there. */
export function acceptedLocale(header: string | null): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split("-")[0], weight: weight ? Number(weight) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const locale = locales.find((known) => known === language);
    if (locale) return locale;
  }
  return "en";
}
