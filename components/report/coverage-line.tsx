import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { coverageWords } from "@/lib/report/words/coverage-words";

/** The words beside a figure's sign: how many days it has, or the amount that does not match. */
export function CoverageLine({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const words = coverageWords(kit, metric);
  if (words === null) return <p className="cov" />;
  return (
    <p className={words.isGrave ? "cov bad" : "cov"}>
      {words.of ? kit.figure(words.of, words.text) : words.text}
    </p>
  );
}
