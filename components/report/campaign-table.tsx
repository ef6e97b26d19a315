import type { ReactNode } from "react";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { CampaignRow } from "@/lib/publications/view/campaign-rows";

/** The table whose total row is the key figures, character by character (R7). */
export function CampaignTable({ kit }: { kit: ReportKit }) {
  const { t, view, name } = kit;
  const { columns, rows, total } = view.campaigns;
  return (
    <table className="camp">
      <thead>
        <tr>
          <th scope="col">{t("report.campaigns.campaign")}</th>
          {columns.map((metric) => (
            <th scope="col" key={metric}>
              {name(metric)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row kit={kit} row={row} key={row.key} />
        ))}
      </tbody>
      <tbody>
        <Row kit={kit} row={total} />
      </tbody>
    </table>
  );
}

function Row({ kit, row }: { kit: ReportKit; row: CampaignRow }) {
  const { format, view } = kit;
  return (
    <tr className={row.kind === "total" ? "total" : row.kind === "campaign" ? undefined : "rest"}>
      <th scope="row">{labelOf(kit, row)}</th>
      {view.campaigns.columns.map((metric, index) => {
        const value = row.values[index] ?? null;
        return <td key={metric}>{value === null ? "—" : format.value(metric, value)}</td>;
      })}
    </tr>
  );
}

function labelOf({ t }: ReportKit, row: CampaignRow): ReactNode {
  switch (row.kind) {
    case "campaign":
      return <bdi>{row.name}</bdi>;
    case "others":
      return t("report.campaigns.others", { count: row.count });
    case "in_no_campaign":
      return t("report.campaigns.in_no_campaign");
    case "rounding":
      return t("report.campaigns.rounding");
    case "total":
      return t("report.campaigns.total", { count: row.count });
  }
}
