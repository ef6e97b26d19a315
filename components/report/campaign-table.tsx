import type { ReactNode } from "react";
import { previousMonth } from "@/components/report/base-month";
import { inSentence } from "@/components/report/text-lists";
import type { FigureOf, ReportKit } from "@/lib/publications/report-kit";
import type { CampaignRow } from "@/lib/publications/view/campaign-rows";
import { costOfResult } from "@/lib/report/result";

/** The table whose total row is the key figures, character by character (R7). */
export function CampaignTable({ kit }: { kit: ReportKit }) {
  const { t, view, name } = kit;
  const { columns, rows, total } = view.campaigns;
  return (
    <table className={view.campaigns.hasChanges ? "camp changes" : "camp"}>
      <thead>
        <tr>
          <th scope="col">{t("report.campaigns.campaign")}</th>
          {columns.map((metric) => (
            <th scope="col" key={metric}>
              {name(metric)}
            </th>
          ))}
          {view.campaigns.hasChanges ? (
            <th scope="col">
              {t("report.campaigns.against", {
                month: kit.format.monthGenitive(previousMonth(view.report.month)),
              })}
            </th>
          ) : null}
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
        return (
          <td key={metric}>
            {value === null ? "—" : kit.figure({ metric, ...partOf(row) }, format.value(metric, value))}
          </td>
        );
      })}
      {view.campaigns.hasChanges ? (
        <td className="change">
          <Change kit={kit} row={row} />
        </td>
      ) : null}
    </tr>
  );
}

/** The total row is the month's own figure; every other row is a part of it. */
function partOf({ kind, key }: CampaignRow): { readonly part?: string } {
  if (kind === "total") return {};
  if (kind === "campaign") return { part: `campaign:${key}` };
  return { part: kind === "others" ? "others:" : "rest:" };
}

/** The change of the total row is the month's own comparison; every other row is compared with itself. */
function changeOf({ view }: ReportKit, row: CampaignRow): FigureOf {
  const metric = view.result ? costOfResult[view.result] : "total_spend";
  return { metric, part: row.kind === "total" ? "compared:previous" : `campaign_change:${row.key}` };
}

/** Arrow and word: cheaper is better for every cost of a result. */
function Change({ kit, row }: { kit: ReportKit; row: CampaignRow }) {
  const { t, format, view, name } = kit;
  const { change, count } = row;
  const of = changeOf(kit, row);
  switch (change?.kind) {
    case undefined:
      return "—";
    case "new":
      return t("report.campaigns.new", { count, inMonth: format.inMonth(view.report.month) });
    case "counts": {
      const metric = inSentence(name(view.result ?? "total_spend"));
      const [from, to] = [format.count(change.from), format.count(change.to)];
      return kit.figure(
        of,
        from === to
          ? t("report.campaigns.countsSame", { metric, count: to })
          : t("report.campaigns.counts", { metric, from, to }),
      );
    }
    case "percent": {
      const size = Math.abs(Number(change.change));
      if (size === 0) return t("report.campaigns.same");
      const isDown = change.change.startsWith("-");
      // As the key figure says it: a small change is no standstill.
      const amount = size < 0.5 ? t("report.compare.under") : format.change(change.change);
      return (
        <>
          <b className={isDown ? "down-good" : "up-bad"}>
            <i aria-hidden="true">{isDown ? "↓" : "↑"}</i> {kit.figure(of, amount)}
          </b>{" "}
          <span>{t(isDown ? "report.campaigns.cheaper" : "report.campaigns.dearer")}</span>
        </>
      );
    }
  }
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
