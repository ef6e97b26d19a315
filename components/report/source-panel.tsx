import { keepTogether } from "@/components/report/keep-together";
import { panelId } from "@/components/report/key-figure";
import { sourceRows } from "@/components/report/source-rows";
import { inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";

/** "Where does this number come from": formula, days, zone, when it was read and by which run (screens.md §1). A popover, no script. */
export function SourcePanel({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, format, view, name } = kit;
  const figure = view.report.figures[metric];
  const id = panelId(metric);
  const title = t("report.panel.title", { metric: inSentence(name(metric)) });
  return (
    <div className="panel" id={id} popover="auto" role="dialog" aria-label={title}>
      <button type="button" className="x" popoverTarget={id} popoverTargetAction="hide">
        {t("report.panel.close")}
      </button>
      <h3>{title}</h3>
      <p className="sum">{figure.value === null ? "—" : format.value(metric, figure.value)}</p>
      <dl>
        {sourceRows(kit, metric).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{keepTogether(text)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
