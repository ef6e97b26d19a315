import { createReportKit } from "@/lib/publications/report-kit";
import type { Report, ReportMetric } from "@/lib/report/document";
import { keyMetricsOf } from "@/lib/report/printed-metrics";
import { resultOf } from "@/lib/report/result";
import { shownState } from "@/lib/report/shown-state";
import { coverageWords } from "@/lib/report/words/coverage-words";
import { figuresOf, type Surfaces } from "@/tests/integration/deliver/surfaces";

/** A figure of the document that a client is given as data. */
interface Expected {
  readonly level: "month" | "day" | "campaign" | "no_campaign";
  readonly of: string;
  readonly metric: ReportMetric;
  readonly value: string | null;
}

/** Every figure of the stored document that its exports must hold, read from the document itself. */
export function expectedFigures(report: Report): Expected[] {
  const metrics = [...new Set([...keyMetricsOf(report), ...report.shown])];
  const all = (
    level: Expected["level"],
    of: string,
    values: Readonly<Partial<Record<ReportMetric, string | null>>> | null,
  ) => metrics.map((metric): Expected => ({ level, of, metric, value: values?.[metric] ?? null }));
  const month = Object.fromEntries(metrics.map((metric) => [metric, report.figures[metric].value]));
  return [
    ...all("month", "", month),
    ...report.daily.flatMap(({ date, figures }) => all("day", date, figures)),
    ...report.campaigns.flatMap(({ id, figures }) => all("campaign", id, figures)),
    ...(report.unattributed.kind === "none" ? [] : all("no_campaign", "", report.unattributed.figures)),
  ];
}

/** What differs from the stored document, or between two channels that say the same, each as "channel: what". Empty where all agree. */
export function disagreements(report: Report, seen: Surfaces): string[] {
  const wrong: string[] = [];
  const check = (channel: string, what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      wrong.push(`${channel}: ${what} is ${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`);
  };
  const expected = expectedFigures(report);
  const { format } = createReportKit(report, { documentSha256: null });

  const csv = seen.csv.map(([, level, date, campaign, , metric, , value]) => ({
    ...{ level, of: `${date}${campaign}`, metric, value: value === "" ? null : value },
  }));
  check("csv", "number of figures", csv.length, expected.length);
  const json = seen.json.map((row) => {
    const { level, date, campaign_id, metric, value } = row as Record<string, string | null>;
    return { level, of: `${date ?? ""}${campaign_id ?? ""}`, metric, value };
  });
  check("json", "number of figures", json.length, expected.length);
  for (const [index, figure] of expected.entries()) {
    const what = `${figure.level} ${figure.of} ${figure.metric}`;
    check("csv", what, csv[index], figure);
    check("json", what, json[index], figure);
  }

  const number = (value: string | null) => (value === null ? null : Number(value));
  const [months, days, campaigns] = seen.xlsx;
  const at = (level: Expected["level"]) => expected.filter((figure) => figure.level === level);
  check(
    "xlsx",
    "months",
    months?.slice(1).map((row) => row[1]),
    at("month").map(({ value }) => number(value)),
  );
  const width = at("month").length;
  const cells = (rows: typeof days, first: number) =>
    rows?.slice(1).flatMap((row) => row.slice(first, first + width)) ?? [];
  check(
    "xlsx",
    "days",
    cells(days, 1),
    at("day").map(({ value }) => number(value)),
  );
  check(
    "xlsx",
    "campaigns",
    cells(campaigns, 2),
    [...at("campaign"), ...at("no_campaign")].map(({ value }) => number(value)),
  );

  const shown = keyMetricsOf(report).filter((metric) => report.figures[metric].value !== null);
  const said = shown.map((metric) => format.value(metric, report.figures[metric].value ?? ""));
  check(
    "page",
    "key figures",
    seen.keys.map((text) => text.trim()).filter((text) => text !== "—"),
    said,
  );
  // A figure's state is told in the same words everywhere, and in a file by its name.
  const kit = createReportKit(report, { documentSha256: null });
  const states = keyMetricsOf(report).map((metric) => {
    const figure = report.figures[metric];
    if (figure.value === null) return kit.t(`states.unavailable.${figure.unavailable ?? "not_collected"}`);
    const state = shownState(report, metric);
    const word = state === null || state === "settled" ? "" : kit.t(`states.figure.${state}`);
    return [word, coverageWords(kit, metric)?.text ?? ""].filter(Boolean).join("; ");
  });
  check("page", "states of key figures", seen.keyStates, states);
  check("mail", "states", seen.mailStates, states.slice(0, 4));
  check("mail", "states in text", seen.mailTextStates, states.slice(0, 4));
  const codes = at("month").map(
    ({ metric }) => report.figures[metric].unavailable ?? shownState(report, metric),
  );
  check(
    "csv",
    "states",
    seen.csv.filter(([, level]) => level === "month").map((row) => row[9]),
    codes,
  );

  const result = resultOf(report);
  for (const { date, figures, currency } of report.daily) {
    if (currency !== undefined || figures === null) continue;
    const row = seen.tables.flat().find(([head]) => head === format.day(date));
    const bare = (metric: ReportMetric) => {
      const value = figures[metric];
      return value === null || value === undefined ? "—" : format.bare(metric, value);
    };
    check("page", `day ${date}`, row?.slice(1, result ? 3 : 2), [
      bare("total_spend"),
      ...(result ? [bare(result)] : []),
    ]);
  }
  const bySpend = [...report.campaigns].sort(
    (a, b) => Number(b.figures.total_spend) - Number(a.figures.total_spend),
  );
  for (const { name, figures } of bySpend.slice(0, 8)) {
    const row = seen.tables.flat().find(([head]) => head === name);
    const value = (metric: ReportMetric) => {
      const exact = figures[metric];
      return exact === null || exact === undefined ? "—" : format.value(metric, exact);
    };
    check("page", `campaign ${name}`, row?.slice(1, result ? 3 : 2), [
      value("total_spend"),
      ...(result ? [value(result)] : []),
    ]);
  }

  // What is printed is the page's own text, figure by figure and in the same order, but for what is laid over it.
  let printed = seen.pdf.join("");
  for (const text of seen.laidOver) {
    check("pdf", `laid over the page: ${text}`, printed.includes(text), true);
    printed = printed.replace(text, "");
  }
  check("pdf", "printed figures", printed, seen.page.join(""));
  // A mail says the same twice; its values are the page's first four.
  check("mail", "figures of HTML and text", seen.mailHtml, seen.mailText);
  for (const text of said.slice(0, 4)) {
    const [figure = ""] = figuresOf(text);
    check("mail", `key figure ${text}`, seen.mailHtml.includes(figure), true);
    check("mail", `key figure ${text} in text`, seen.mailText.includes(figure), true);
  }
  for (const figure of figuresOf(report.verdict.text))
    check("mail", `figure ${figure} of the verdict`, seen.mailText.includes(figure), true);
  return wrong;
}
