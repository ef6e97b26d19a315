import { whyMissing } from "@/components/report/breakdown-notes";
import { Section } from "@/components/report/section";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

/** A breakdown that is not there, in its own place: why, and that nothing else is touched by it (incident 47). */
export function MissingSection(props: {
  kit: ReportKit;
  title: string;
  breakdown: Report["breakdowns"]["age_gender"];
}) {
  const { kit, title, breakdown } = props;
  return (
    <Section title={title} notes={[]}>
      <p className="say second first">{whyMissing(kit, breakdown) ?? kit.t("report.people.nobody")}</p>
    </Section>
  );
}
