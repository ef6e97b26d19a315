import { unstable_rethrow } from "next/navigation";
import { connection } from "next/server";
import { loadClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { currentStaff } from "@/lib/auth/current-staff";
import { pageLocale } from "@/lib/auth/page-locale";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { PreviewsBusyError, previewPrinter } from "@/lib/deliver/pdf/preview-printer";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { logger } from "@/lib/ops/logger";
import { renderPublication } from "@/lib/publications/render-publication";

const print = previewPrinter({ launch: launchChromium, print: printPdf });

/**
 * `GET /reports/pdf?client=…&period=…`: the month as its facts stand now, printed as the PDF of a publication is (R10), for staff who review it.
 * 401 without a session, 404 where there is no such month, 503 where the month cannot be read or no browser could print it; each in the reader's
 * language. Nothing is stored.
 */
export async function GET(request: Request): Promise<Response> {
  await connection();
  let locale: Locale | null = null;
  let step: "notRead" | "notPrinted" = "notRead";
  try {
    const staff = await currentStaff();
    if (!staff) return sentence(await pageLocale(), "signIn", 401);
    locale = staff.locale;
    const query = new URL(request.url).searchParams;
    const page = await loadClientMonth(query.get("client") ?? "", query.get("period") ?? undefined).answer;
    if (page.kind !== "found") return sentence(locale, "missing", 404);
    const { html } = await renderPublication({ report: page.report, documentSha256: null });
    step = "notPrinted";
    const bytes = await print(html);
    const name = `${page.who.client.slug}-${page.month}.pdf`;
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    // A session that ended meanwhile leads to the door.
    unstable_rethrow(error);
    const words = error instanceof PreviewsBusyError ? "busy" : step;
    logger.error({ err: error, words }, "preview_pdf_not_printed");
    return sentence(locale ?? (await pageLocale()), words, 503);
  }
}

function sentence(
  locale: Locale,
  words: "signIn" | "missing" | "notRead" | "notPrinted" | "busy",
  status: 401 | 404 | 503,
): Response {
  return new Response(`${createTranslate(locale)(`publish.preview.${words}`)}\n`, {
    status,
    headers: {
      "cache-control": "private, no-store",
      "content-type": "text/plain; charset=utf-8",
      ...(status === 503 ? { "retry-after": "60" } : {}),
    },
  });
}
