import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { escapeHtml } from "@/lib/values/escape-html";

const bodyTag = Buffer.from("<body>");
const style =
  "background:#fbf0d9;color:#5c3d00;font:600 15px/22px ui-sans-serif,system-ui,sans-serif;padding:11px 20px;text-align:center;border-bottom:2px solid #7d5200";

/**
 * The stored bytes of an older version with one constant bar spliced in after `<body>`: which version replaced it, and the way there. All else
 * stays byte for byte (architecture.md §5, Frozen and live).
 */
export function withVersionBar(
  html: Buffer,
  locale: Locale,
  version: number,
  newest: number,
): Buffer<ArrayBuffer> {
  const at = html.indexOf(bodyTag);
  if (at < 0) throw new Error("The stored page has no body to put a bar into.");
  const t = createTranslate(locale);
  const words = { version: String(version), newest: String(newest) };
  const bar = `<aside aria-label="${escapeHtml(t("share.changes.version", { version: words.version }))}" style="${style}">${escapeHtml(t("share.replaced", words))} <a href=".." style="color:inherit;text-underline-offset:3px">${escapeHtml(t("share.openNewest", words))}</a></aside>`;
  const end = at + bodyTag.length;
  return Buffer.concat([html.subarray(0, end), Buffer.from(bar), html.subarray(end)]);
}
