import { unitHead } from "@/components/report/unit-head";
import type { ReportKit } from "@/lib/publications/report-kit";

/** Double entry on paper: campaigns, the account's own total, the difference, and when both were read (R7). */
export function ReconciliationTable({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const rows = view.report.appendix.reconciliation;
  const newest = rows
    .map((row) => row.at)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  if (!newest) return <p>{t("report.appendix.notChecked")}</p>;
  return (
    <>
      <p>{t("report.appendix.checked", { instant: format.instantMinute(newest) })}</p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("report.appendix.campaigns")}</th>
            <th scope="col">{t("report.appendix.account")}</th>
            <th scope="col">{t("report.appendix.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const differs = view.disagreements.some(({ metric }) => metric === row.metric);
            return (
              <tr key={row.metric}>
                <th scope="row">{unitHead(kit, row.metric)}</th>
                <td>{kit.figure({ metric: row.metric }, format.bare(row.metric, row.campaigns))}</td>
                <td>{kit.figure({ metric: row.metric }, format.bare(row.metric, row.account))}</td>
                <td className={differs ? "differs" : undefined}>
                  {kit.figure({ metric: row.metric, part: "rest:" }, format.bare(row.metric, row.difference))}
                  {differs ? <span className="vh"> ({t("states.figure.unreconciled")})</span> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
