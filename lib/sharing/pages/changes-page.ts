import { createReportKit } from "@/lib/publications/report-kit";
import { correctionsOf } from "@/lib/publications/view/changes";
import type { Report } from "@/lib/report/document";
import { pageFrame } from "@/lib/sharing/pages/page-frame";
import { escapeHtml } from "@/lib/values/escape-html";

/** `/changes`: every correction that the stored document tells of, figure by figure with its reason, and the way to older versions. */
export function changesPage(report: Report): string {
  const kit = createReportKit(report, { documentSha256: null });
  const { t, format, name } = kit;
  const month = format.month(report.month);
  const title = t("share.changes.title", { client: report.client.name, month });
  const corrections = correctionsOf(report);
  const parts = corrections.map((correction) => {
    const heads = {
      before: t("share.changes.version", { version: String(correction.version - 1) }),
      after: t("share.changes.version", { version: String(correction.version) }),
      difference: t("share.changes.difference"),
    };
    const cell = (head: string, text: string) =>
      `<td data-head="${escapeHtml(head)}">${escapeHtml(text)}</td>`;
    const rows = correction.items.map(
      ({ kpi, from, to, difference }) =>
        `<tr><th scope="row">${escapeHtml(name(kpi))}</th>${cell(heads.before, from === null ? "—" : format.value(kpi, from))}${cell(heads.after, to === null ? "—" : format.value(kpi, to))}${cell(heads.difference, difference === null ? "—" : format.signed(kpi, difference))}</tr>`,
    );
    const head = [t("share.changes.figure"), heads.before, heads.after, heads.difference]
      .map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
      .join("");
    const lead = t("share.changes.corrected", {
      version: String(correction.version),
      date: format.instantDay(correction.at),
    });
    const older = t("share.changes.openVersion", { version: String(correction.version - 1) });
    const table =
      rows.length > 0
        ? `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`
        : `<p>${escapeHtml(t("share.changes.noFigures"))}</p>`;
    return `<h2>${escapeHtml(lead)}</h2>${table}
<p>${escapeHtml(t("share.changes.why", { why: correction.why }))}</p><p><a href="v/${correction.version - 1}">${escapeHtml(older)}</a></p>`;
  });
  const none = parts.length === 0 ? `<p>${escapeHtml(t("share.changes.none"))}</p>` : "";
  const back = `<p><a href=".">${escapeHtml(t("share.changes.back"))}</a></p>`;
  return pageFrame({
    locale: report.locale,
    title,
    wide: true,
    body: `<h1>${escapeHtml(title)}</h1>${none}${parts.join("")}${back}`,
  });
}
