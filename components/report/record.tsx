import { keepTogether } from "@/components/report/keep-together";
import type { ReportKit } from "@/lib/publications/report-kit";
import { matchesMeta } from "@/lib/report/matches-meta";
import { mayChangeWords } from "@/lib/report/words/may-change-words";

/** What stands behind the figures: range, zone, currency, version, and the data line (screens.md §1.1). */
export function ReportRecord({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { report } = view;
  const { since, until } = report.window;
  return (
    <div className="record">
      <p>
        {keepTogether(`${format.range(since, until)} ${until.slice(0, 4)}`)}
        <br />
        {t("report.record.zone", { zone: report.time_zone, currency: report.currency })}
      </p>
      <p>
        {report.publication
          ? t("report.record.version", {
              version: String(report.publication.version),
              date: format.instantDay(report.publication.at),
            })
          : t("report.record.live")}
      </p>
      <p>
        <DataLine kit={kit} />
      </p>
    </div>
  );
}

function DataLine({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { report } = view;
  const { coverage } = report;
  if (report.reconciled === null || coverage.days === 0) {
    return <span className="ok bad">{t("report.record.nothing")}</span>;
  }
  // Days before collection began are not due, but the month has them: "20 of 31 days, collected from 12 October" (R9, fully covered).
  const began = report.daily.find((day) => day.figures !== null)?.date;
  const late = report.state !== "open" && coverage.expected < coverage.calendar && began;
  const complete = coverage.days === coverage.expected;
  const days = t("report.record.days", {
    days: String(coverage.days),
    expected: String(report.state === "open" ? coverage.expected : coverage.calendar),
  });
  const matches = matchesMeta(report);
  const facts = [
    ...(late ? [t("report.record.collectedFrom", { date: format.day(began) })] : []),
    t(matches ? "report.record.matches" : "report.record.differs"),
  ];
  const mayChange = mayChangeWords(kit);
  const tone = !matches ? " bad" : complete ? "" : " warn";
  return (
    <>
      <span className={`ok${tone}`}>
        {kit.figure({ metric: "total_spend", part: "days:" }, days)}
        {`, ${facts.join(", ")}.`}
      </span>{" "}
      {mayChange !== null
        ? keepTogether(mayChange)
        : report.state === "settled"
          ? t("report.record.settled")
          : null}
    </>
  );
}
