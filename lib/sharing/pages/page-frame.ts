import type { Locale } from "@/lib/i18n/locale";
import { screenFontsCss } from "@/lib/publications/report-css.gen";
import { escapeHtml } from "@/lib/values/escape-html";

const css = `${screenFontsCss}
:root{--paper:#fff;--ink:#15181c;--ink-2:#454c54;--ink-3:#626a73;--rule:#e2e3de;--line:#757d85;--accent:#1d4e79;--bad:#a8231b;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#eceef0;--ink-2:#bcc3ca;--ink-3:#959da6;--rule:#2b3036;--line:#7f8790;--accent:#8fbbe9;--bad:#f08a82;--on:#15181b}}
*{margin:0;box-sizing:border-box}body{background:var(--paper);color:var(--ink);font:15px/22px "Inter Variable",ui-sans-serif,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:480px;margin:0 auto;padding:20vh 20px 48px}main.wide{max-width:760px;padding-top:48px}section+section{border-top:1px solid var(--rule);margin-top:32px;padding-top:32px}
h1{font:600 25px/32px "Source Serif 4 Variable",Georgia,serif;letter-spacing:-.012em;text-wrap:balance}h2{font-size:15px;line-height:22px;font-weight:600;margin-top:32px}p{margin-top:8px;color:var(--ink-2);text-wrap:pretty}
a{color:var(--accent);text-underline-offset:3px}p.bad{color:var(--bad);font-weight:600}
form{margin-top:20px}label{display:block;font-size:13px;line-height:20px;font-weight:600;margin-bottom:4px}.row{display:flex;gap:12px;flex-wrap:wrap}
input,button{font:inherit;height:44px;border-radius:6px;padding:0 14px}input{flex:1 1 180px;min-width:0;color:var(--ink);background:var(--paper);border:1px solid var(--line)}input[aria-invalid]{border-color:var(--bad)}
button{font-weight:600;color:var(--on);background:var(--accent);border:0;padding:0 22px;cursor:pointer}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{width:100%;border-collapse:collapse;margin-top:8px}th,td{padding:9px 0 9px 16px;text-align:right;border-bottom:1px solid var(--rule);vertical-align:baseline}th{font-weight:400;color:var(--ink-2)}th:first-child,td:first-child{text-align:left;padding-left:0}thead th{font-size:12px;line-height:16px;color:var(--ink-3)}td{white-space:nowrap}
@media(max-width:560px){thead{display:none}tr{display:flex;flex-wrap:wrap;column-gap:12px;border-bottom:1px solid var(--rule);padding:8px 0}tr>*,th:first-child{border:0;padding:2px 0;flex:1 0 calc((100% - 24px)/3)}tbody th:first-child{flex-basis:100%;font-weight:600;color:var(--ink)}td{text-align:left;white-space:normal}td::before{content:attr(data-head);display:block;font-size:12px;line-height:16px;color:var(--ink-3)}}
@media print{:root{--paper:#fff;--ink:#15181c;--ink-2:#454c54}main{padding-top:0}}`;

/** A page of its own instead of a report: no script, and no address but this portal's fonts. `body` is markup whose texts are escaped. */
export function pageFrame(page: {
  readonly locale: Locale;
  readonly title: string;
  readonly body: string;
  readonly wide?: boolean;
  /** Seconds after which the browser asks again by itself. */
  readonly again?: number;
}): string {
  const refresh = page.again === undefined ? "" : `<meta http-equiv="refresh" content="${page.again}">`;
  return `<!doctype html>
<html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">${refresh}<title>${escapeHtml(page.title)}</title><style>${css}</style></head>
<body><main${page.wide ? ' class="wide"' : ""}>${page.body}</main></body></html>
`;
}
