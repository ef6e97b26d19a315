import { keepTogether } from "@/components/report/keep-together";
import { Section } from "@/components/report/section";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

/** What we did and what is next: dated lines of staff, as they wrote them (screens.md §1.5). Nothing written, no section. */
export function NotesSections({ kit }: { kit: ReportKit }) {
  const { done, next } = kit.view.report.notes;
  return (
    <>
      <Lines kit={kit} title={kit.t("publish.report.done")} lines={done} />
      <Lines
        kit={kit}
        title={kit.t("publish.report.next")}
        lines={next}
        {...(done.length > 0 ? { className: "join" } : {})}
      />
    </>
  );
}

function Lines(props: { kit: ReportKit; title: string; lines: Report["notes"]["done"]; className?: string }) {
  const { format } = props.kit;
  if (props.lines.length === 0) return null;
  return (
    <Section title={props.title} notes={[]} {...(props.className ? { className: props.className } : {})}>
      <ul className="acts">
        {props.lines.map(({ date, text }) => (
          <li key={`${date} ${text}`}>
            <time dateTime={date}>{format.day(date)}</time>
            <p>
              <bdi>{keepTogether(text)}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Staff's own words under the verdict, signed. */
export function Words({ kit }: { kit: ReportKit }) {
  const { words, agency } = kit.view.report;
  if (!words) return null;
  return (
    <div className="words">
      <p>
        <bdi>{keepTogether(words.text)}</bdi>
      </p>
      <p className="by">{`${words.by}, ${agency.name}`}</p>
    </div>
  );
}
