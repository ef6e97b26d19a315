import { type StepBar, StepBars } from "@/components/charts/step-bars";
import { previousMonth } from "@/components/report/base-month";
import { keepTogether } from "@/components/report/keep-together";
import { Section } from "@/components/report/section";
import { capitalised, inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";
import { parseDecimal } from "@/lib/values/decimal";

type Step = Report["funnel"][number];

/** The way to a reservation: counts and step rates; an inverted step is named rather than hidden (screens.md §1.7). */
export function FunnelSection({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const { funnel, figures, month } = view.report;
  if (funnel.length === 0) return null;
  const base = capitalised(format.monthName(previousMonth(month)));
  const daysOf = ({ kpi }: Step) => figures[kpi].days;
  const mostDays = Math.max(...funnel.map(daysOf));
  const longest = Math.max(...funnel.map(({ value }) => Number(value)), 1);
  const hasBase = funnel.some(({ base_rate }) => base_rate !== null);
  const heads = [t("report.funnel.count"), t("report.funnel.passes"), ...(hasBase ? [base] : [])];
  const bars = funnel.map((step, index): StepBar => {
    const before = funnel[index - 1];
    return {
      key: step.kpi,
      label: name(step.kpi),
      warning:
        step.inverted && before
          ? t("report.funnel.inverted", { before: inSentence(name(before.kpi)) })
          : daysOf(step) < mostDays
            ? t("report.funnel.fewerDays", { count: daysOf(step) })
            : null,
      share: Number(step.value) / longest,
      // A track of other days would show as lost what was never counted.
      track: before && daysOf(before) === daysOf(step) ? Number(before.value) / longest : null,
      figures: heads.map((label, column) => ({
        label,
        text:
          [
            kit.figure({ metric: step.kpi }, format.value(step.kpi, step.value)),
            before && step.rate !== null
              ? kit.figure({ metric: step.kpi, part: `rate:${before.kpi}` }, rate(kit, step.rate))
              : "",
            before && step.base_rate !== null
              ? kit.figure({ metric: step.kpi, part: `base_rate:${before.kpi}` }, rate(kit, step.base_rate))
              : "",
          ][column] ?? "",
      })),
    };
  });
  return (
    <Section title={title(kit)} notes={[t("report.funnel.note")]}>
      <p className="say">{keepTogether(sentence(kit, funnel))}</p>
      <div className="fig">
        <StepBars heads={heads} steps={bars} />
      </div>
      <details className="data">
        <summary>{t("report.course.data")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("report.funnel.step")}</th>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{bar.label}</th>
                {bar.figures.map(({ label, text }) => (
                  <td key={label}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

function rate({ format }: ReportKit, text: string | null): string {
  return text === null ? "" : format.value("search_to_view_rate", text);
}

/** A client that calls its result otherwise is led to that one, in a form that needs no case of its word. */
function title({ t, name }: ReportKit): string {
  const result = name("reservations");
  if (result === t("metrics.reservations")) return t("report.funnel.title");
  return t("report.funnel.titleOwn", { result: inSentence(result) });
}

/** An inverted step first; else how many of the step before took the last one that has a rate, and where most are lost. */
function sentence(kit: ReportKit, funnel: readonly Step[]): string {
  const { t, format, view, name } = kit;
  const inverted = funnel.findIndex((step) => step.inverted);
  const word = (step: Step) => t("report.campaigns.quoted", { name: name(step.kpi) });
  const [bad, beforeBad] = [funnel[inverted], funnel[inverted - 1]];
  if (bad && beforeBad) return t("report.funnel.saysInverted", { step: word(bad), before: word(beforeBad) });
  const rated = funnel.flatMap((step, index) => {
    const before = funnel[index - 1];
    return before && step.rate !== null ? [{ step, before, rate: step.rate }] : [];
  });
  const last = rated.at(-1);
  if (!last) return t("report.funnel.saysNothing");
  const lost = ({ before, step }: Pick<(typeof rated)[number], "before" | "step">) =>
    parseDecimal(before.value).minus(step.value);
  const worst = rated.reduce((a, b) => (lost(b).gt(lost(a)) ? b : a));
  const values = {
    rate: rate(kit, last.rate),
    before: word(last.before),
    step: word(last.step),
  };
  const loss =
    rated.length > 1 ? ` ${t("report.funnel.loss", { from: word(worst.before), to: word(worst.step) })}` : "";
  const main =
    last.step.base_rate === null
      ? t("report.funnel.says", values)
      : t("report.funnel.saysBase", {
          ...values,
          base: rate(kit, last.step.base_rate),
          inBase: format.inMonth(previousMonth(view.report.month)),
        });
  return `${main}${loss}`;
}
