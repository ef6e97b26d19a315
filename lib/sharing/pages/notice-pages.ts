import type { Temporal } from "temporal-polyfill";
import { dayText, localDay, monthText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import type { LinkHost } from "@/lib/sharing/open-share-link";
import { pageFrame } from "@/lib/sharing/pages/page-frame";
import type { SharePart } from "@/lib/sharing/share-path";
import { escapeHtml } from "@/lib/values/escape-html";

/** What a link says that does not open, whatever the reason: both languages, always the same bytes, so that nothing can be learnt. */
export const closedPage = inBothLanguages("closed");

/** What every link says while the gate itself cannot be asked. */
export const faultPage = inBothLanguages("fault");

function inBothLanguages(notice: "closed" | "fault"): string {
  const sections = (["pl", "en"] as const).map((locale) => {
    const t = createTranslate(locale);
    return `<section lang="${locale}">${noticeText(t(`share.${notice}Title`), t(`share.${notice}`))}</section>`;
  });
  return pageFrame({
    locale: "pl",
    title: createTranslate("pl")(`share.${notice}Title`),
    body: sections.join(""),
  });
}

/** What a live link says before its month is published. */
export function waitingPage({ locale, client }: LinkHost): string {
  const t = createTranslate(locale);
  return notice(locale, t("share.waitingTitle"), t("share.waiting", { client }));
}

/** What a live link says of a month that was taken back: by whom, when, and whom to ask. */
export function withdrawnPage(host: LinkHost, month: string, at: Temporal.Instant): string {
  const { locale, zone } = host;
  const t = createTranslate(locale);
  const text = t("share.withdrawn", {
    agency: host.agency,
    month: monthText(locale, month),
    date: dayText(locale, localDay(zone, at.toString())),
  });
  const contact = host.contact ? ` ${t("share.questions", { contact: host.contact })}` : "";
  return notice(locale, t("share.withdrawnTitle"), text + contact);
}

/** What a link says of one version that was taken back while a newer one is out, with the way there from `/v/N` or a file of it. */
export function withdrawnVersionPage(
  { locale, zone, agency }: LinkHost,
  of: {
    readonly month: string;
    readonly version: number;
    readonly newest: number;
    readonly at: Temporal.Instant;
    readonly part: SharePart;
  },
): string {
  const t = createTranslate(locale);
  const newest = String(of.newest);
  const title = t("share.withdrawnVersionTitle", { version: String(of.version) });
  const text = t("share.withdrawnVersion", {
    ...{ agency, newest, month: monthText(locale, of.month) },
    date: dayText(locale, localDay(zone, of.at.toString())),
  });
  const way = `<p><a href="${of.part === "page" ? ".." : "../.."}">${escapeHtml(t("share.openNewest", { newest }))}</a></p>`;
  return pageFrame({ locale, title, body: noticeText(title, text) + way });
}

/** What `/pdf` says until the file is there; the browser asks again by itself. */
export function makingPdfPage({ locale }: LinkHost): string {
  const t = createTranslate(locale);
  const title = t("share.makingTitle");
  return pageFrame({ locale, title, body: noticeText(title, t("share.making")), again: 15 });
}

function notice(locale: Locale, title: string, text: string): string {
  return pageFrame({ locale, title, body: noticeText(title, text) });
}

function noticeText(title: string, text: string): string {
  return `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`;
}
