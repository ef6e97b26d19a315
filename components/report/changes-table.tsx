import { keepTogether } from "@/components/report/keep-together";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Correction } from "@/lib/publications/view/changes";

/** One correction figure by figure, with its reason: what the older version printed and what this one prints (R10). */
export function ChangesTable({ kit, correction }: { kit: ReportKit; correction: Correction }) {
  const { t, format, name } = kit;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("report.notice.changedFigure")}</th>
            <th scope="col">
              {t("report.notice.changedBefore", { version: String(correction.version - 1) })}
            </th>
            <th scope="col">{t("report.notice.changedBefore", { version: String(correction.version) })}</th>
            <th scope="col">{t("report.notice.changedDifference")}</th>
          </tr>
        </thead>
        <tbody>
          {correction.items.map(({ kpi, from, to, difference }) => (
            <tr key={kpi}>
              <th scope="row">{name(kpi)}</th>
              <td>
                {from === null ? "—" : kit.figure({ metric: kpi, part: "printed:" }, format.value(kpi, from))}
              </td>
              <td>
                <b>
                  {to === null ? "—" : kit.figure({ metric: kpi, part: "printed:" }, format.value(kpi, to))}
                </b>
              </td>
              <td>
                {difference === null
                  ? "—"
                  : kit.figure({ metric: kpi, part: "printed:" }, format.signed(kpi, difference))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{keepTogether(t("report.notice.why", { why: correction.why }))}</p>
    </>
  );
}
