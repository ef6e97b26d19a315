import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

const css = `@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url(/fonts/34b9c504cab7a73e.woff2) format("woff2");unicode-range:U+0100-02BA}
@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url(/fonts/3100e775e8616cd2.woff2) format("woff2");unicode-range:U+0000-00FF,U+2000-206F}
:root{--paper:#fff;--ink:#15181c;--ink-2:#454c54;--rule:#e2e3de}
@media(prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#eceef0;--ink-2:#bcc3ca;--rule:#2b3036}}
*{margin:0;box-sizing:border-box}body{background:var(--paper);color:var(--ink);font:15px/22px "Inter Variable",ui-sans-serif,system-ui,sans-serif}
main{max-width:480px;margin:0 auto;padding:20vh 20px 48px}section+section{border-top:1px solid var(--rule);margin-top:32px;padding-top:32px}
h1{font-size:25px;line-height:32px;font-weight:600;letter-spacing:-.012em}p{margin-top:8px;color:var(--ink-2);text-wrap:pretty}`;

/** What a link says that does not open, whatever the reason: both languages, always the same bytes, so that nothing can be learnt. */
export const closedPage = inBothLanguages("closed");

/** What every link says while the gate itself cannot be asked. */
export const faultPage = inBothLanguages("fault");

function inBothLanguages(notice: "closed" | "fault"): string {
  return noticePage(
    (["pl", "en"] as const).map((locale) => {
      const t = createTranslate(locale);
      return { locale, title: t(`share.${notice}Title`), text: t(`share.${notice}`) };
    }),
  );
}

/** What a live link says before its month is published, in the client's language. */
export function waitingPage(locale: Locale, client: string): string {
  const t = createTranslate(locale);
  return noticePage([{ locale, title: t("share.waitingTitle"), text: t("share.waiting", { client }) }]);
}

interface Notice {
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
}

/** A page of its own: no script, and no address but this portal's fonts. */
function noticePage(notices: readonly Notice[]): string {
  const [first] = notices;
  const blocks = notices
    .map(
      ({ locale, title, text }) =>
        `<section lang="${locale}"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></section>`,
    )
    .join("");
  return `<!doctype html>
<html lang="${first?.locale ?? "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${escapeHtml(first?.title ?? "")}</title><style>${css}</style></head>
<body><main>${blocks}</main></body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
