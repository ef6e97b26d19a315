import type { Temporal } from "temporal-polyfill";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { pageFrame } from "@/lib/sharing/pages/page-frame";
import { longestPasscode } from "@/lib/sharing/passcode";
import { escapeHtml } from "@/lib/values/escape-html";

/**
 * Asks for the passcode; names neither client nor agency. After a wrong one it says how many tries are left, after something that cannot be one
 * that no try was used.
 */
export function passcodePage(locale: Locale, after?: number | "untried"): string {
  const t = createTranslate(locale);
  const title = t("share.passcode.title");
  const wrong = after !== undefined;
  const says =
    after === "untried" ? t("share.passcode.untried") : t("share.passcode.wrong", { remaining: after ?? 0 });
  const error = wrong ? `<p class="bad" id="wrong" role="alert">${escapeHtml(says)}</p>` : "";
  const body = `<h1>${escapeHtml(title)}</h1>${error}<p id="where">${escapeHtml(t("share.passcode.where"))}</p>
<form method="post"><label for="passcode">${escapeHtml(t("share.passcode.label"))}</label><div class="row"><input id="passcode" name="passcode" type="password" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="${longestPasscode}" aria-describedby="${wrong ? "wrong where" : "where"}"${wrong ? ' aria-invalid="true"' : ""}><button type="submit">${escapeHtml(t("share.passcode.open"))}</button></div></form>`;
  return pageFrame({ locale, title: wrong ? `${t("share.passcode.wrongTitle")} · ${title}` : title, body });
}

/** Says when the next try is possible, on the clocks of the client's zone. */
export function tooManyTriesPage(locale: Locale, zone: string, againAt: Temporal.Instant): string {
  const t = createTranslate(locale);
  const title = t("share.passcode.tooManyTitle");
  // Rounded up: a try at the printed minute is already allowed.
  const clock = againAt
    .add({ seconds: 59 })
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  const text = t("share.passcode.tooMany", { time: clock, zone });
  return pageFrame({ locale, title, body: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>` });
}
