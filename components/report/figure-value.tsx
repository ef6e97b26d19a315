import type { ReportKit } from "@/lib/publications/report-kit";
import type { FigureState, ReportMetric } from "@/lib/report/document";
import { shownState } from "@/lib/report/shown-state";

/** One sign per state (mocks/report.md, State signs); settled says nothing, so nothing is drawn. */
const sign: Record<FigureState, string | undefined> = {
  unreconciled: "unrec",
  partial: "part",
  provisional: "prov",
  settled: undefined,
};

/**
 * The figure in large type. The two figures every page shows carry the fixed ids of architecture.md §5, with the exact decimal in
 * `data-value`, empty when there is none: "—" on screen, never 0 (R3, incident 24).
 */
export function FigureValue({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, format, view } = kit;
  const { value } = view.report.figures[metric];
  const state = shownState(view.report, metric);
  const id = metric === "total_spend" ? "total-spend" : metric === view.result ? "conversions" : undefined;
  if (value === null) {
    return (
      <p className="val na" id={id} data-value="">
        <span>—</span>
      </p>
    );
  }
  const text = format.value(metric, value);
  const words = state === null || state === "settled" ? null : t(`states.figure.${state}`);
  return (
    <p className="val" id={id} data-value={value}>
      <span className={state === null ? undefined : sign[state]}>
        {kit.figure({ metric }, format.isMoney(metric) ? <Money kit={kit} value={value} /> : text)}
      </span>
      {words ? <span className="vh"> ({words})</span> : null}
    </p>
  );
}

function Money({ kit, value }: { kit: ReportKit; value: string }) {
  const { before, whole, after } = kit.format.moneyParts(value);
  return (
    <>
      {before ? <small>{before}</small> : null}
      {whole}
      {after ? <small>{after}</small> : null}
    </>
  );
}
