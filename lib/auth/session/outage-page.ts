import { createTranslate } from "@/lib/i18n/translator";
import { scriptlessPolicy } from "@/lib/ops/security-headers";
import { pageFrame } from "@/lib/sharing/pages/page-frame";
import { escapeHtml } from "@/lib/values/escape-html";

/**
 * What every page says while the sign-in service cannot be asked, in both languages, because nobody can say who reads it. Not the sign-in form: who
 * is signed in stays so.
 */
export function answerOutage(): Response {
  const sections = (["pl", "en"] as const).map((locale) => {
    const t = createTranslate(locale);
    return `<section lang="${locale}"><h1>${escapeHtml(t("signIn.outageTitle"))}</h1><p>${escapeHtml(t("signIn.outage"))}</p></section>`;
  });
  const title = createTranslate("pl")("signIn.outageTitle");
  return new Response(pageFrame({ locale: "pl", title, body: sections.join("") }), {
    status: 503,
    headers: {
      "cache-control": "private, no-store",
      "content-security-policy": scriptlessPolicy,
      "content-type": "text/html; charset=utf-8",
      "retry-after": "60",
    },
  });
}
