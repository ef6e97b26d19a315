import type { ReactNode } from "react";
import { correctionText, definitionText } from "@/components/report/definition-text";
import { keepTogether } from "@/components/report/keep-together";
import { ReconciliationTable } from "@/components/report/reconciliation-table";
import { Section } from "@/components/report/section";
import { attributionText } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import { printedMetrics } from "@/lib/report/printed-metrics";

/** How we count: everything a stranger needs to check a figure against Meta (screens.md §1.10). */
export function Appendix({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const { report } = view;
  const shown = printedMetrics(report);
  return (
    <Section title={t("report.appendix.title")} notes={[t("report.appendix.note")]} className="long">
      <dl className="app">
        {shown.map((metric) => (
          <Entry term={name(metric)} key={metric}>
            {definitionText(kit, metric)}
          </Entry>
        ))}
        <Entry term={t("report.appendix.attribution")}>{attributionText(kit)}</Entry>
        <Entry term={t("report.appendix.reach")}>{reachText(kit)}</Entry>
        <Entry term={t("report.appendix.mapping")}>
          {report.mapping.version === 0
            ? t("report.appendix.mappingNone")
            : t("report.appendix.mappingVersion", { version: String(report.mapping.version) })}
        </Entry>
        <Entry term={t("report.appendix.reconciliation")}>
          <ReconciliationTable kit={kit} />
        </Entry>
        {report.publication ? (
          <Entry term={t("report.appendix.corrections")}>
            {view.corrections.length === 0
              ? t("report.appendix.noCorrections", { date: format.instantDay(report.publication.at) })
              : view.corrections.map((correction) => (
                  <p key={correction.version}>{keepTogether(correctionText(kit, correction))}</p>
                ))}
          </Entry>
        ) : null}
        <Entry term={t("report.appendix.publication")}>
          <PublicationLine kit={kit} />
        </Entry>
        {report.agency.contact ? (
          <Entry term={t("report.appendix.contact")}>
            {report.agency.name}, <Contact text={report.agency.contact} />
          </Entry>
        ) : null}
      </dl>
    </Section>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** People reached in exactly the printed days, or why nobody can say; a sum of days would mean nothing (R8). */
function reachText({ t, format, view }: ReportKit): string {
  const { reach } = view.report;
  if ("unavailable" in reach) {
    return reach.unavailable === "not_collected"
      ? t("report.appendix.reachUnavailable")
      : t(`report.appendix.reachMissing.${reach.unavailable}`);
  }
  return t(reach.frequency === null ? "report.appendix.reachNobody" : "report.appendix.reachValue", {
    reach: format.count(reach.value),
    frequency: format.count(reach.frequency ?? "0"),
    since: format.day(reach.window.since),
    until: format.day(reach.window.until),
    instant: format.instantMinute(reach.observed_at),
  });
}

function PublicationLine({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { publication } = view.report;
  if (!publication || view.documentSha256 === null) return t("report.appendix.live");
  return (
    <span className="hash">
      {t("report.appendix.published", {
        version: String(publication.version),
        instant: format.instantMinute(publication.at),
        name: publication.by,
        hash: view.documentSha256.slice(0, 16),
      })}
    </span>
  );
}

/** A mail address becomes a link; anything else stays text. */
function Contact({ text }: { text: string }) {
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return text;
  return <a href={`mailto:${text}`}>{text}</a>;
}
