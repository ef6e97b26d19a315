import { chooseLanguage } from "@/app/sign-in/actions";
import type { Locale } from "@/lib/i18n/locale";

const names: Record<Locale, string> = { pl: "Polski", en: "English" };

/** Both languages by their own names; the present one is text. */
export function LanguageSwitch(props: { locale: Locale; label: string; next: string | undefined }) {
  return (
    <form action={chooseLanguage} className="flex items-center justify-center gap-3">
      <span className="sr-only">{props.label}</span>
      {props.next ? <input type="hidden" name="next" value={props.next} /> : null}
      {(Object.keys(names) as Locale[]).map((locale) =>
        locale === props.locale ? (
          <span key={locale} lang={locale} aria-current="true" className="text-ink-2">
            {names[locale]}
          </span>
        ) : (
          <button
            key={locale}
            type="submit"
            name="language"
            value={locale}
            lang={locale}
            className="link h-11 desk:h-8"
          >
            {names[locale]}
          </button>
        ),
      )}
    </form>
  );
}
