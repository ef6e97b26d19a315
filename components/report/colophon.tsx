import type { ReportKit } from "@/lib/publications/report-kit";

/** The line that says which report this is; print repeats it at the foot of every page. */
export function colophonText({ t, format, view }: ReportKit): string {
  const { report, documentSha256 } = view;
  const client = report.client.name;
  const month = format.month(report.month);
  if (!report.publication || documentSha256 === null) return t("report.foot.live", { client, month });
  return t("report.foot.line", {
    client,
    month,
    version: String(report.publication.version),
    hash: documentSha256.slice(0, 16),
  });
}

/** Foot of the page on a screen. */
export function Colophon({ kit }: { kit: ReportKit }) {
  return (
    <footer className="foot noprint">
      <span>{colophonText(kit)}</span>
      <span>{kit.t("report.foot.made")}</span>
    </footer>
  );
}
