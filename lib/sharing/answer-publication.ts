import { createHash } from "node:crypto";
import { exportCsv } from "@/lib/deliver/export/export-csv";
import { exportJson } from "@/lib/deliver/export/export-json";
import { exportRows } from "@/lib/deliver/export/export-rows";
import { exportXlsx } from "@/lib/deliver/export/export-xlsx";
import { LostPdfError } from "@/lib/deliver/pdf/pdf-store";
import type { Locale } from "@/lib/i18n/locale";
import { logger } from "@/lib/ops/logger";
import { type Report, reportSchema } from "@/lib/report/document";
import type { OpenShareLinkOutcome, SharedPublication } from "@/lib/sharing/open-share-link";
import type { StoredPage } from "@/lib/sharing/page-cache";
import { changesPage } from "@/lib/sharing/pages/changes-page";
import { makingPdfPage } from "@/lib/sharing/pages/notice-pages";
import { withVersionBar } from "@/lib/sharing/pages/version-bar";
import { fileAnswer, pageAnswer } from "@/lib/sharing/share-answer";
import type { SharePart } from "@/lib/sharing/share-path";

type Opened = Extract<OpenShareLinkOutcome, { kind: "open" }>;

/**
 * The asked part of what a link opens, made from stored bytes or the stored document and nothing else (R10). `?bom=0` or `1` leaves out or puts
 * in the CSV's byte order mark: by default a download has it, for Excel, and a spreadsheet's own link has not.
 */
export async function answerPublication(
  { host, publications }: Opened,
  part: SharePart,
  query: URLSearchParams,
  from: {
    /** The PDF's bytes; LostPdfError when it has to be made anew. */
    readonly readPdf: (pdf: NonNullable<SharedPublication["pdf"]>) => Promise<Buffer<ArrayBuffer>>;
    /** The bytes of the first, where the page is asked for. */
    readonly page: StoredPage | null;
  },
): Promise<Response> {
  const { readPdf, page } = from;
  const [first] = publications;
  switch (part) {
    case "page":
      if (!page) throw new Error("The gate gave no page.");
      return pageAnswer(pageBytes(page, first, host.locale), 200);
    case "pdf": {
      const bytes = first.pdf && (await readPdf(first.pdf).catch(nullWhenLost));
      if (!bytes) return pageAnswer(makingPdfPage(host), 202);
      return fileAnswer(bytes, "application/pdf", `inline; filename="${fileName(first, "pdf")}"`);
    }
    case "changes":
      return pageAnswer(changesPage(reportOf(first)), 200);
    case "csv": {
      const rows = publications.flatMap((publication) => exportRows(reportOf(publication)));
      const bom = query.has("bom") ? query.get("bom") === "1" : host.linkKind === "report";
      return fileAnswer(exportCsv(rows, { bom }), "text/csv; charset=utf-8", attached(first, "csv"));
    }
    case "xlsx": {
      const bytes = new Uint8Array(await exportXlsx(reportOf(first)));
      const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      return fileAnswer(bytes, type, attached(first, "xlsx"));
    }
    case "json": {
      const sha256 = createHash("sha256").update(documentOf(first), "utf8").digest("hex");
      return fileAnswer(
        exportJson(reportOf(first), sha256),
        "application/json; charset=utf-8",
        attached(first, "json"),
      );
    }
  }
}

function nullWhenLost(error: unknown): null {
  if (!(error instanceof LostPdfError)) throw error;
  logger.error({ err: error }, "pdf_lost");
  return null;
}

/** An older version says by which it was replaced; the newest is sent as it was stored. */
function pageBytes(page: StoredPage, { version, newest }: SharedPublication, locale: Locale) {
  return version < newest ? withVersionBar(page.html, locale, version, newest) : page.html;
}

function documentOf({ document }: SharedPublication): string {
  if (document === null) throw new Error("The gate gave no document.");
  return document;
}

function reportOf(publication: SharedPublication): Report {
  return reportSchema.parse(JSON.parse(documentOf(publication)));
}

function attached(publication: SharedPublication, extension: string): string {
  return `attachment; filename="${fileName(publication, extension)}"`;
}

/** "report-2026-10-v2.csv": the client's name stays out of it, for it may be in any script. */
function fileName({ month, version }: SharedPublication, extension: string): string {
  return `report-${month}-v${version}.${extension}`;
}
