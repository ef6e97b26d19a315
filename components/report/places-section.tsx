import type { ReactNode } from "react";
import { StepBars } from "@/components/charts/step-bars";
import { breakdownNotes } from "@/components/report/breakdown-notes";
import { keepTogether } from "@/components/report/keep-together";
import { MissingSection } from "@/components/report/missing-section";
import { Section } from "@/components/report/section";
import { capitalised, inSentence } from "@/components/report/text-lists";
import { unitHead } from "@/components/report/unit-head";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Place, Places } from "@/lib/publications/view/places";
import type { Report, ReportMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";

/** Where ads were seen, or why nobody can say (screens.md §1.9). */
export function PlacesSection({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  const breakdown = view.report.breakdowns.placement;
  const { places } = view;
  if (places === null)
    return <MissingSection kit={kit} title={t("report.places.title")} breakdown={breakdown} />;
  const columns = columnsOf(kit, places);
  return (
    <Section title={t("report.places.title")} notes={breakdownNotes(kit, breakdown)}>
      <p className="say">{keepTogether(sentence(kit, places))}</p>
      <div className="fig">
        <StepBars
          heads={columns.map(({ head }) => head)}
          steps={places.rows.map((row) => ({
            key: row.keys?.join(" ") ?? "others",
            label: placeText(kit, row),
            warning: null,
            share: row.share,
            track: null,
            figures: columns.map((column) => phoneFigure(column, row)),
          }))}
        />
      </div>
      <details className="data">
        <summary>{t("report.course.data")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("report.places.place")}</th>
              {columns.map(({ head }) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.rows.map((row) => (
              <tr key={row.keys?.join(" ") ?? "others"}>
                <th scope="row">{placeText(kit, row)}</th>
                {columns.map(({ head, text }) => (
                  <td key={head}>{text(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("report.drivers.total")}</th>
              {columns.map(({ head, text }) => (
                <td key={head}>{text({ ...places.total, keys: null, isTotal: true })}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </details>
    </Section>
  );
}

type Figures = Pick<Place, "result" | "spend" | "cost" | "keys"> & { readonly isTotal?: boolean };

interface Column {
  readonly head: string;
  /** Names the figure on a phone, where no head stands above it, with what its language writes before an amount. */
  readonly label: string;
  /** What its language writes after an amount. */
  readonly after?: string;
  text(row: Figures): ReactNode;
}

function phoneFigure({ label, after, text }: Column, row: Place) {
  const shown = text(row);
  return { label, text: shown, ...(after && shown !== "—" ? { after } : {}) };
}

function columnsOf(kit: ReportKit, places: Places): Column[] {
  const { format, view, name } = kit;
  const { before, after } = format.around;
  const amount = (metric: ReportMetric, called: string) => ({
    head: unitHead(kit, metric, called),
    label: `${called} ${before}`.trimEnd(),
    after,
  });
  const figure = (metric: ReportMetric, { keys, isTotal }: Figures, text: string) =>
    kit.figure(
      isTotal ? { metric } : { metric, part: keys ? `placement:${keys.join(" ")}` : "others:" },
      text,
    );
  const spend = {
    ...amount("total_spend", name("total_spend")),
    text: (row: Figures) => figure("total_spend", row, format.bare("total_spend", row.spend)),
  };
  if (places.measure === "total_spend") return [spend];
  const cost = costMetricOf(view.report);
  return [
    {
      ...{ head: name(places.measure), label: name(places.measure) },
      text: (row: Figures) =>
        row.result === null ? "—" : figure(places.measure, row, format.value(places.measure, row.result)),
    },
    spend,
    {
      ...amount(cost, kit.t("report.places.cost")),
      text: (row: Figures) => (row.cost === null ? "—" : figure(cost, row, format.bare(cost, row.cost))),
    },
  ];
}

/** What a place's result costs, as the metric that it is printed by. */
function costMetricOf(report: Report): ReportMetric {
  return costOfResult[resultOf(report) ?? "reservations"];
}

const platforms = ["facebook", "instagram", "audience_network", "messenger", "threads"] as const;
const positions = [
  ...(["feed", "stories", "reels", "explore", "marketplace", "search", "video_feeds"] as const),
  ...(["an_classic", "rewarded_video", "inbox"] as const),
] as const;

/** "Stories on Instagram"; a position that we have no word for keeps Meta's. */
function placeText({ t }: ReportKit, { keys, count }: Place): string {
  if (keys === null) return t("report.places.others", { count });
  const [platform, position] = keys;
  const where = platforms.find((known) => known === platform);
  const bare = position.replace(/^(facebook|instagram|threads|messenger)_/, "");
  const what = positions.find((known) => known === bare);
  const on = where ? t(`report.places.on.${where}`) : platform.replaceAll("_", " ");
  return what
    ? t("report.places.of", { what: t(`report.places.position.${what}`), on })
    : `${bare.replaceAll("_", " ")} ${on}`;
}

function sentence(kit: ReportKit, places: Places): string {
  const { t, format, view, name } = kit;
  if (places.finding) {
    const cost = costMetricOf(view.report);
    const { cheapest, dearest } = places.finding;
    return t("report.places.says", {
      metric: inSentence(name(places.measure)),
      cheapest: placeText(kit, cheapest),
      low: format.value(cost, cheapest.cost ?? "0"),
      dearest: placeText(kit, dearest),
      high: format.value(cost, dearest.cost ?? "0"),
    });
  }
  const [first] = places.rows;
  return first
    ? t("report.places.most", {
        metric: inSentence(name(places.measure)),
        place: capitalised(placeText(kit, first)),
      })
    : t("report.people.nobody");
}
