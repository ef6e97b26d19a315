import { connection } from "next/server";
import { loadClientMonth } from "@/app/(staff)/reports/load-client-month";
import { currentStaff } from "@/lib/auth/current-staff";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { logger } from "@/lib/ops/logger";
import { renderPublication } from "@/lib/publications/render-publication";

/** One print at a time in this process: a browser is large, and a preview can wait for another one. */
let printing: Promise<unknown> = Promise.resolve();

/**
 * `GET /reports/pdf?client=…&period=…`: the month as its facts stand now, printed as the PDF of a publication is (R10), for staff who review it.
 * 401 without a session, 404 where there is no such month, 503 where no browser could print it; nothing is stored.
 */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (!(await currentStaff())) return sentence("Sign in first.", 401);
  const query = new URL(request.url).searchParams;
  const page = await loadClientMonth(query.get("client") ?? "", query.get("period") ?? undefined).answer;
  if (page.kind !== "found") return sentence("There is no such client or month.", 404);
  const { html } = await renderPublication({ report: page.report, documentSha256: null });
  const mine = printing.catch(() => {}).then(() => print(html));
  printing = mine;
  try {
    const name = `${page.who.client.slug}-${page.month}.pdf`;
    return new Response(new Uint8Array(await mine), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    logger.error({ err: error }, "preview_pdf_not_printed");
    return sentence("No browser could print this now; the page itself can be printed.", 503);
  }
}

async function print(html: Buffer): Promise<Buffer> {
  const browser = await launchChromium();
  try {
    return await printPdf(browser, html);
  } finally {
    await browser.close();
  }
}

function sentence(text: string, status: number): Response {
  return new Response(`${text}\n`, { status, headers: { "cache-control": "private, no-store" } });
}
