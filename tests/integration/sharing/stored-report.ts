import { hotelJantar } from "@/components/report/fixtures/cast";
import { correctedMonth } from "@/components/report/fixtures/states";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import type { Report } from "@/lib/report/document";

/** Hotel Jantar's October as it is stored: version 1, or 2 with its correction. */
export async function storedReport(version: number): Promise<{ html: string; document: string }> {
  return storedForm(version === 1 ? hotelJantar : correctedMonth);
}

/** Bytes and document of a report, as publishing would store them. */
export async function storedForm(report: Report): Promise<{ html: string; document: string }> {
  const document = canonicalDocument(report);
  const { html } = await renderPublication({ report, documentSha256: document.sha256 });
  return { html: html.toString(), document: document.text };
}
