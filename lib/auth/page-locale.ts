import { cookies, headers } from "next/headers";
import { cache } from "react";
import { currentStaff } from "@/lib/auth/current-staff";
import { acceptedLocale } from "@/lib/i18n/accept-language";
import { type Locale, locales } from "@/lib/i18n/locale";
import { logger } from "@/lib/ops/logger";

/** The cookie in which the sign-in page keeps a language that was chosen there. */
export const languageCookie = "plumbline-language";

/** Language of this page: the signed-in person's own; before that what was chosen at the door, else what the browser asks for. */
export const pageLocale = cache(async (): Promise<Locale> => {
  try {
    const staff = await currentStaff();
    if (staff) return staff.locale;
  } catch (error) {
    if (isNextSignal(error)) throw error;
    // The page itself will say what is broken; its frame still needs a language.
    logger.error({ err: error }, "page_locale_failed");
  }
  const chosen = (await cookies()).get(languageCookie)?.value;
  return (
    locales.find((locale) => locale === chosen) ?? acceptedLocale((await headers()).get("accept-language"))
  );
});

/** Next speaks through thrown values too (redirects, "this needs a request"); those are not ours to swallow. */
function isNextSignal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "digest" in error;
}
