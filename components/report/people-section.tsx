import { PairBars } from "@/components/charts/pair-bars";
import { breakdownNotes } from "@/components/report/breakdown-notes";
import { keepTogether } from "@/components/report/keep-together";
import { MissingSection } from "@/components/report/missing-section";
import { Section } from "@/components/report/section";
import { inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { People } from "@/lib/publications/view/people";

const columns = ["age", "women", "men"] as const;

/** Who the results came from, or why nobody can say (screens.md §1.9): rows explain the account's total and never replace it (R7). */
export function PeopleSection({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const breakdown = view.report.breakdowns.age_gender;
  const { people } = view;
  if (people === null)
    return <MissingSection kit={kit} title={t("report.people.title")} breakdown={breakdown} />;
  const value = (text: string) => format.value(people.measure, text);
  const cell = (age: string, gender: "female" | "male", text: string) =>
    kit.figure({ metric: people.measure, part: `age_gender:${age} ${gender}` }, value(text));
  const sum = (gender: string, text: string) =>
    kit.figure({ metric: people.measure, part: `gender:${gender}` }, text);
  const unknown =
    people.unknown === null
      ? []
      : [
          {
            key: "unknown",
            label: t("report.people.unknownGender"),
            text: sum("unknown", value(people.unknown)),
            isTotal: false,
          },
        ];
  const total = {
    key: "total",
    label: t("report.people.total", { metric: inSentence(name(people.measure)) }),
    text: kit.figure({ metric: people.measure }, value(people.total)),
    isTotal: true,
  };
  const heads = [
    t("report.people.age"),
    sum("female", t("report.people.women", { value: value(people.women) })),
    sum("male", t("report.people.men", { value: value(people.men) })),
  ] as const;
  return (
    <Section
      title={t("report.people.title")}
      notes={[measureNote(kit, people), ...breakdownNotes(kit, breakdown)]}
    >
      <p className="say">{keepTogether(sentence(kit, people))}</p>
      <div className="fig">
        <PairBars
          heads={heads}
          pairs={people.ages.map(({ age, women, men }) => ({
            key: age,
            label: ageText(kit, age),
            cells: [
              { text: cell(age, "female", women.value), share: women.share },
              { text: cell(age, "male", men.value), share: men.share },
            ],
          }))}
          sums={unknown.length === 0 ? [] : [...unknown, total]}
        />
      </div>
      <details className="data">
        <summary>{t("report.course.data")}</summary>
        <table>
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th scope="col" key={columns[index]}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.ages.map(({ age, women, men }) => (
              <tr key={age}>
                <th scope="row">{ageText(kit, age)}</th>
                <td>{cell(age, "female", women.value)}</td>
                <td>{cell(age, "male", men.value)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {[...unknown, total].map(({ key, label, text }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td colSpan={2}>{text}</td>
              </tr>
            ))}
          </tfoot>
        </table>
      </details>
    </Section>
  );
}

function measureNote({ t, name }: ReportKit, { measure }: People): string {
  return t("report.people.measure", { metric: inSentence(name(measure)) });
}

/** "25–34": the dash of a range; Meta's "Unknown" in words. */
function ageText({ t }: ReportKit, age: string): string {
  return /^\d/.test(age) ? age.replace("-", "–") : t("report.people.unknownAge");
}

function sentence(kit: ReportKit, people: People): string {
  const { t, format, name } = kit;
  const metric = inSentence(name(people.measure));
  const { finding } = people;
  switch (finding.kind) {
    case "too_few":
      return t("report.people.tooFew", { metric });
    case "unknown":
      return t("report.people.saysUnknown", { metric });
    case "women":
      return t("report.people.saysWomen", { metric, women: format.change(finding.women) });
    case "age":
      return t("report.people.says", {
        metric,
        age: ageText(kit, finding.age),
        share: format.change(finding.share),
        women: format.change(finding.women),
      });
  }
}
