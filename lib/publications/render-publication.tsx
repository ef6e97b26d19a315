import { createHash } from "node:crypto";
import { colophonText } from "@/components/report/colophon";
import { MonthlyReport } from "@/components/report/monthly-report";
import { pageFooterCss } from "@/lib/publications/page-footer-css";
import { reportCss, screenFontsCss } from "@/lib/publications/report-css.gen";
import type { ReportKit } from "@/lib/publications/report-kit";
import { createReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

/** The frozen page: its bytes and their SHA-256, 64 hex digits (`publications.html`, `html_sha256`). */
export interface RenderedPublication {
  readonly html: Buffer;
  readonly sha256: string;
}

/**
 * Renders a published document once, to the bytes that page, print and PDF share (R10). Deterministic: the same document gives the same
 * bytes. No script, and no address but `/fonts/<content hash>.woff2`. Works in Next's route handlers and in plain Node, because
 * `react-dom/server` is loaded when it is needed (architecture.md §3).
 */
export async function renderPublication(input: {
  report: Report;
  /** SHA-256 of the stored canonical JSON, 64 hex digits; null for live figures, which say so on the page. */
  documentSha256: string | null;
}): Promise<RenderedPublication> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  const kit = createReportKit(input.report, { documentSha256: input.documentSha256 });
  const page = renderToStaticMarkup(<PublicationPage kit={kit} />);
  const html = Buffer.from(`<!doctype html>\n${page}\n`, "utf8");
  return { html, sha256: createHash("sha256").update(html).digest("hex") };
}

/** The page's own fonts, each once. */
const fonts = [...new Set(screenFontsCss.match(/\/fonts\/[\w-]+\.woff2/g))];

function PublicationPage({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { report } = view;
  const footer = pageFooterCss(colophonText(kit), t("report.foot.pagesJoin"));
  return (
    <html lang={format.locale}>
      {/* biome-ignore lint/style/noHeadElement: this page is bytes of its own, outside the App Router */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* Asked for before the page is read: a font that is not there at the first paint is left out (P10). */}
        {fonts.map((address) => (
          <link key={address} rel="preload" as="font" type="font/woff2" crossOrigin="" href={address} />
        ))}
        <title>{`${report.client.name}, ${format.month(report.month)}`}</title>
        {/* Our own compiled stylesheet and an escaped line of text: nothing from outside can close the element. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
        <style dangerouslySetInnerHTML={{ __html: `${reportCss}${footer}` }} />
      </head>
      <body>
        <main>
          <MonthlyReport kit={kit} />
        </main>
      </body>
    </html>
  );
}
